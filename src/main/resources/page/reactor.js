// The reactor now: schematic, trends, the best run and the next proposal.

import { TimeChart } from "./charts.js";
import { conditions, outcome } from "./facts.js";
import { element, number } from "./format.js";
import { draw as drawSchematic } from "./schematic.js";

const POLL_MS = 2000;
const byId = (id) => document.getElementById(id);

let status = null;
let minutes = 60;

/** Draws a snapshot. */
export function drawReactor(next, lost) {
  status = next;
  drawSchematic(byId("schematic"), status, lost);
  drawProposals();
}

function drawProposals() {
  const present = status.campaign;
  if (!present) {
    for (const id of ["best", "next"]) byId(id).replaceChildren(element("p", { class: "quiet" }, "No campaign."));
    return;
  }
  const { summary, best, next } = present;
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
/** Draws the charts at the present width of the page. */
export function redrawTrends() {
  Object.values(charts).forEach((chart) => chart.from && chart.draw());
}

function cursor(fraction) {
  for (const chart of Object.values(charts)) {
    chart.cursor = fraction;
    if (chart.from) chart.draw();
  }
}

let trendTimer = null;

export async function trends() {
  clearTimeout(trendTimer);
  try {
    if (status && !byId("view-reactor").hidden) await readTrends();
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
