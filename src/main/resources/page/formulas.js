// The page of generated formulas: reads the latest finished job of the kind and draws its result.

const SVG = "http://www.w3.org/2000/svg";
const FRAME = { left: 44, top: 10, width: 300, height: 240 };

function shape(parent, name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  if (text !== undefined) node.textContent = text;
  parent.append(node);
  return node;
}

function range(values) {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const margin = (most - least || 1) * 0.04;
  return [least - margin, most + margin];
}

const along = ([least, most], from, length) => (value) => from + ((value - least) / (most - least)) * length;

/** Blue for deep energies over grey to red for high ones; lightness is the same in both themes. */
function colour(energy) {
  const share = Math.min(1, Math.max(0, (energy + 4) / 5));
  return `hsl(${240 - 240 * share} 70% 50%)`;
}

function frame(svg, xRange, yRange, xLabel, yLabel) {
  svg.replaceChildren();
  const { left, top, width, height } = FRAME;
  shape(svg, "rect", { class: "frame", x: left, y: top, width, height });
  shape(svg, "text", { x: left + width / 2, y: 290, "text-anchor": "middle" }, xLabel);
  shape(svg, "text", { x: 12, y: top + height / 2, "text-anchor": "middle",
    transform: `rotate(-90 12 ${top + height / 2})` }, yLabel);
  [xRange, yRange].forEach((limits, axis) => limits.forEach((limit, end) => {
    const at = axis === 0
      ? { x: left + end * width, y: top + height + 16, "text-anchor": end ? "end" : "start" }
      : { x: left - 4, y: top + height * (1 - end) + (end ? 10 : 0), "text-anchor": "end" };
    shape(svg, "text", at, limit.toFixed(1));
  }));
  return { x: along(xRange, left, width), y: along(yRange, top + height, -height) };
}

function dot(svg, x, y, fill, title) {
  const node = shape(svg, "circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 2.2, fill, "fill-opacity": 0.7 });
  shape(node, "title", {}, title);
}

function map(id, points, xRange, yRange) {
  const svg = document.getElementById(id);
  const at = frame(svg, xRange, yRange, "first axis", "second axis");
  points.forEach((p) => dot(svg, at.x(p.x), at.y(p.y), colour(p.energy), `${p.formula}: ${p.energy} eV/atom`));
  svg.setAttribute("aria-label", `${points.length} formulas`);
}

function parity(points) {
  const svg = document.getElementById("parity");
  const both = range(points.flatMap((p) => [p.known, p.predicted]));
  const at = frame(svg, both, both, "known, eV/atom", "predicted, eV/atom");
  shape(svg, "line", { x1: at.x(both[0]), y1: at.y(both[0]), x2: at.x(both[1]), y2: at.y(both[1]) });
  points.forEach((p) => dot(svg, at.x(p.known), at.y(p.predicted), colour(p.known),
    `${p.formula}: known ${p.known}, predicted ${p.predicted} ± ${p.half_width} eV/atom`));
  svg.setAttribute("aria-label", `${points.length} formulas, predicted against known energy`);
}

function cell(row, text, number) {
  const node = document.createElement("td");
  node.textContent = text;
  if (number) node.className = "number";
  row.append(node);
}

function list(ranked) {
  const body = document.getElementById("ranked");
  body.replaceChildren();
  ranked.forEach((one, index) => {
    const row = document.createElement("tr");
    cell(row, index + 1, true);
    cell(row, one.formula);
    cell(row, one.predicted_ev_per_atom.toFixed(3), true);
    cell(row, one.half_width_95_ev_per_atom.toFixed(3), true);
    cell(row, one.made_from ?? "");
    body.append(row);
  });
}

async function get(address) {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${address}: ${reply.status}`);
  return reply.json();
}

function show(job) {
  const result = job.result;
  const everyone = [...result.known, ...result.generated];
  const xRange = range(everyone.map((p) => p.x));
  const yRange = range(everyone.map((p) => p.y));
  map("known", result.known, xRange, yRange);
  map("generated", result.generated, xRange, yRange);
  if (result.parity.length > 0) parity(result.parity);
  list(result.ranked);
  const known = result.demonstration ? `${result.known_formulas} compounds of the demonstration, not for use`
    : `${result.known_formulas} known formulas`;
  return `${job.id}: ${result.kept} new formulas of ${result.target_ev_per_atom} eV/atom, from ${known}`;
}

async function start() {
  const about = document.getElementById("about");
  try {
    const jobs = (await get("/api/v1/jobs")).filter((job) => job.kind === "formulas");
    const running = jobs.find((job) => job.state === "RUNNING");
    const done = jobs.find((job) => job.state === "DONE");
    const note = running ? `; ${running.id} is running` : "";
    about.textContent = done ? show(await get(`/api/v1/jobs/${done.id}`)) + note
      : `no job of the kind "formulas" is done yet${note}`;
  } catch (failure) {
    about.textContent = `cannot be shown: ${failure.message}`;
  }
}

start();
