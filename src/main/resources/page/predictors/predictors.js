// The registry of predictors: every one that was trained, its scores on held-out runs, and which is in use; of one of them
// predicted over measured on the runs that were held out, with 95 % intervals.

const SIZE = 230;
const MARGIN = 34;
const x = (share) => MARGIN + share * (SIZE - 1.3 * MARGIN);
const y = (share) => SIZE - 0.8 * MARGIN - share * (SIZE - 1.3 * MARGIN);
const inside = (share) => Math.min(1, Math.max(0, share));

export function mount(root, weir) {
  const { element, number, svg } = weir;
  const plots = element("div", {});
  let chosen = null;
  const place = element("div", {});
  root.replaceChildren(weir.panel("Predictors", place), weir.panel("Predicted over measured, held out", plots));

  function score(predictor, target) {
    const found = predictor.scores.find((each) => each.target === target);
    return found ? `${number(found.rmse, 4)} · ${number(found.r2, 3)} · ${number(100 * found.coverage95, 0)} %` : "–";
  }

  function parity(target) {
    const points = target.points.slice(0, 1000);
    return element("figure", { class: "parity" },
      svg("svg", { width: SIZE, height: SIZE, viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img",
        "aria-label": `${target.target}: predicted over measured of ${target.points.length} held-out runs` },
        svg("path", { class: "parity-axis", d: `M${x(0)} ${y(1)}V${y(0)}H${x(1)}` }),
        svg("line", { class: "parity-ideal", x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
        [0, 0.5, 1].flatMap((tick) => [
          svg("text", { class: "scale", x: x(tick), y: y(0) + 15, "text-anchor": "middle" }, tick.toFixed(1)),
          svg("text", { class: "scale", x: x(0) - 5, y: y(tick) + 4, "text-anchor": "end" }, tick.toFixed(1))]),
        points.map((point) => svg("line", { class: "parity-bar", x1: x(inside(point.measured)), x2: x(inside(point.measured)),
          y1: y(inside(point.predicted - point.side95)), y2: y(inside(point.predicted + point.side95)) })),
        points.map((point) => svg("circle", { class: "parity-dot", r: 2.2, cx: x(inside(point.measured)), cy: y(inside(point.predicted)) }))),
      element("figcaption", { class: "quiet" }, `${target.target}, mol/mol`));
  }

  async function drawPlots(predictors) {
    if (!predictors.length) {
      plots.replaceChildren(element("p", { class: "quiet" }, "None was trained yet."));
      return;
    }
    const shown = predictors.find((each) => each.number === chosen) ?? predictors.find((each) => each.live) ?? predictors[0];
    const choice = element("select", { "aria-label": "Predictor" },
      predictors.map((each) => element("option", { value: each.number, selected: each === shown }, `${each.number}${each.live ? " (live)" : ""}`)));
    choice.addEventListener("change", () => {
      chosen = Number(choice.value);
      drawPlots(predictors);
    });
    const targets = await weir.get(`/api/v1/predictors/${shown.number}`);
    plots.replaceChildren(
      element("p", {}, "Predictor ", choice, ` ${shown.kind}, ${shown.runs} runs`),
      targets.length
        ? element("div", { class: "parities" }, targets.map(parity))
        : element("p", { class: "quiet" }, "What it expected of held-out runs was not kept."));
  }

  async function draw() {
    try {
      const predictors = await weir.get("/api/v1/predictors");
      const targets = [...new Set(predictors.flatMap((each) => each.scores.map((found) => found.target)))];
      place.replaceChildren(
        weir.table([
          { title: "Number", number: true, of: (each) => [each.live ? element("span", { class: "chip reached" }, "live") : null, ` ${each.number}`] },
          { title: "Kind", of: (each) => each.kind },
          { title: "Runs", number: true, of: (each) => String(each.runs) },
          { title: "Origin", of: (each) => element("span", { class: "wrap" }, each.origin) },
          { title: "Held out", of: (each) => ({ dcv: "random runs", mev: "whole monomers" }[each.split] ?? each.split) },
          ...targets.map((target) => ({ title: target, number: true, of: (each) => score(each, target) })),
          { title: "Version", of: (each) => each.version },
        ], predictors, "None was trained yet: './weir train' makes one."),
        predictors.length ? element("p", { class: "quiet" }, "Scores: RMSE in mol/mol · R² · share of measurements within their 95 % intervals, all on runs that were held out.") : "");
      await drawPlots(predictors);
    } catch (problem) {
      place.replaceChildren(element("p", { class: "bad" }, `The predictors cannot be read: ${problem.message}`));
    }
  }

  return { show: draw };
}
