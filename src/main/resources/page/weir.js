// The page: one stream of snapshots in, everything below drawn from the latest one. A view is shown for each address.

import { drawAlarms, drawBanner } from "./banner.js";
import { Controls } from "./controls.js";
import { element, number, span } from "./format.js";
import { mount as mountJobs } from "./jobs.js";
import { drawReactor, redrawTrends, trends } from "./reactor.js";
import { drawRuns } from "./runs.js";
import { get, tell, weir } from "./seam.js";

/** A snapshot older than this, in ms of wall time, is not shown as if it were now. */
const LINK_LOST_MS = 4000;
const POLL_MS = 2000;

const byId = (id) => document.getElementById(id);

const controls = new Controls();
let status = null;
let arrived = 0;

function linkLost() {
  return performance.now() - arrived > LINK_LOST_MS;
}

function receive(next) {
  status = next;
  arrived = performance.now();
  render();
}

function render() {
  if (!status) return;
  const lost = linkLost();
  document.body.classList.toggle("lost", lost);
  drawBanner(status, lost);
  drawAlarms(status, controls);
  controls.update(status, lost);
  shown?.status?.(status, lost);
}

/** Every view by its address. Sections of other rooms are mounted when they are first opened. */
const views = new Map([
  ["/", { title: "Reactor", node: byId("view-reactor"), show: () => { redrawTrends(); trends(); }, status: drawReactor }],
  ["/runs", { title: "Runs", node: byId("view-runs"), status: drawRuns }],
  ["/jobs", { title: "Jobs", node: byId("view-jobs"), ...mountJobs(byId("view-jobs")) }],
]);
/** The order of the tabs; whatever else a room brings comes behind. */
const ORDER = ["/", "/runs", "/predictors", "/jobs", "/formulas", "/structures"];
let shown = null;

function tabs() {
  const rank = (path) => (ORDER.includes(path) ? ORDER.indexOf(path) : ORDER.length);
  const list = [...views].sort(([a], [b]) => rank(a) - rank(b));
  byId("tabs").replaceChildren(...list.map(([path, view]) => {
    const link = element("a", { href: path, "aria-current": view === shown ? "page" : false }, view.title);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      history.pushState(null, "", path);
      open();
      byId("main").focus();
    });
    return element("li", {}, link);
  }));
}

async function open() {
  const next = views.get(location.pathname) ?? views.get("/");
  if (next === shown) return;
  shown?.hide?.();
  shown = next;
  for (const view of views.values()) view.node.hidden = view !== next;
  tabs();
  if (next.script) {
    const { script } = next;
    next.script = null;
    try {
      const module = await import(script);
      Object.assign(next, module.mount(next.node, weir) ?? {});
    } catch (problem) {
      next.node.replaceChildren(element("p", { class: "bad" }, `This section cannot be shown: ${problem.message}`));
    }
  }
  if (shown !== next) return;
  next.show?.();
  render();
}

async function sections() {
  try {
    for (const section of await get("/api/v1/sections")) {
      const node = element("div", { class: "view", id: `view-${section.name}`, hidden: "" });
      byId("main").append(node);
      views.set(`/${section.name}`, { title: section.title, node, script: section.script });
    }
  } catch (problem) {
    tell(`The other sections cannot be read: ${problem.message}`, true);
  }
}

/** The stream; where it is refused, because too many listen, the status is asked for instead. */
function listen() {
  const stream = new EventSource("/api/v1/events");
  stream.addEventListener("status", (event) => receive(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) {
      poll();
      setTimeout(listen, POLL_MS);
    }
  });
}

async function poll() {
  try {
    const response = await fetch("/api/v1/status");
    if (response.ok) receive(await response.json());
  } catch {
    // the link's age on the page says it
  }
}

function age() {
  if (!status) return;
  const seconds = (performance.now() - arrived) / 1000;
  const lost = linkLost();
  byId("link-age").textContent = lost ? `lost for ${span(seconds)}` : `live ${number(seconds, 1)} s`;
  byId("link-age").classList.toggle("bad", lost);
  if (lost && !document.body.classList.contains("lost")) render();
}

window.addEventListener("resize", () => {
  redrawTrends();
  render();
});
window.addEventListener("popstate", open);
setInterval(age, 250);
listen();
trends();
open();
await sections();
open();
tabs();
