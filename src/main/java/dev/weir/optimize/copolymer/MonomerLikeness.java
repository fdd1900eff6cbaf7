package dev.weir.optimize.copolymer;

import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.features.QuantumTable;
import java.util.List;

/**
 * How alike monomers are: exp(-d²/2), d the root mean square of the differences of their
 * quantum-chemical values (features D), each over its spread in the table. Pure.
 */
final class MonomerLikeness {
  private MonomerLikeness() {}

  /** Returns the likeness, from 0 to 1; 0 when the table does not hold one of them. */
  static double of(SpeciesName one, SpeciesName other, QuantumTable table) {
    if (one.equals(other)) {
      return 1.0;
    }
    if (!table.values().containsKey(one) || !table.values().containsKey(other)) {
      return 0.0;
    }
    double[] a = table.of(one);
    double[] b = table.of(other);
    double squares = 0.0;
    for (int k = 0; k < a.length; k++) {
      double apart = (a[k] - b[k]) / spread(table, k);
      squares += apart * apart / a.length;
    }
    return StrictMath.exp(-0.5 * squares);
  }

  private static double spread(QuantumTable table, int column) {
    double mean = 0.0;
    int rows = table.values().size();
    for (List<Double> row : table.values().values()) {
      mean += row.get(column) / rows;
    }
    double variance = 0.0;
    for (List<Double> row : table.values().values()) {
      variance += (row.get(column) - mean) * (row.get(column) - mean) / rows;
    }
    return variance > 0.0 ? Math.sqrt(variance) : 1.0;
  }
}
