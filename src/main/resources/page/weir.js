// The page: one stream of snapshots in, everything below drawn from the latest one.

import { TimeChart, lossChart, outcomeChart } from "./charts.js";
import { Controls } from "./controls.js";
import { clock, element, number, short, span, svg, symbol } from "./format.js";
import { draw as drawSchematic } from "./schematic.js";

/** A snapshot older than this, in ms of wall time, is not shown as if it were now. */
const LINK_LOST_MS = 4000;
const POLL_MS = 2000;

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

const controls = new Controls();
let status = null;
let arrived = 0;
let minutes = 60;
let runsKey = "";
let alarmsKey = "";

function text(id, content) {
  const node = byId(id);
  if (node.textContent !== content) node.textContent = content;
}

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
  banner(lost);
  alarms();
  drawSchematic(byId("schematic"), status, lost);
  controls.update(status, lost);
  campaign();
  const summary = status.campaign?.summary;
  const key = summary ? [summary.name, summary.started_runs, summary.accepted_runs, summary.voided_runs, status.run?.phase].join("|") : "";
  if (key !== runsKey) {
    runsKey = key;
    runs();
  }
}

function banner(lost) {
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
  phases();
}

function phases() {
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

function alarms() {
  const list = status.alarms;
  const key = JSON.stringify(list.map((alarm) => [alarm.alarm, alarm.condition, Math.floor(alarm.age_s / 60)]));
  if (key === alarmsKey) return;
  alarmsKey = key;
  const unseen = list.some((alarm) => alarm.condition === "unacknowledged");
  byId("alarms").dataset.level = unseen ? "high" : list.length ? "seen" : "none";
  byId("alarm-list").setAttribute("aria-live", unseen ? "assertive" : "polite");
  if (!list.length) {
    byId("alarm-list").replaceChildren(element("p", { class: "quiet" }, "None."));
    return;
  }
  byId("alarm-list").replaceChildren(...list.map(alarm));
}

function alarm(each) {
  const word = { unacknowledged: "Active, not seen", acknowledged: "Active, seen", returned_unacknowledged: "Gone, not seen" }[each.condition];
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
    button);
}

function pair(term, ...definition) {
  return element("div", {}, element("dt", {}, term), element("dd", {}, ...definition));
}

function conditions(of) {
  return element("dl", { class: "facts" },
    element("div", {}, element("dt", {}, ...symbol("f", "1,0")), element("dd", {}, number(of.feed_composition_f10, 3))),
    pair("Residence", `${number(of.residence_time_min, 1)} min`),
    pair("Temperature", `${number(of.temperature_celsius, 1)} °C`),
    pair("Monomer", `${number(of.total_monomer_mol_per_l, 2)} mol/L`),
    pair("Initiator", `${number(of.initiator_mol_per_l, 3)} mol/L`));
}

function outcome(of) {
  return element("dl", { class: "facts outcome" },
    element("div", {}, element("dt", {}, ...symbol("F", "1")),
      element("dd", {}, number(of.copolymer_composition_f1, 3), element("small", {}, ` ± ${number(of.copolymer_composition_f1_deviation, 3)}`))),
    element("div", {}, element("dt", {}, "Conversion"),
      element("dd", {}, number(of.conversion, 3), element("small", {}, ` ± ${number(of.conversion_deviation, 3)}`))));
}

function campaign() {
  const present = status.campaign;
  if (!present) {
    text("campaign-line", "no campaign");
    byId("best").replaceChildren(element("p", { class: "quiet" }, "No campaign."));
    byId("next").replaceChildren(element("p", { class: "quiet" }, "No campaign."));
    byId("campaign-progress").replaceChildren();
    byId("loss-chart").replaceChildren();
    byId("outcome-chart").replaceChildren();
    return;
  }
  const { summary, best, next } = present;
  text("campaign-line", `${summary.name}: ${summary.monomer1} (1) and ${summary.monomer2} (2) · wanted F1 ${number(summary.objective.target_f1, 2)} ± ${number(summary.objective.tolerance_f1, 2)} at conversion ${number(summary.objective.conversion_floor, 2)} or more`);
  byId("campaign-progress").replaceChildren(progress(summary));
  byId("best").replaceChildren(...(best ? [
    element("p", { class: "lead-line" }, element("strong", {}, `Run ${best.run}`),
      element("span", { class: best.reached ? "chip reached" : "chip" }, best.reached ? "✓ objective met" : `distance ${number(best.loss_mol_per_mol, 3)}`)),
    outcome(best.outcome), conditions(best.achieved ?? best.requested)] : [element("p", { class: "quiet" }, "No run is finished yet.")]));
  byId("next").replaceChildren(...(next ? [
    element("p", { class: "lead-line" }, element("strong", {}, { initial_design: "Initial design", acquisition: "Expected improvement", random: "Random" }[next.source] ?? next.source),
      element("span", { class: "quiet" }, `${next.observations} observations`)),
    next.predicted ? outcome(next.predicted) : null,
    conditions(next.conditions),
    element("p", { class: "reason" }, next.reason)].filter(Boolean) : [element("p", { class: "quiet" }, summary.state_reason)]));
  lossChart(byId("loss-chart"), present);
  outcomeChart(byId("outcome-chart"), present);
}

