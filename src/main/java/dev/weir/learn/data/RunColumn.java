package dev.weir.learn.data;

import java.util.List;

/** A quantity of the run table, with the units that its column may be headed by. */
enum RunColumn {
  FEED_COMPOSITION("f10", true, List.of(unit("mol_per_mol", 1.0, 0.0))),
  RESIDENCE_TIME(
      "residence_time",
      true,
      List.of(unit("s", 1.0, 0.0), unit("min", 60.0, 0.0), unit("h", 3600.0, 0.0))),
  TEMPERATURE("temperature", true, List.of(unit("C", 1.0, 0.0), unit("K", 1.0, -273.15))),
  TOTAL_MONOMER(
      "total_monomer", true, List.of(unit("mol_per_L", 1.0, 0.0), unit("mmol_per_L", 1e-3, 0.0))),
  INITIATOR("initiator", true, List.of(unit("mol_per_L", 1.0, 0.0), unit("mmol_per_L", 1e-3, 0.0))),
  CONVERSION_1("x1", true, List.of(unit("mol_per_mol", 1.0, 0.0), unit("percent", 1e-2, 0.0))),
  CONVERSION_1_DEVIATION(
      "x1_sd", false, List.of(unit("mol_per_mol", 1.0, 0.0), unit("percent", 1e-2, 0.0))),
  CONVERSION_2("x2", true, List.of(unit("mol_per_mol", 1.0, 0.0), unit("percent", 1e-2, 0.0))),
  CONVERSION_2_DEVIATION(
      "x2_sd", false, List.of(unit("mol_per_mol", 1.0, 0.0), unit("percent", 1e-2, 0.0)));

  private final String quantity;
  private final boolean required;
  private final List<Unit> units;

  /** A unit: canonical value = number * factor + offset. */
  record Unit(String suffix, double factor, double offset) {}

  RunColumn(String quantity, boolean required, List<Unit> units) {
    this.quantity = quantity;
    this.required = required;
    this.units = units;
  }

  boolean isRequired() {
    return required;
  }

  List<Unit> units() {
    return units;
  }

  /** Returns the head of the column in a unit. */
  String head(Unit unit) {
    return quantity + "_" + unit.suffix();
  }

  private static Unit unit(String suffix, double factor, double offset) {
    return new Unit(suffix, factor, offset);
  }
}
