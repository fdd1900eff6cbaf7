package dev.weir.learn.mechanistic;

import dev.weir.chemistry.Monomer;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.ReactivityRatios;
import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.features.QuantumTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * What is believed of the kinetic parameters before any run: the literature where it says
 * something, and for a monomer of which it says nothing, what monomers with similar
 * quantum-chemical values suggest. Immutable.
 *
 * <p>Similarity of two monomers is exp(-d²/2) of their distance d in the standardised columns of
 * the table over a reach, longer for rates than for reactivity ratios. The parameters of a monomer
 * without literature are interpolated from those with, by the same kernel (simple kriging about
 * their mean), with its variance. Widths are assumed.
 */
final class KineticPriors {
  /**
   * Logarithms of r1, of r2, of the factor on the comonomer's kp relative to MMA's line, and of the
   * radical reactivity ratios s1 and s2 of the implicit penultimate model.
   */
  static final int PER_MONOMER = 5;

  /** First of the parameters that are rates, not ratios. */
  private static final int FIRST_RATE = 2;

  /** First of the two of the penultimate model. */
  private static final int FIRST_PENULTIMATE = 3;

  /**
   * Distance over which rates are alike, in root mean square deviations of the columns; assumed. A
   * whole family has one propagation, so it is long.
   */
  private static final double RATE_REACH = 2.0;

  /** The same for reactivity ratios, which differ within a family; assumed. */
  private static final double RATIO_REACH = 1.0;

  /** Deviation of the logarithm of a ratio that was read in a source. */
  private static final double READ_RATIO = 0.2;

  /** The same for one that was assumed. */
  private static final double ASSUMED_RATIO = 0.3;

  /** Deviation of the logarithm of the comonomer's rate factor. */
  private static final double RATE = 0.3;

  /** Deviation of the logarithm of a radical reactivity ratio that was read or is that of likes. */
  private static final double PENULTIMATE = 0.25;

  /** Share of a monomer's deviation from the literature that its likes have too, in its ratios. */
  private static final double SHARED_RATIO = 0.5;

  /** The same in its rates: whole families have one line of kp, and one penultimate effect. */
  private static final double SHARED_RATE = 0.9;

  /** Styrene with MMA: radicals ending in styrene, in MMA (Fukuda, Ma, Inagaki 1985). */
  private static final double[] STYRENE_PENULTIMATE = {0.466, 0.176};

  /**
   * Spread of the logarithms over unknown monomers: of the ratios that of the thirteen comonomers
   * of MMA in the Polymer Handbook and the papers named in {@link ReactivityRatios}, the others
   * assumed.
   */
  private static final double[] UNKNOWN = {0.8, 0.5, 0.4, 0.8, 0.8};

  /**
   * How columns of energies are named, CopDDB's orbital energies among them: when there are any,
   * they alone tell how alike two are.
   */
  private static final Pattern ENERGY =
      Pattern.compile(".*_(hartree|eV|kJ_per_mol)|.*E_(Rad|Mon)_(SOMO|HOMO|LUMO)");

  private static final double NUGGET = 0.02;

  private final QuantumTable quantum;
  private final double[] centre;
  private final double[] deviation;
  private final boolean[] counts;

  KineticPriors(QuantumTable quantum) {
    this.quantum = quantum;
    counts = new boolean[quantum.columns().size()];
    boolean energies = quantum.columns().stream().anyMatch(ENERGY.asMatchPredicate());
    for (int k = 0; k < counts.length; k++) {
      counts[k] = !energies || ENERGY.matcher(quantum.columns().get(k)).matches();
    }
    int columns = quantum.columns().size();
    centre = new double[columns];
    deviation = new double[columns];
    int size = quantum.values().size();
    for (List<Double> row : quantum.values().values()) {
      for (int k = 0; k < columns; k++) {
        centre[k] += row.get(k) / size;
      }
    }
    for (List<Double> row : quantum.values().values()) {
      for (int k = 0; k < columns; k++) {
        deviation[k] += Math.pow(row.get(k) - centre[k], 2) / size;
      }
    }
    for (int k = 0; k < columns; k++) {
      deviation[k] = deviation[k] > 0.0 ? Math.sqrt(deviation[k]) : 1.0;
    }
  }

  /**
   * Prior of one monomer's parameters.
   *
   * @param means of its logarithms
   * @param deviations of its logarithms
   */
  record Prior(List<Double> means, List<Double> deviations) {}

  /** Returns a monomer's prior; what is named hidden counts as without literature. */
  Prior of(SpeciesName monomer, List<SpeciesName> hidden) {
    return hidden.contains(monomer)
        ? interpolated(monomer, hidden)
        : literature(monomer).orElseGet(() -> interpolated(monomer, hidden));
  }

