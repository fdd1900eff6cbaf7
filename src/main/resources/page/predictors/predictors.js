// The registry of predictors: every one that was trained, its scores on held-out runs, and which is in use.

export function mount(root, weir) {
  const { element, number } = weir;
  const place = element("div", {});
  root.replaceChildren(weir.panel("Predictors", place));

  function score(predictor, target) {
    const found = predictor.scores.find((each) => each.target === target);
    return found ? `${number(found.rmse, 4)} · ${number(found.r2, 3)} · ${number(100 * found.coverage95, 0)} %` : "–";
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
    } catch (problem) {
      place.replaceChildren(element("p", { class: "bad" }, `The predictors cannot be read: ${problem.message}`));
    }
  }

  return { show: draw };
}
