package dev.weir.learn.mechanistic;

import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.features.MissingFeatures;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The kinetic parameters of all comonomers in one vector with their normal prior: the common ones
 * first, then {@link KineticPriors#PER_MONOMER} of each comonomer. Immutable.
 */
final class ParameterVector {
  private static final double STEP = 1e-4;

  private final List<SpeciesName> comonomers;
  private final double[] means;
  private final DMatrixRMaj covariance;

  /**
   * Takes the priors.
   *
   * @param hidden comonomers whose literature shall not be used
   */
  ParameterVector(KineticPriors priors, List<SpeciesName> comonomers, List<SpeciesName> hidden) {
    this.comonomers = List.copyOf(comonomers);
    int size = KineticModel.COMMON + KineticPriors.PER_MONOMER * comonomers.size();
    means = new double[size];
    double[] deviations = new double[size];
    System.arraycopy(KineticModel.COMMON_DEVIATIONS, 0, deviations, 0, KineticModel.COMMON);
    for (int c = 0; c < comonomers.size(); c++) {
      KineticPriors.Prior prior = priors.of(comonomers.get(c), hidden);
      for (int k = 0; k < KineticPriors.PER_MONOMER; k++) {
        means[at(c, k)] = prior.means().get(k);
        deviations[at(c, k)] = prior.deviations().get(k);
      }
    }
    covariance = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      covariance.set(i, i, deviations[i] * deviations[i]);
    }
    for (int c = 0; c < comonomers.size(); c++) {
      for (int d = 0; d < c; d++) {
        for (int k = 0; k < KineticPriors.PER_MONOMER; k++) {
          int i = at(c, k);
          int j = at(d, k);
          double both =
              priors.correlation(k, comonomers.get(c), comonomers.get(d))
                  * deviations[i]
                  * deviations[j];
          covariance.set(i, j, both);
          covariance.set(j, i, both);
        }
      }
    }
  }

  private static int at(int comonomer, int parameter) {
    return KineticModel.COMMON + KineticPriors.PER_MONOMER * comonomer + parameter;
  }

  int size() {
    return means.length;
  }

  /** Returns the prior means; not to be written to. */
  double[] means() {
    return means;
  }

  DMatrixRMaj covariance() {
    return covariance.copy();
  }

  double deviation(int parameter) {
    return Math.sqrt(covariance.get(parameter, parameter));
  }

  /** Returns what a parameter is, with its unit. */
  String name(int parameter) {
    if (parameter < KineticModel.COMMON) {
      return List.of(
              "factor on kd at 80 °C", "change of Ea of dissociation, kJ/mol", "factor on kt")
          .get(parameter);
    }
    int own = parameter - KineticModel.COMMON;
    String comonomer = comonomers.get(own / KineticPriors.PER_MONOMER).text();
    return switch (own % KineticPriors.PER_MONOMER) {
      case 0 -> "r1 of " + comonomer + " with MMA";
      case 1 -> "r2 of " + comonomer + " with MMA";
      case 2 -> "kp of " + comonomer + " over that of MMA at 80 °C";
      case 3 -> "s of radicals ending in " + comonomer + ", MMA before";
      default -> "s of radicals ending in MMA, " + comonomer + " before";
    };
  }

  /** Tells whether the vector holds a parameter's logarithm rather than itself. */
  static boolean isLogarithm(int parameter) {
    return parameter != 1;
  }

  /**
   * Fills two transformed conversions of a run and two rows of their derivatives.
   *
   * @param row first of the two, in both
   */
  void rows(LearningRun run, double[] theta, double[] expected, DMatrixRMaj jacobian, int row) {
    int[] places = places(run.monomer1());
    double[] all = chosen(theta, places);
    double[] at = evaluate(run, all);
    expected[row] = at[0];
    expected[row + 1] = at[1];
    for (int k = 0; k < all.length; k++) {
      double kept = all[k];
      all[k] = kept + STEP;
      double[] moved = evaluate(run, all);
      all[k] = kept;
      jacobian.set(row, places[k], (moved[0] - at[0]) / STEP);
      jacobian.set(row + 1, places[k], (moved[1] - at[1]) / STEP);
    }
  }

  /** Returns the two transformed conversions of a run. */
  double[] evaluated(LearningRun run, double[] theta) {
    return evaluate(run, chosen(theta, places(run.monomer1())));
  }

  /**
   * Returns where the parameters of a comonomer stand, the common ones first, in the order of
   * {@link PairParameter}.
   *
   * @throws MissingFeatures when nothing is known of the comonomer
   */
  int[] places(SpeciesName comonomer) {
    int own = comonomers.indexOf(comonomer);
    if (own < 0) {
      throw new MissingFeatures(
          "comonomer %s is not among those of the predictor: %s".formatted(comonomer, comonomers));
    }
    int[] places = new int[KineticModel.COMMON + KineticPriors.PER_MONOMER];
    for (int k = 0; k < places.length; k++) {
      places[k] = k < KineticModel.COMMON ? k : at(own, k - KineticModel.COMMON);
    }
    return places;
  }

  private static double[] chosen(double[] theta, int[] places) {
    double[] chosen = new double[places.length];
    for (int k = 0; k < places.length; k++) {
      chosen[k] = theta[places[k]];
    }
    return chosen;
  }

  private static double[] evaluate(LearningRun run, double[] all) {
    double[] into = new double[2];
    KineticModel.conversions(
        run.monomer1(),
        run.conditions(),
        Arrays.copyOf(all, KineticModel.COMMON),
        Arrays.copyOfRange(all, KineticModel.COMMON, all.length),
        into);
    return into;
  }
}
