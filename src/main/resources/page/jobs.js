// Background jobs: what runs, what came of it, and asking for more.

import { clock, element, span } from "./format.js";
import { bar, get, panel, post, startJob, table, tell } from "./seam.js";

const POLL_MS = 2000;
const WORDS = { WAITING: "waiting", RUNNING: "running", RESTING: "resting before another attempt", DONE: "done", FAILED: "failed", CANCELLED: "called off" };
const ENDED = new Set(["DONE", "FAILED", "CANCELLED"]);

const at = (millis) => clock(new Date(millis).toISOString());

export function mount(root) {
  const list = element("div", { id: "job-list", "aria-live": "off" });
  const details = element("div", { id: "job-details" });
  const form = orderForm(() => poll());
  root.replaceChildren(panel("Jobs", list), form.node, details);
  let timer = null;
  let open = null;
  let drawn = "";

  async function poll() {
    clearTimeout(timer);
    try {
      const jobs = await get("/api/v1/jobs");
      const key = JSON.stringify(jobs);
      if (key !== drawn) {
        drawn = key;
        keepingFocus(() => list.replaceChildren(jobTable(jobs, { choose, cancel })));
      }
      if (open) await drawDetails();
    } catch (problem) {
      list.replaceChildren(element("p", { class: "bad" }, `The jobs cannot be read: ${problem.message}`));
      drawn = "";
    }
    timer = setTimeout(poll, POLL_MS);
  }

  async function choose(id) {
    open = id;
    details.dataset.drawn = "";
    await drawDetails();
    details.querySelector("h2")?.focus();
  }

  async function drawDetails() {
    const job = await get(`/api/v1/jobs/${open}`);
    const log = job.attempts.length ? await get(`/api/v1/jobs/${open}/log`).catch(() => "") : "";
    const key = JSON.stringify([job, log]);
    if (details.dataset.drawn === key) return;
    details.dataset.drawn = key;
    details.replaceChildren(jobDetails(job, log, () => {
      open = null;
      details.replaceChildren();
    }));
  }

  async function cancel(id) {
    try {
      const job = await post(`/api/v1/jobs/${id}/cancel`, {});
      tell(`${id}: ${ENDED.has(job.state) ? WORDS[job.state] : "is being called off"}`);
    } catch (problem) {
      tell(`${id}: ${problem.message}`, true);
    }
    poll();
  }

  return {
    show() {
      form.refresh();
      poll();
    },
    hide: () => clearTimeout(timer),
  };
}

/** A table that is drawn anew must not take the keyboard's place away. */
function keepingFocus(draw) {
  const key = document.activeElement?.dataset?.key;
  draw();
  if (key) document.querySelector(`[data-key="${key}"]`)?.focus();
}

function jobTable(jobs, { choose, cancel }) {
  return table([
    { title: "Job", of: (job) => button(job.id, `show-${job.id}`, () => choose(job.id), "link") },
    { title: "State", of: (job) => element("span", { class: `chip job-${job.state.toLowerCase()}` }, WORDS[job.state]) },
    { title: "Progress", of: progress },
    { title: "Asked by", of: (job) => job.asked_by },
    { title: "Since", of: (job) => at(job.state_since) },
    { title: "", of: (job) => (ENDED.has(job.state) ? "" : button("Cancel", `cancel-${job.id}`, () => cancel(job.id))) },
  ], jobs, "No jobs yet.");
}

function button(word, key, act, kind = "small") {
  const node = element("button", { type: "button", class: kind, "data-key": key }, word);
  node.addEventListener("click", act);
  return node;
}

function progress(job) {
  const attempt = job.attempts.at(-1);
  if (!attempt || job.state !== "RUNNING") {
    const next = job.next_at === null ? "" : `next attempt ${at(job.next_at)}`;
    return element("span", { class: job.state === "FAILED" ? "bad wrap" : "quiet wrap" }, job.state_reason || next);
  }
  const share = attempt.total > 0 ? attempt.done / attempt.total : null;
  return bar(share, `${attempt.total > 0 ? `${attempt.done} of ${attempt.total} ` : ""}${attempt.progress || "starting"}`);
}

function jobDetails(job, log, close) {
  const title = element("h2", { tabindex: "-1" }, job.id);
  const facts = Object.entries(job.arguments).map(([name, value]) => `${name} = ${value}`).join(", ");
  return element("section", { class: "panel wide" },
    element("div", { class: "panel-head" }, title, button("Close", "close-details", close)),
    element("p", {}, `${WORDS[job.state]}${job.state_reason ? `: ${job.state_reason}` : ""} · asked by ${job.asked_by} at ${at(job.asked_at)}${facts ? ` · ${facts}` : ""}`),
    table([
      { title: "Attempt", number: true, of: (attempt) => String(attempt.number) },
      { title: "Began", of: (attempt) => at(attempt.started_at) },
      { title: "Took", of: (attempt) => span(((attempt.ended_at ?? attempt.heard_at) - attempt.started_at) / 1000) },
      { title: "Ending", of: (attempt) => (attempt.ending ?? "running").toLowerCase() },
      { title: "Reason", of: (attempt) => element("span", { class: "wrap" }, attempt.reason || attempt.progress) },
    ], job.attempts, "Not tried yet."),
    job.result === null ? null : [element("h3", {}, "Result"), element("pre", { tabindex: "0" }, JSON.stringify(job.result, null, 2))],
    log ? [element("h3", {}, "Log"), element("pre", { class: "log", tabindex: "0" }, log)] : null);
}

function orderForm(asked) {
  const kind = element("select", { id: "job-kind" });
  const what = element("p", { class: "quiet", id: "job-what" });
  const args = element("input", { id: "job-arguments", placeholder: "name=value name=value", autocomplete: "off" });
  const ask = element("button", { type: "submit", class: "strong" }, "Start the job");
  const form = element("form", { class: "order" },
    element("label", {}, "Kind", kind), element("label", {}, "Arguments", args), ask, what);
  let kinds = [];
  const describe = () => {
    const chosen = kinds.find((each) => each.name === kind.value);
    what.textContent = chosen ? `${chosen.description} At most ${span(chosen.time_limit_s)}, ${chosen.heap_mib} MiB, ${chosen.attempts} ${chosen.attempts === 1 ? "attempt" : "attempts"}.` : "";
  };
  kind.addEventListener("change", describe);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const wanted = Object.fromEntries(args.value.trim().split(/\s+/).filter(Boolean).map(pairOf));
      const job = await startJob(kind.value, wanted);
      tell(`${job.id} is asked for`);
    } catch (problem) {
      tell(`Start: ${problem.message}`, true);
    }
    asked();
  });
  return {
    node: panel("Start a job", form),
    async refresh() {
      try {
        kinds = await get("/api/v1/job-kinds");
      } catch (problem) {
        tell(`The kinds of jobs cannot be read: ${problem.message}`, true);
      }
      const chosen = kind.value;
      kind.replaceChildren(...kinds.map((each) => element("option", { value: each.name }, each.name)));
      if (kinds.some((each) => each.name === chosen)) kind.value = chosen;
      describe();
    },
  };
}

function pairOf(text) {
  const i = text.indexOf("=");
  if (i < 1) throw new Error(`an argument is written name=value, was '${text}'`);
  return [text.slice(0, i), text.slice(i + 1)];
}
