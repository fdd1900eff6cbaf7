// Conditions and outcomes as small lists of facts.

import { element, number, symbol } from "./format.js";

export function pair(term, ...definition) {
  return element("div", {}, element("dt", {}, term), element("dd", {}, ...definition));
}

export function conditions(of) {
  return element("dl", { class: "facts" },
    element("div", {}, element("dt", {}, ...symbol("f", "1,0")), element("dd", {}, number(of.feed_composition_f10, 3))),
    pair("Residence", `${number(of.residence_time_min, 1)} min`),
    pair("Temperature", `${number(of.temperature_celsius, 1)} °C`),
    pair("Monomer", `${number(of.total_monomer_mol_per_l, 2)} mol/L`),
    pair("Initiator", `${number(of.initiator_mol_per_l, 3)} mol/L`));
}

export function outcome(of) {
  return element("dl", { class: "facts outcome" },
    element("div", {}, element("dt", {}, ...symbol("F", "1")),
      element("dd", {}, number(of.copolymer_composition_f1, 3), element("small", {}, ` ± ${number(of.copolymer_composition_f1_deviation, 3)}`))),
    element("div", {}, element("dt", {}, "Conversion"),
      element("dd", {}, number(of.conversion, 3), element("small", {}, ` ± ${number(of.conversion_deviation, 3)}`))));
}
