// The campaign and its runs.

import { lossChart, outcomeChart } from "./charts.js";
import { element, number } from "./format.js";

const byId = (id) => document.getElementById(id);
const SHOWN = 60;

let runsKey = "";
let present = null;

/** Draws the campaign of a snapshot; asks for the runs when one has begun or ended. */
export function drawRuns(status) {
  present = status.campaign;
  if (!present) {
    byId("campaign-line").textContent = "no campaign";
    for (const id of ["campaign-progress", "loss-chart", "outcome-chart"]) byId(id).replaceChildren();
    return;
  }
  const { summary } = present;
  byId("campaign-line").textContent = `${summary.name}: ${summary.monomer1} (1) and ${summary.monomer2} (2) · wanted F1 ${number(summary.objective.target_f1, 2)} ± ${number(summary.objective.tolerance_f1, 2)} at conversion ${number(summary.objective.conversion_floor, 2)} or more`;
  byId("campaign-progress").replaceChildren(progress(summary));
  lossChart(byId("loss-chart"), present);
  outcomeChart(byId("outcome-chart"), present);
  const key = [summary.name, summary.started_runs, summary.accepted_runs, summary.voided_runs, status.run?.phase].join("|");
  if (key !== runsKey) {
    runsKey = key;
    readRuns();
  }
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

async function readRuns() {
  try {
    const response = await fetch("/api/v1/runs");
    if (!response.ok) return;
    const list = await response.json();
    const best = present?.best?.run;
    byId("run-rows").replaceChildren(...list.slice(0, SHOWN).flatMap((run) => rows(run, run.run === best)));
  } catch {
    runsKey = ""; // asked again with the next snapshot
  }
}

/** A run and, below it, the aliquots of its ramp. */
function rows(run, best) {
  const aliquots = (run.aliquots ?? []).map((aliquot) => row({ requested: run.requested, ...aliquot, run: `${run.run}·${aliquot.aliquot}` }, false));
  return [row(run, best), ...aliquots];
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
