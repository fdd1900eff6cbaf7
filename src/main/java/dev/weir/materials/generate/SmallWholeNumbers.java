package dev.weir.materials.generate;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the formula in small whole numbers that lies nearest to measured or generated fractions.
 */
final class SmallWholeNumbers {
  /** Atoms of the largest formula that is tried. */
  private static final int MOST_ATOMS = 30;

  /** The first formula within this distance of every fraction is taken. */
  private static final double TOLERANCE = 0.02;

  private SmallWholeNumbers() {}

  /** Returns the smallest formula within the tolerance, else the nearest of all that are tried. */
  static Formula nearest(Formula formula) {
    Map<Element, Integer> best = new TreeMap<>();
    double bestDistance = Double.POSITIVE_INFINITY;
    double atoms = formula.atoms();
    for (int size = formula.terms().size(); size <= MOST_ATOMS; size++) {
      Map<Element, Integer> counts = new TreeMap<>();
      int sum = 0;
      for (Formula.Term term : formula.terms()) {
        int count = Math.max(1, (int) Math.round(size * term.count() / atoms));
        counts.put(term.element(), count);
        sum += count;
      }
      double distance = 0.0;
      for (Formula.Term term : formula.terms()) {
        double made = (double) counts.getOrDefault(term.element(), 0) / sum;
        distance = Math.max(distance, Math.abs(made - term.count() / atoms));
      }
      if (distance < bestDistance) {
        bestDistance = distance;
        best = counts;
      }
      if (distance <= TOLERANCE) {
        break;
      }
    }
    return best.isEmpty() ? formula : Formula.of(best).reduced();
  }
}