function progress(summary) {
  const share = (runs) => `${(100 * runs) / summary.budget_runs}%`;
  const bar = element("div", { class: "budget", role: "img", "aria-label": `${summary.started_runs} of ${summary.budget_runs} runs started` },
    element("span", { class: "accepted" }), element("span", { class: "voided" }), element("span", { class: "under-way" }));
  bar.children[0].style.width = share(summary.accepted_runs);
  bar.children[1].style.width = share(summary.voided_runs);
  bar.children[2].style.width = share(Math.max(0, summary.started_runs - summary.accepted_runs - summary.voided_runs));
  return element("div", { class: "budget-row" }, bar,
    element("p", { class: "quiet" }, `${summary.accepted_runs} accepted · ${summary.voided_runs} void · ${summary.budget_runs - summary.started_runs} left of ${summary.budget_runs} · ${summary.state}: ${summary.state_reason}`));
}

async function runs() {
  try {
    const response = await fetch("/api/v1/runs");
    if (!response.ok) return;
    const list = await response.json();
    const best = status.campaign?.best?.run;
    byId("run-rows").replaceChildren(...list.slice(0, 12).map((run) => row(run, run.run === best)));
  } catch {
    runsKey = ""; // asked again with the next snapshot
  }
}

function row(run, best) {
  const held = run.achieved ?? run.requested;
  const cell = (value, digits) => element("td", { class: "num" }, number(value, digits));
  const word = run.status === "accepted" ? (run.reached ? "✓ met" : "accepted") : run.status;
  return element("tr", { class: best ? "best" : "", title: run.reason ?? "" },
    element("th", { scope: "row", class: "num" }, best ? element("span", { class: "chip" }, "best") : null, ` ${run.run}`),
    element("td", { class: run.status === "void" ? "void" : "" }, word),
    cell(held.feed_composition_f10, 3), cell(held.residence_time_min, 1), cell(held.temperature_celsius, 1),
    cell(run.outcome?.copolymer_composition_f1, 3), cell(run.outcome?.conversion, 3), cell(run.loss_mol_per_mol, 3));
}

const charts = {
  temperature: new TimeChart("Temperature", "°C", { digits: 1, leastSpan: 4, height: 112 }),
  pressure: new TimeChart("Pressure", "bar", { digits: 2, leastSpan: 1, height: 100 }),
  flows: new TimeChart("Flows", "µL/min", { digits: 0, leastSpan: 20, height: 156, last: true, fromZero: true }),
};
byId("trend-charts").append(...Object.values(charts).map((chart) => chart.node));
for (const chart of Object.values(charts)) {
  chart.plot.addEventListener("pointermove", (event) => cursor(chart.fraction(event)));
  chart.plot.addEventListener("pointerleave", () => cursor(null));
}
window.addEventListener("resize", () => {
  Object.values(charts).forEach((chart) => chart.from && chart.draw());
  render();
});

function cursor(fraction) {
  for (const chart of Object.values(charts)) {
    chart.cursor = fraction;
    if (chart.from) chart.draw();
  }
}

let trendTimer = null;

async function trends() {
  clearTimeout(trendTimer);
  try {
    if (status) await readTrends();
  } finally {
    trendTimer = setTimeout(trends, !status ? 200 : minutes <= 60 ? POLL_MS : 4 * POLL_MS);
  }
}

async function readTrends() {
  const device = status.tags.temperature.split("/")[0];
  const setpoint = `${device}/temperature.setpoint`;
  const known = new Set(status.values.map((value) => value.tag));
  const tags = [status.tags.temperature, setpoint, status.tags.pressure, ...status.feeds.map((feed) => feed.tag)].filter((tag) => known.has(tag));
  const asked = minutes;
  const query = tags.map((tag) => `tag=${encodeURIComponent(tag)}`).join("&");
  const response = await fetch(`/api/v1/trends?minutes=${asked}&${query}`);
  if (!response.ok || asked !== minutes) return;
  const reply = await response.json();
  const points = (tag) => reply.series.find((series) => series.tag === tag)?.points ?? [];
  const [from, to] = [Date.parse(reply.from), Date.parse(reply.to)];
  const limits = status.limits;
  charts.temperature.show(from, to, [
    { word: "set", kind: "set", steps: true, points: points(setpoint) },
    { word: "actual", kind: "actual", points: points(status.tags.temperature) },
  ], [{ value: limits.temperature_high_celsius, word: "H" }, { value: limits.temperature_high_high_celsius, word: "HH" }]);
  charts.pressure.show(from, to, [{ word: "inlet", kind: "actual", points: points(status.tags.pressure) }],
    [{ value: limits.pressure_high_bar, word: "H" }, { value: limits.pressure_high_high_bar, word: "HH" }]);
  charts.flows.show(from, to, status.feeds.map((feed, i) => ({ word: feed.feed, kind: `feed-${i % 5}`, points: points(feed.tag) })), []);
}

for (const button of document.querySelectorAll("[data-minutes]")) {
  button.addEventListener("click", () => {
    minutes = Number(button.dataset.minutes);
    for (const other of document.querySelectorAll("[data-minutes]")) other.setAttribute("aria-pressed", String(other === button));
    trends();
  });
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
  text("link-age", lost ? `lost for ${span(seconds)}` : `live ${number(seconds, 1)} s`);
  byId("link-age").classList.toggle("bad", lost);
  if (lost && !document.body.classList.contains("lost")) render();
}

setInterval(age, 250);
listen();
trends();
