package dev.weir.learn.mechanistic;

import dev.weir.chemistry.Monomer;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.ReactivityRatios;
import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.features.QuantumTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * the table, over {@value #REACH} root mean square columns. The parameters of a monomer without
 * literature are interpolated from those with, by the same kernel (simple kriging about their
 * mean), with its variance. Widths are assumed.
 */
final class KineticPriors {
  /** Logarithm of r1, of r2, and of the factor on the comonomer's kp relative to MMA's line. */
  static final int PER_MONOMER = 3;

  private static final double REACH = 1.0;

  /** Deviation of the logarithm of a ratio that was read in a source. */
  private static final double READ_RATIO = 0.2;

  /** The same for one that was assumed. */
  private static final double ASSUMED_RATIO = 0.3;

  /** Deviation of the logarithm of the comonomer's rate factor. */
  private static final double RATE = 0.3;

  /** Share of a monomer's deviation from the literature that its likes have too. */
  private static final double SHARED = 0.5;

  /** Spread of the logarithms over unknown monomers. */
  private static final double[] UNKNOWN = {0.4, 0.4, 0.4};

  private static final double NUGGET = 0.02;

  private final QuantumTable quantum;
  private final double[] centre;
  private final double[] deviation;

  KineticPriors(QuantumTable quantum) {
    this.quantum = quantum;
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

  /** Returns how alike two monomers are, from 0 to 1. */
  double similarity(SpeciesName one, SpeciesName other) {
    if (one.equals(other)) {
      return 1.0;
    }
    double[] a = quantum.of(one);
    double[] b = quantum.of(other);
    double squares = 0.0;
    for (int k = 0; k < a.length; k++) {
      squares += Math.pow((a[k] - b[k]) / deviation[k], 2) / a.length;
    }
    return Math.exp(-0.5 * squares / (REACH * REACH));
  }

  /** Returns the correlation of the same parameter of two monomers. */
  double correlation(SpeciesName one, SpeciesName other) {
    return one.equals(other) ? 1.0 : SHARED * similarity(one, other);
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
            List.of(Math.log(ratios.get().r1()), Math.log(ratios.get().r2()), rate),
            List.of(width, width, RATE)));
  }

  private Prior interpolated(SpeciesName monomer, List<SpeciesName> hidden) {
    quantum.of(monomer);
    List<SpeciesName> known =
        Monomers.all().stream()
            .map(Monomer::name)
            .filter(name -> !hidden.contains(name) && !name.equals(monomer))
            .filter(name -> quantum.values().containsKey(name) && literature(name).isPresent())
            .toList();
    int size = known.size();
    RealMatrix covariance = new Array2DRowRealMatrix(Math.max(1, size), Math.max(1, size));
    double[] with = new double[size];
    for (int i = 0; i < size; i++) {
      with[i] = similarity(monomer, known.get(i));
      for (int j = 0; j < size; j++) {
        covariance.setEntry(i, j, similarity(known.get(i), known.get(j)) + (i == j ? NUGGET : 0.0));
      }
    }
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int k = 0; k < PER_MONOMER; k++) {
      double mean = 0.0;
      double left = 1.0;
      if (size > 0) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
          values[i] = literature(known.get(i)).orElseThrow().means().get(k);
          mean += values[i] / size;
        }
        double[] weights =
            new CholeskyDecomposition(covariance)
                .getSolver()
                .solve(new ArrayRealVector(with))
                .toArray();
        double centred = mean;
        for (int i = 0; i < size; i++) {
          mean += weights[i] * (values[i] - centred);
          left -= weights[i] * with[i];
        }
      }
      means.add(mean);
      double width = k < 2 ? ASSUMED_RATIO : RATE;
      deviations.add(Math.sqrt(width * width + UNKNOWN[k] * UNKNOWN[k] * Math.max(0.0, left)));
    }
    return new Prior(List.copyOf(means), List.copyOf(deviations));
  }
}
