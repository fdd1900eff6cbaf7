// Predicted crystal structures: the candidates of the latest batch that is done, and a view of the chosen cell.

import { cellView } from "./cell.js";

const KIND = "structure-predict";

/** The candidate as CIF, P 1 with every atom. */
function cif(one) {
  const names = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"];
  return [
    `data_${one.formula}-${one.rank}`,
    ...names.map((name, i) => `_cell_${name}   ${one.lattice[i].toFixed(6)}`),
    "_symmetry_space_group_name_H-M   'P 1'",
    "_symmetry_Int_Tables_number   1",
    "loop_", " _atom_site_label", " _atom_site_type_symbol", " _atom_site_fract_x", " _atom_site_fract_y", " _atom_site_fract_z",
    ...one.species.map((symbol, i) =>
      `  ${symbol}${i + 1} ${symbol} ${one.frac.slice(3 * i, 3 * i + 3).map((x) => x.toFixed(6)).join(" ")}`),
    "",
  ].join("\n");
}

export function mount(root, weir) {
  const { element, number } = weir;
  const about = element("p", { class: "quiet" }, "looking for the latest batch");
  const list = element("div", {});
  // a long list scrolls by itself, so that the cell below it stays in sight
  list.style.maxHeight = "24rem";
  list.style.overflowY = "auto";
  const canvas = element("canvas", { width: "800", height: "800", "aria-label": "The cell; drag or use the arrow keys to turn it" });
  canvas.style.width = "min(100%, 32rem)";
  canvas.style.background = "#fff";
  const key = element("p", {});
  const file = element("a", {}, "CIF");
  const cell = weir.panel("Cell", canvas, key, file);
  cell.hidden = true;
  root.replaceChildren(weir.panel("Predicted structures", about, list), cell);
  let view = null;

  function choose(one) {
    cell.hidden = false;
    view ??= cellView(canvas);
    view.show(one);
    key.replaceChildren(...Object.entries(one.kinds).map(([symbol, kind]) => {
      const word = element("strong", {}, `${symbol} `);
      word.style.color = kind.colour;
      return word;
    }), `${one.formula}, rank ${one.rank}: ${one.lattice.map((x) => number(x, 3)).join(" ")} (Å, °)`);
    URL.revokeObjectURL(file.href);
    file.href = URL.createObjectURL(new Blob([cif(one)], { type: "chemical/x-cif" }));
    file.download = `${one.formula}-${one.rank}.cif`;
  }

  function button(one) {
    const chosen = element("button", { type: "button" }, one.formula);
    chosen.addEventListener("click", () => choose(one));
    return chosen;
  }

  async function draw() {
    try {
      const jobs = (await weir.get("/api/v1/jobs")).filter((job) => job.kind === KIND);
      const done = jobs.find((job) => job.state === "DONE");
      const running = jobs.find((job) => job.state === "RUNNING");
      const note = running ? `; ${running.id} is running` : "";
      if (!done) {
        about.textContent = `no job of the kind ${KIND} is done yet${note}`;
        return;
      }
      const { result } = await weir.get(`/api/v1/jobs/${done.id}`);
      about.textContent = `${done.id}: ${result.predicted} of ${result.formulas} formulas predicted from ${result.templates} known structures; all of them in ${result.predictions}${note}`;
      list.replaceChildren(weir.table([
        { title: "Formula", of: button },
        { title: "Rank", number: true, of: (one) => String(one.rank) },
        { title: "Probability", number: true, of: (one) => number(one.probability, 3) },
        { title: "Space group", number: true, of: (one) => (one.space_group ? String(one.space_group) : "?") },
        { title: "Template", of: (one) => `${one.template_formula} (${one.template})` },
        { title: "Atoms", number: true, of: (one) => String(one.species.length) },
      ], result.shown, "Nothing was predicted."));
      if (result.shown.length > 0) choose(result.shown[0]);
    } catch (problem) {
      about.textContent = `The structures cannot be read: ${problem.message}`;
    }
  }

  return { show: draw };
}