  /** Returns how alike the rates of two monomers are, from 0 to 1. */
  double similarity(SpeciesName one, SpeciesName other) {
    return similarity(RATE_REACH, one, other);
  }

  private double similarity(double reach, SpeciesName one, SpeciesName other) {
    if (one.equals(other)) {
      return 1.0;
    }
    double[] a = quantum.of(one);
    double[] b = quantum.of(other);
    double squares = 0.0;
    int counted = 0;
    for (int k = 0; k < a.length; k++) {
      if (counts[k]) {
        squares += Math.pow((a[k] - b[k]) / deviation[k], 2);
        counted++;
      }
    }
    return Math.exp(-0.5 * squares / (counted * reach * reach));
  }

  /** Returns the correlation of the same parameter of two monomers. */
  double correlation(int parameter, SpeciesName one, SpeciesName other) {
    double shared = parameter < FIRST_RATE ? SHARED_RATIO : SHARED_RATE;
    return one.equals(other) ? 1.0 : shared * similarity(reach(parameter), one, other);
  }

  private static double reach(int parameter) {
    return parameter < FIRST_RATE ? RATIO_REACH : RATE_REACH;
  }

  private static Optional<Prior> literature(SpeciesName monomer) {
    Optional<Monomer> known = Monomers.find(monomer);
    Optional<ReactivityRatios> ratios = ReactivityRatios.between(monomer, Monomers.MMA.name());
    if (known.isEmpty() || ratios.isEmpty()) {
      return Optional.empty();
    }
    double width = ratios.get().isAssumed() ? ASSUMED_RATIO : READ_RATIO;
    double rate =
        Math.log(
            known.get().propagation().at(KineticModel.MIDDLE_KELVINS)
                / Monomers.MMA.propagation().at(KineticModel.MIDDLE_KELVINS));
    return Optional.of(
        new Prior(
            List.of(
                Math.log(ratios.get().r1()),
                Math.log(ratios.get().r2()),
                rate,
                penultimate(known.get(), 0),
                penultimate(known.get(), 1)),
            List.of(width, width, RATE, PENULTIMATE, PENULTIMATE)));
  }

  /**
   * Read for styrene; none is known for methacrylates with each other, whose kp share one line. For
   * another styrenic it is taken to be that of styrene (assumed).
   */
  private static double penultimate(Monomer monomer, int which) {
    return monomer.disproportionation().value() == Monomers.ST.disproportionation().value()
        ? Math.log(STYRENE_PENULTIMATE[which])
        : 0.0;
  }

  private Prior interpolated(SpeciesName monomer, List<SpeciesName> hidden) {
    quantum.of(monomer);
    List<SpeciesName> known =
        Monomers.all().stream()
            .map(Monomer::name)
            .filter(name -> !hidden.contains(name) && !name.equals(monomer))
            .filter(name -> quantum.values().containsKey(name) && literature(name).isPresent())
            .toList();
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int k = 0; k < PER_MONOMER; k++) {
      double width = k < FIRST_RATE ? ASSUMED_RATIO : k < FIRST_PENULTIMATE ? RATE : PENULTIMATE;
      Kriged kriged = kriged(k, monomer, known);
      means.add(kriged.mean);
      deviations.add(Math.hypot(width, UNKNOWN[k] * Math.sqrt(kriged.left)));
    }
    return new Prior(List.copyOf(means), List.copyOf(deviations));
  }

  /**
   * Simple kriging of one parameter.
   *
   * @param mean of its logarithm
   * @param left share of the variance over unknown monomers that is left, from 0 to 1
   */
  private record Kriged(double mean, double left) {}

  private Kriged kriged(int parameter, SpeciesName monomer, List<SpeciesName> known) {
    int size = known.size();
    if (size == 0) {
      return new Kriged(0.0, 1.0);
    }
    double reach = reach(parameter);
    RealMatrix covariance = new Array2DRowRealMatrix(size, size);
    double[] with = new double[size];
    double[] values = new double[size];
    double centre = 0.0;
    for (int i = 0; i < size; i++) {
      with[i] = similarity(reach, monomer, known.get(i));
      values[i] = literature(known.get(i)).orElseThrow().means().get(parameter);
      centre += values[i] / size;
      for (int j = 0; j < size; j++) {
        double nugget = i == j ? NUGGET : 0.0;
        covariance.setEntry(i, j, similarity(reach, known.get(i), known.get(j)) + nugget);
      }
    }
    double[] weights =
        new CholeskyDecomposition(covariance)
            .getSolver()
            .solve(new ArrayRealVector(with))
            .toArray();
    double mean = centre;
    double left = 1.0;
    for (int i = 0; i < size; i++) {
      mean += weights[i] * (values[i] - centre);
      left -= weights[i] * with[i];
    }
    return new Kriged(mean, Math.max(0.0, left));
  }
}
