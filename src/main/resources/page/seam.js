// What the page offers to its views and to the sections that other rooms bring.
//
// A section's script exports mount(root, weir), called once when its tab is first opened; root is an empty element.
// It may return { show(), hide(), status(status) }: show and hide when its tab comes and goes, status with every snapshot
// while it is shown. Everything it may use is on `weir`:
//   get(path), text(path)        answers of GET; throws an Error with the server's own line
//   post(path, body)             with token and operator; throws likewise
//   startJob(kind, arguments)    asks for a background job and returns it
//   tell(text, bad)              the line at the foot of the page, read out by screen readers
//   element, svg, number, short, span, clock, symbol    as in format.js
//   panel(title, ...children), table(columns, rows), bar(share, word)

import { clock, element, number, short, span, svg, symbol } from "./format.js";

const byId = (id) => document.getElementById(id);

async function answer(response) {
  const body = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : await response.text();
  if (!response.ok) throw new Error(body.error ?? `${response.status} ${response.statusText}`);
  return body;
}

export function operator() {
  return byId("operator").value.trim();
}

export function token() {
  return byId("token").value.trim();
}

/** Why nothing can be asked yet; empty when it can. */
export function missing() {
  if (!operator()) return "enter your name first";
  if (!token()) return "paste the access token first";
  return "";
}

export async function get(path) {
  return answer(await fetch(path));
}

export async function post(path, body) {
  const reason = missing();
  if (reason) throw new Error(reason);
  return answer(await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token()}` },
    body: JSON.stringify({ operator: operator(), ...body }),
  }));
}

export function startJob(kind, args = {}) {
  return post("/api/v1/jobs", { kind, arguments: args });
}

export function tell(text, bad = false) {
  byId("answer").textContent = text;
  byId("answer").classList.toggle("bad", bad);
}

export function panel(title, ...children) {
  return element("section", { class: "panel wide" }, element("h2", {}, title), ...children);
}

/** columns: [{ title, of(row) -> text or nodes, number: true|false }]. */
export function table(columns, rows, empty = "None.") {
  if (!rows.length) return element("p", { class: "quiet" }, empty);
  const kind = (column) => (column.number ? "num" : false);
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table" },
    element("table", {},
      element("thead", {}, element("tr", {}, columns.map((column) => element("th", { scope: "col", class: kind(column) }, column.title)))),
      element("tbody", {}, rows.map((row) => element("tr", {}, columns.map((column) => element("td", { class: kind(column) }, column.of(row))))))));
}

/** A bar with its share, from 0 to 1, and a word; an unknown share is drawn as at work. */
export function bar(share, word) {
  const done = element("span", { class: share === null ? "bar-done unknown" : "bar-done" });
  done.style.width = share === null ? "100%" : `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`;
  return element("div", { class: "work" },
    element("div", { class: "work-bar", role: "progressbar", "aria-label": word, "aria-valuemin": "0", "aria-valuemax": "100",
      "aria-valuenow": share === null ? false : String(Math.round(100 * share)) }, done),
    element("span", { class: "quiet" }, word));
}

export const weir = { get, text: get, post, startJob, tell, missing, operator, panel, table, bar, element, svg, number, short, span, clock, symbol };
