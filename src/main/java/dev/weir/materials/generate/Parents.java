package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Known formulas by rising energy, from which those of about a wanted energy are drawn. Immutable.
 */
final class Parents {
  /** Scatter of the parents' energies about the target, in eV/atom. */
  private static final double SCATTER = 0.3;

  /** Half of the window from which a parent is drawn, in eV/atom. */
  private static final double WINDOW = 0.1;

  /** Raster on which places by energy are looked up, in eV/atom. */
  private static final double STEP = 0.01;

  private final long[] codes;
  private final double lowest;
  private final int[] starts;

  private Parents(long[] codes, double[] energies) {
    this.codes = codes;
    this.lowest = energies.length == 0 ? 0.0 : energies[0];
    double highest = energies.length == 0 ? 0.0 : energies[energies.length - 1];
    this.starts = new int[(int) ((highest - lowest) / STEP) + 1];
    int place = 0;
    for (int i = 0; i < starts.length; i++) {
      while (place < energies.length && energies[place] <= lowest + i * STEP) {
        place++;
      }
      starts[i] = place;
    }
  }

  /** Sorts the known formulas that are numbered and whose numbers of elements lie in a range. */
  static Parents of(
      List<KnownFormula> known, Stoichiometries stoichiometries, GenerationRequest request) {
    Slots slots = new Slots();
    List<KnownFormula> taken =
        known.stream()
            .filter(row -> row.formula().terms().size() >= request.fewestElements())
            .filter(row -> row.formula().terms().size() <= request.mostElements())
            .filter(row -> row.formula().terms().size() >= request.required().size())
            .filter(row -> stoichiometries.load(row.formula(), slots))
            .sorted(Comparator.comparing(KnownFormula::energy).thenComparing(KnownFormula::formula))
            .toList();
    return new Parents(
        codes(taken, stoichiometries),
        taken.stream().mapToDouble(row -> row.energy().electronvoltsPerAtom()).toArray());
  }

  /** Returns the numbers of formulas that are all numbered. */
  static long[] codes(List<KnownFormula> rows, Stoichiometries stoichiometries) {
    Slots slots = new Slots();
    return rows.stream()
        .filter(row -> stoichiometries.load(row.formula(), slots))
        .mapToLong(
            row -> {
              stoichiometries.load(row.formula(), slots);
              return Stoichiometries.code(slots);
            })
        .toArray();
  }

  boolean isEmpty() {
    return codes.length == 0;
  }

  /** Draws a known formula from a narrow window of energy near a target, in eV/atom. */
  long draw(double target, RandomGenerator random) {
    double wanted = target + SCATTER * random.nextGaussian();
    int from = firstAbove(wanted - WINDOW);
    int to = firstAbove(wanted + WINDOW);
    if (to <= from) {
      from = Math.min(codes.length - 1, from);
      to = from + 1;
    }
    return codes[random.nextInt(from, to)];
  }

  /** The place of the first energy above a step of the raster at or below the wanted one. */
  private int firstAbove(double wanted) {
    int place = (int) Math.floor((wanted - lowest) / STEP);
    return place < 0 ? 0 : place >= starts.length ? codes.length : starts[place];
  }
}
