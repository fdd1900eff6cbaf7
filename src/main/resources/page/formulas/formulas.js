// Generated formulas: the latest job that is done, its two maps, the parity of its predictor and the ranked list.

const KIND = "formulas";
const SIZE = "0 0 360 300";
const FRAME = { left: 44, top: 10, width: 300, height: 240 };

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

export function mount(root, weir) {
  const { element, number, svg } = weir;
  const label = (at, text) => svg("text", { ...at, fill: "currentColor", "font-size": "11" }, text);
  const drawing = () => svg("svg", { viewBox: SIZE, role: "img" });
  const about = element("p", { class: "quiet" }, "looking for the latest job");
  const known = drawing();
  const generated = drawing();
  const parity = drawing();
  const list = element("div", {});
  const plots = [
    [known, "Known formulas, by formation energy; two principal axes of their descriptors"],
    [generated, "Generated formulas on the same map"],
    [parity, "Predicted against known energy, of formulas that taught nothing"],
  ].map(([drawn, caption]) => {
    const plot = element("figure", {}, drawn, element("figcaption", {}, caption));
    plot.style.margin = "0";
    return plot;
  });
  const maps = element("div", {}, ...plots);
  maps.style.display = "grid";
  maps.style.gridTemplateColumns = "repeat(auto-fit, minmax(16rem, 1fr))";
  maps.style.gap = "1rem";
  const drawn = weir.panel("Maps", maps);
  drawn.hidden = true;
  root.replaceChildren(weir.panel("Generated formulas", about), drawn, weir.panel("Ranked", list));

  function frame(into, xRange, yRange, xLabel, yLabel) {
    const { left, top, width, height } = FRAME;
    const middle = top + height / 2;
    into.replaceChildren(
      svg("rect", { x: left, y: top, width, height, fill: "none", stroke: "currentColor", "stroke-opacity": "0.4" }),
      label({ x: left + width / 2, y: 290, "text-anchor": "middle" }, xLabel),
      label({ x: 12, y: middle, "text-anchor": "middle", transform: `rotate(-90 12 ${middle})` }, yLabel),
      ...xRange.map((limit, end) => label({ x: left + end * width, y: top + height + 16, "text-anchor": end ? "end" : "start" }, limit.toFixed(1))),
      ...yRange.map((limit, end) => label({ x: left - 4, y: top + height * (1 - end) + (end ? 10 : 0), "text-anchor": "end" }, limit.toFixed(1))),
    );
    return { x: along(xRange, left, width), y: along(yRange, top + height, -height) };
  }

  function dot(x, y, fill, title) {
    return svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: "2.2", fill, "fill-opacity": "0.7" }, svg("title", {}, title));
  }

  function map(into, points, xRange, yRange) {
    const at = frame(into, xRange, yRange, "first axis", "second axis");
    into.append(...points.map((p) => dot(at.x(p.x), at.y(p.y), colour(p.energy), `${p.formula}: ${p.energy} eV/atom`)));
    into.setAttribute("aria-label", `${points.length} formulas`);
  }

  function compare(points) {
    const both = range(points.flatMap((p) => [p.known, p.predicted]));
    const at = frame(parity, both, both, "known, eV/atom", "predicted, eV/atom");
    parity.append(
      svg("line", { x1: at.x(both[0]), y1: at.y(both[0]), x2: at.x(both[1]), y2: at.y(both[1]), stroke: "currentColor", "stroke-opacity": "0.4" }),
      ...points.map((p) => dot(at.x(p.known), at.y(p.predicted), colour(p.known),
        `${p.formula}: known ${p.known}, predicted ${p.predicted} ± ${p.half_width} eV/atom`)),
    );
    parity.setAttribute("aria-label", `${points.length} formulas, predicted against known energy`);
  }

  function show(job) {
    const { result } = job;
    const everyone = [...result.known, ...result.generated];
    drawn.hidden = everyone.length === 0;
    if (everyone.length > 0) {
      const xRange = range(everyone.map((p) => p.x));
      const yRange = range(everyone.map((p) => p.y));
      map(known, result.known, xRange, yRange);
      map(generated, result.generated, xRange, yRange);
    }
    if (result.parity.length > 0) compare(result.parity);
    const ranked = result.ranked.map((one, index) => ({ ...one, rank: index + 1 }));
    list.replaceChildren(weir.table([
      { title: "Rank", number: true, of: (one) => String(one.rank) },
      { title: "Formula", of: (one) => one.formula },
      { title: "Predicted, eV/atom", number: true, of: (one) => number(one.predicted_ev_per_atom, 3) },
      { title: "± 95 %", number: true, of: (one) => number(one.half_width_95_ev_per_atom, 3) },
      { title: "Made from", of: (one) => one.made_from ?? "" },
    ], ranked, "Nothing was kept."));
    const teachers = result.demonstration ? `${result.known_formulas} compounds of the demonstration, not for use` : `${result.known_formulas} known formulas`;
    return `${job.id}: ${result.kept} new formulas of ${result.target_ev_per_atom} eV/atom, from ${teachers}`;
  }

  async function draw() {
    try {
      const jobs = (await weir.get("/api/v1/jobs")).filter((job) => job.kind === KIND);
      const running = jobs.find((job) => job.state === "RUNNING");
      const done = jobs.find((job) => job.state === "DONE");
      const note = running ? `; ${running.id} is running` : "";
      about.textContent = done ? show(await weir.get(`/api/v1/jobs/${done.id}`)) + note : `no job of the kind ${KIND} is done yet${note}`;
    } catch (problem) {
      about.textContent = `The formulas cannot be read: ${problem.message}`;
    }
  }

  return { show: draw };
}
