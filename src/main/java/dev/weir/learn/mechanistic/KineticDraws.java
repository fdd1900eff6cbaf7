package dev.weir.learn.mechanistic;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws of a whole truth: parameters and, at every run that could be asked about, the correction.
 * Immutable.
 *
 * <p>Matheron's rule: parameters are drawn from their posterior; given them, a correction g drawn
 * from its prior at the training runs becomes one of the posterior by adding cov(g) M^-1 (r - g -
 * e), r what the parameters leave unexplained and e drawn noise. Elsewhere a draw is its
 * conditional mean given its values at the training runs plus one standard normal number times what
 * those leave open, as in {@link dev.weir.learn.FunctionDraws}. Draws come in pairs whose random
 * numbers have opposite signs, so their mean is exact. Each width has as many pairs as its weight
 * says.
 */
final class KineticDraws {
  private final List<Draw> draws;
  private final double[] meanRates;
  private final double[] meanSelectivities;

  private KineticDraws(List<Draw> draws, int runs) {
    this.draws = List.copyOf(draws);
    meanRates = new double[runs];
    meanSelectivities = new double[runs];
    for (Draw draw : draws) {
      for (int i = 0; i < runs; i++) {
        meanRates[i] += draw.rates[i] / draws.size();
        meanSelectivities[i] += draw.selectivities[i] / draws.size();
      }
    }
  }

  /** One draw; its arrays are written nowhere after. */
  static final class Draw {
    private final double[] moved;
    private final double[] rates;
    private final double[] selectivities;
    private final double openRate;
    private final double openSelectivity;

    private Draw(
        double[] moved,
        double[] rates,
        double[] selectivities,
        double openRate,
        double openSelectivity) {
      this.moved = moved;
      this.rates = rates;
      this.selectivities = selectivities;
      this.openRate = openRate;
      this.openSelectivity = openSelectivity;
    }

    /**
     * Returns the transformed conversions of both monomers.
     *
     * @param expected by the kinetics at the parameters where the problem is linear
     * @param jacobian its derivatives
     * @param likeness to the training runs
     * @param open root of the share of the prior variance that the training runs leave open
     */
    double[] at(double[] expected, double[][] jacobian, double[] likeness, double open) {
      double rate = open * openRate;
      double half = 0.5 * open * openSelectivity;
      for (int i = 0; i < likeness.length; i++) {
        rate += likeness[i] * rates[i];
        half += 0.5 * likeness[i] * selectivities[i];
      }
      double one = expected[0] + rate + half;
      double two = expected[1] + rate - half;
      for (int k = 0; k < moved.length; k++) {
        one += jacobian[0][k] * moved[k];
        two += jacobian[1][k] * moved[k];
      }
      return new double[] {one, two};
    }
  }

  static KineticDraws of(TrainingRuns runs, Settling.Settled settled, int pairs, long seed) {
    Random random = new Random(seed);
    List<Draw> draws = new ArrayList<>();
    double upTo = 0.0;
    for (Settling.Weighted each : settled.weighted()) {
      upTo += each.weight();
      int until = 2 * (int) Math.round(pairs * Math.min(1.0, upTo));
      while (draws.size() < until) {
        Numbers numbers = new Numbers(runs, each.conditioned(), random);
        draws.add(draw(runs, settled.at(), each.conditioned(), numbers, 1.0));
        draws.add(draw(runs, settled.at(), each.conditioned(), numbers, -1.0));
      }
    }
    return new KineticDraws(draws, runs.size());
  }

  List<Draw> all() {
    return draws;
  }

  /**
   * Returns the mean of the correction, of rate and of selectivity.
   *
   * @param likeness to the training runs
   */
  double[] meanCorrection(double[] likeness) {
    double rate = 0.0;
    double selectivity = 0.0;
    for (int i = 0; i < likeness.length; i++) {
      rate += likeness[i] * meanRates[i];
      selectivity += likeness[i] * meanSelectivities[i];
    }
    return new double[] {rate, selectivity};
  }

  /** Standard normal numbers of a pair, taken through the factors. */
  private static final class Numbers {
    private final double[] parameters;
    private final double[] rate;
    private final double[] selectivity;
    private final double[] noise;
    private final double openRate;
    private final double openSelectivity;

    private Numbers(TrainingRuns runs, Conditioned conditioned, Random random) {
      parameters = normals(conditioned.precision().size(), random);
      conditioned.precision().solveUpper(parameters);
      rate = normals(runs.size(), random);
      selectivity = normals(runs.size(), random);
      noise = normals(2 * runs.size(), random);
      openRate = random.nextGaussian();
      openSelectivity = random.nextGaussian();
    }

    private static double[] normals(int count, Random random) {
      double[] normals = new double[count];
      for (int i = 0; i < count; i++) {
        normals[i] = random.nextGaussian();
      }
      return normals;
    }
  }

  private static Draw draw(
      TrainingRuns runs, Linearisation at, Conditioned given, Numbers numbers, double sign) {
    double[] parameters = given.theta.clone();
    double[] moved = new double[parameters.length];
    for (int k = 0; k < parameters.length; k++) {
      parameters[k] += sign * numbers.parameters[k];
      moved[k] = parameters[k] - at.theta[k];
    }
    double[] rates = scaled(numbers.rate, sign * given.widths.rate());
    double[] selectivities = scaled(numbers.selectivity, sign * given.widths.selectivity());
    double[] rateThere = runs.factor().timesLower(rates);
    double[] selectivityThere = runs.factor().timesLower(selectivities);
    double[] left = given.unexplained(parameters);
    for (int i = 0; i < runs.size(); i++) {
      left[2 * i] -= rateThere[i] + 0.5 * selectivityThere[i];
      left[2 * i + 1] -= rateThere[i] - 0.5 * selectivityThere[i];
    }
    for (int i = 0; i < left.length; i++) {
      left[i] -= sign * numbers.noise[i] * given.noise(i);
    }
    given.covariance().solve(left);
    // Weights of the prior draw elsewhere: (L L')^-1 L z = L'^-1 z.
    runs.factor().solveUpper(rates);
    runs.factor().solveUpper(selectivities);
    given.spread(left, rates, selectivities);
    return new Draw(
        moved,
        rates,
        selectivities,
        sign * given.widths.rate() * numbers.openRate,
        sign * given.widths.selectivity() * numbers.openSelectivity);
  }

  private static double[] scaled(double[] normals, double by) {
    double[] scaled = new double[normals.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = by * normals[i];
    }
    return scaled;
  }
}
