// The banner and the alarms: what must be seen on every view.

import { clock, element, number, short, span, svg } from "./format.js";

const byId = (id) => document.getElementById(id);

const STATES = {
  ABORTING: ["Aborting", "abort", "octagon"], ABORTED: ["Aborted", "abort", "octagon"],
  CLEARING: ["Clearing", "move", "chevrons"], STOPPED: ["Stopped", "stop", "square"],
  STARTING: ["Starting", "move", "chevrons"], EXECUTE: ["Running", "run", "triangle"],
  HOLDING: ["Going to hold", "hold", "bars"], HELD: ["Held", "hold", "bars"],
  UNHOLDING: ["Resuming", "move", "chevrons"], SUSPENDING: ["Suspending", "hold", "bars"],
  SUSPENDED: ["Suspended", "hold", "bars"], UNSUSPENDING: ["Recovering", "move", "chevrons"],
  STOPPING: ["Stopping", "move", "square"],
};

const SHAPES = {
  triangle: "M10 6L34 20L10 34Z", square: "M8 8H32V32H8Z", bars: "M9 7H17V33H9ZM23 7H31V33H23Z",
  octagon: "M13 4H27L36 13V27L27 36H13L4 27V13Z", chevrons: "M7 7L18 20L7 33H13L24 20L13 7ZM19 7L30 20L19 33H25L36 20L25 7Z",
};

const PHASES = [["SET", "Set"], ["FLUSH", "Flush"], ["APPROACH", "Approach"], ["SAMPLE", "Sample"], ["ANALYSE", "Analyse"]];

let alarmsKey = "";

function text(id, content) {
  const node = byId(id);
  if (node.textContent !== content) node.textContent = content;
}

/** Draws the banner of a snapshot. */
export function drawBanner(status, lost) {
  const [word, tone, shape] = STATES[status.state] ?? [status.state, "unknown", "square"];
  byId("banner").dataset.tone = lost ? "unknown" : tone;
  byId("state-shape").replaceChildren(svg("path", { d: SHAPES[shape] }));
  text("state-word", lost ? `Last seen: ${word}` : word);
  text("state-reason", `for ${span(status.state_for_s)} · ${status.state_reason}`);
  document.title = `${word} – ${status.reactor} – Weir`;
  byId("simulated").hidden = !status.simulated;
  text("simulated-speed", `× ${short(status.speed).replace(/\.0+$/, "")}`);
  text("cycle", `${number(status.cycle.last_ms, 1)} ms` + (status.cycle.overruns ? ` · ${status.cycle.overruns} late` : ""));
  text("clock", clock(status.at));
  phases(status);
}

function phases(status) {
  const run = status.run;
  if (!run) {
    text("run-word", "No run");
    text("run-countdown", status.campaign?.summary.state_reason ?? "");
    byId("phases").replaceChildren();
    return;
  }
  text("run-word", `Run ${run.run}` + (run.of === null ? "" : ` of ${run.of}`));
  const current = PHASES.findIndex(([phase]) => phase === run.phase);
  const done = run.phase === "ACCEPTED" || run.phase === "VOID";
  const remaining = run.phase_remaining_s;
  text("run-countdown", done ? `${run.phase.toLowerCase()}, ${span(run.elapsed_s)} in all`
    : remaining === null ? `${PHASES[current][1]} for ${span(run.phase_for_s)}` : `${PHASES[current][1]}: about ${span(remaining)} to go`);
  const share = remaining === null ? 0 : run.phase_for_s / Math.max(1e-9, run.phase_for_s + remaining);
  byId("phases").replaceChildren(...PHASES.map(([, word], i) => {
    const here = i === current;
    const bar = element("span", { class: "phase-bar" }, element("span", { class: "phase-done" }));
    bar.firstChild.style.width = done || i < current ? "100%" : here ? `${(100 * share).toFixed(1)}%` : "0";
    return element("li", { class: here ? "here" : "", "aria-current": here ? "step" : false }, bar, element("span", {}, word));
  }));
}

/** Draws the alarms; controls take what their buttons ask. */
export function drawAlarms(status, controls) {
  const list = status.alarms;
  const key = JSON.stringify(list.map((alarm) => [alarm.alarm, alarm.condition, Math.floor(alarm.age_s / 60)]));
  const typing = byId("alarm-list").contains(document.activeElement) && document.activeElement.closest("details[open]");
  if (key === alarmsKey || (typing && list.length === byId("alarm-list").children.length)) return;
  alarmsKey = key;
  const unseen = list.some((alarm) => alarm.condition === "unacknowledged");
  byId("alarms").dataset.level = unseen ? "high" : list.length ? "seen" : "none";
  byId("alarm-list").setAttribute("aria-live", unseen ? "assertive" : "polite");
  if (!list.length) {
    byId("alarm-list").replaceChildren(element("p", { class: "quiet" }, "None."));
    return;
  }
  byId("alarm-list").replaceChildren(...list.map((each) => alarm(each, controls)));
}

function alarm(each, controls) {
  const word = { unacknowledged: "Active, not seen", acknowledged: "Active, seen", returned_unacknowledged: "Gone, not seen", shelved: "Active, put aside" }[each.condition];
  const button = each.condition === "acknowledged" ? null : element("button", { type: "button" }, "Acknowledge");
  button?.addEventListener("click", () => controls.acknowledge(each.alarm));
  return element("article", { class: `alarm ${each.condition}` },
    element("div", { class: "alarm-head" },
      element("span", { class: "alarm-mark", "aria-hidden": "true" }, each.condition === "unacknowledged" ? "▲" : "△"),
      element("strong", {}, each.text),
      each.first_out ? element("span", { class: "chip" }, "first") : null,
      element("span", { class: "quiet" }, `${each.source} · ${word} · ${span(each.age_s)} ago`)),
    element("dl", { class: "alarm-why" },
      pair("Cause", each.cause), pair("Consequence", each.consequence), pair("Do", each.response)),
    element("div", { class: "alarm-do" }, button, shelf(each, controls)));
}

/** An active alarm may be put aside for a while, with a reason. */
function shelf(each, controls) {
  if (each.condition === "shelved" || each.condition === "returned_unacknowledged") return null;
  const reason = element("input", { maxlength: "500", required: "" });
  const minutes = element("select", {}, [10, 30, 60].map((span) => element("option", { value: String(span) }, `${span} min`)));
  const form = element("form", { class: "shelf" }, element("label", {}, "Reason", reason), element("label", {}, "For", minutes),
    element("button", { type: "submit", class: "small" }, "Put aside"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    controls.shelve(each.alarm, Number(minutes.value), reason.value.trim());
  });
  return element("details", {}, element("summary", {}, "Shelve"), form);
}

function pair(term, ...definition) {
  return element("div", {}, element("dt", {}, term), element("dd", {}, ...definition));
}
