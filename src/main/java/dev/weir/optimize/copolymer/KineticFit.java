package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.learn.Cholesky;
import dev.weir.learn.KineticCoordinates;
import dev.weir.learn.Matern52;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The most probable kinetic parameters of a set of runs, with the widths of what the kinetics
 * leaves out. Immutable once made.
 *
 * <p>Idea: measured conversions are v = X(u) + noise, u = m(theta) + g (see {@link KineticLayer}).
 * Everything is linearised at the present estimate: the measured conversions become
 * pseudo-observations of u with variances noise/X'(u)², and theta = mu + S J' M^-1 (pseudo - m - J
 * (mu - theta)), M = J S J' + cov(g) + noise (Gauss and Newton). The prior's Student tails enter as
 * variances S that grow with the distance from the mean, and the steps are limited and, late,
 * halved. Not converging within the limit is not an error: the linearised posterior at the last
 * estimate is still a valid, if less apt, surrogate, and its weight is judged by what it predicts.
 *
 * <p>The widths of rate and selectivity are those of a grid with the largest evidence and prior
 * (assumed: log-normal about {@value #USUAL_RATE_WIDTH} and {@value #USUAL_SELECTIVITY_WIDTH}).
 */
final class KineticFit {
  private static final double[] RATE_WIDTHS = {0.03, 0.1, 0.3, 0.8};
  private static final double[] SELECTIVITY_WIDTHS = {0.01, 0.04, 0.12, 0.4};
  private static final double USUAL_RATE_WIDTH = 0.06;
  private static final double USUAL_SELECTIVITY_WIDTH = 0.02;

  /** Deviation of the logarithm of a width; assumed. */
  private static final double WIDTH_SPREAD = 1.0;

  /** Length scale of what the kinetics leaves out, on the scale of the coordinates; assumed. */
  private static final double LENGTH = 0.5;

  private static final int ITERATIONS = 20;
  private static final int ITERATIONS_IN_FULL = 8;
  private static final double SETTLED = 1e-3;
  private static final double LONGEST_STEP = 2.0;
  private static final double DIFFERENCE = 1e-3;

  /** Variance of a pseudo-observation beyond which a conversion says nothing. */
  private static final double SAYS_NOTHING = 1e4;

  /** Share of a width's variance that is noise: rounding must not be interpolated. */
  private static final double ROUNDING = 1e-8;

  private final TerminalModel model;
  private final KineticBelief belief;
  private final List<Measured> observations;
  private final KineticCoordinates coordinates;
  private final Matern52 kernel;
  private final double[][] points;
  private final double[] likenesses;
  private final double[][] noise;
  private final double[][] known;
  private final int size;
  private final Optional<Cholesky> kernelFactor;

  private double[] parameters;
  private double[] variances;
  private double[] latent;
  private double[] pseudo;
  private double[] pseudoVariances;
  private double[] mean;
  private double[][] slopes;
  private double rateWidth;
  private double selectivityWidth;
  private double[] inverse = new double[0];

  private KineticFit(TerminalModel model, KineticBelief belief, List<Measured> observations) {
    this.model = model;
    this.belief = belief;
    this.observations = List.copyOf(observations);
    coordinates = new KineticCoordinates(List.of(KineticCoordinates.Axis.values()));
    double[] lengths = new double[coordinates.axes().size()];
    Arrays.fill(lengths, LENGTH);
    kernel = new Matern52(lengths);
    int runs = observations.size();
    size = 2 * runs;
    points = new double[runs][];
    noise = new double[runs][];
    known = new double[runs][2];
    likenesses = new double[runs * runs];
    for (int i = 0; i < runs; i++) {
      points[i] = coordinates.of(observations.get(i).conditions());
      noise[i] = observations.get(i).noise();
      belief.priorMean().add(observations.get(i).conditions(), known[i]);
    }
    for (int i = 0; i < runs; i++) {
      for (int j = 0; j < runs; j++) {
        likenesses[i * runs + j] =
            kernel.correlation(points[i], points[j]) + (i == j ? ROUNDING : 0.0);
      }
    }
    kernelFactor = runs == 0 ? Optional.empty() : Optional.of(Cholesky.of(likenesses, runs));
    parameters = belief.meanVector();
    variances = belief.variances(parameters);
    latent = new double[size];
    pseudo = new double[size];
    pseudoVariances = new double[size];
    mean = new double[size];
    slopes = new double[size][KineticParameter.COUNT];
    rateWidth = RATE_WIDTHS[1];
    selectivityWidth = SELECTIVITY_WIDTHS[1];
  }

  /** Returns the estimate from runs, the belief itself when there are none. */
  static KineticFit of(TerminalModel model, KineticBelief belief, List<Measured> observations) {
    KineticFit fit = new KineticFit(model, belief, observations);
    if (!observations.isEmpty()) {
      fit.settle();
      fit.chooseWidths();
      fit.settle();
      fit.inverse = fit.factor(fit.rateWidth, fit.selectivityWidth).inverse();
    }
    return fit;
  }

  /**
   * Returns the logarithm of the density that the belief gave the measured conversions, linearised
   * at the estimate, up to a constant that all beliefs share.
   */
  double logEvidence() {
    if (points.length == 0) {
      return 0.0;
    }
    double[] remainder = remainder();
    Cholesky factor = factor(rateWidth, selectivityWidth);
    double[] weights = remainder.clone();
    factor.solve(weights);
    double sum = factor.logDeterminant();
    for (int i = 0; i < size; i++) {
      sum += remainder[i] * weights[i];
      // From pseudo-observations back to conversions.
      double noiseThere = noise[i / 2][i % 2];
      sum -= StrictMath.log(pseudoVariances[i] / noiseThere);
    }
    double evidence = -0.5 * sum;
    for (int k = 0; k < parameters.length; k++) {
      double z = (parameters[k] - belief.means().get(k)) / belief.deviations().get(k);
      double normal = (parameters[k] - belief.means().get(k)) / Math.sqrt(variances[k]);
      // The Student prior in the place of the normal one that stood in for it at the estimate.
      evidence +=
          -0.5 * (KineticBelief.FREEDOM + 1.0) * StrictMath.log1p(z * z / KineticBelief.FREEDOM)
              + 0.5 * normal * normal
              + 0.5 * StrictMath.log(variances[k])
              - StrictMath.log(belief.deviations().get(k));
    }
    return evidence;
  }

  int runs() {
    return observations.size();
  }

  double rateWidth() {
    return rateWidth;
  }

  double selectivityWidth() {
    return selectivityWidth;
  }

  double[] parameters() {
    return parameters.clone();
  }

  /** Returns the posterior deviations of the parameters, each in its unit. */
  double[] deviations() {
    double[] deviations = new double[KineticParameter.COUNT];
    for (int k = 0; k < deviations.length; k++) {
      double explained = 0.0;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          explained += slopes[i][k] * inverse[i * size + j] * slopes[j][k];
        }
      }
      double left = variances[k] - variances[k] * variances[k] * explained;
      deviations[k] = Math.sqrt(Math.max(0.0, left));
    }
    return deviations;
  }

  /** Writes the two latent conversions at the estimate and their derivatives by the parameters. */
  void linearised(Conditions conditions, double[] into, double[][] derivatives) {
    model(conditions, into, derivatives);
    belief.priorMean().add(conditions, into);
  }

  private void model(Conditions conditions, double[] into, double[][] derivatives) {
    PriorMean prior = belief.priorMean();
    double[] at = prior.parameters(parameters);
    int steps = model.steps(at, conditions);
    model.transformed(at, conditions, steps, into);
    double[] moved = parameters.clone();
    double[] there = new double[2];
    for (int k = 0; k < moved.length; k++) {
      moved[k] += DIFFERENCE;
      model.transformed(prior.parameters(moved), conditions, steps, there);
      moved[k] = parameters[k];
      derivatives[0][k] = (there[0] - into[0]) / DIFFERENCE;
      derivatives[1][k] = (there[1] - into[1]) / DIFFERENCE;
    }
  }

  /** Returns how alike conditions are to each run, from 0 to 1. */
  double[] likeness(Conditions conditions) {
    double[] point = coordinates.of(conditions);
    double[] likeness = new double[points.length];
    for (int i = 0; i < likeness.length; i++) {
      likeness[i] = kernel.correlation(point, points[i]);
    }
    return likeness;
  }

  /** Returns the share of a width's variance that the runs leave open, given the likenesses. */
  double openShare(double[] likeness) {
    if (likeness.length == 0) {
      return 1.0;
    }
    double[] whitened = likeness.clone();
    kernelFactor.orElseThrow().solveLower(whitened);
    double explained = 0.0;
    for (double value : whitened) {
      explained += value * value;
    }
    return Math.max(0.0, 1.0 - explained);
  }

  private void settle() {
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      variances = belief.variances(parameters);
      linearise();
      double[] weights = remainder();
      factor(rateWidth, selectivityWidth).solve(weights);
      if (advance(weights, iteration < ITERATIONS_IN_FULL ? 1.0 : 0.5) < SETTLED) {
        break;
      }
    }
    variances = belief.variances(parameters);
    linearise();
  }

  /** Refreshes means, derivatives and pseudo-observations at the present estimate. */
  private void linearise() {
    double[] two = new double[2];
    double[][] derivatives = new double[2][];
    for (int i = 0; i < points.length; i++) {
      derivatives[0] = slopes[2 * i];
      derivatives[1] = slopes[2 * i + 1];
      model(observations.get(i).conditions(), two, derivatives);
      two[0] += known[i][0];
      two[1] += known[i][1];
      double[] measured = {
        observations.get(i).conversion1().value(), observations.get(i).conversion2().value()
      };
      for (int k = 0; k < 2; k++) {
        int row = 2 * i + k;
        mean[row] = two[k];
        double at = two[k] + latent[row];
        double slope = Math.max(1e-6, Transformed.slopeOfBack(at));
        pseudoVariances[row] = Math.min(SAYS_NOTHING, noise[i][k] / (slope * slope));
        double miss = (measured[k] - Transformed.back(at)) / slope;
        pseudo[row] = at + Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, miss));
      }
    }
  }

  /** Pseudo-observations less what the prior's mean says of them. */
  private double[] remainder() {
    double[] remainder = new double[size];
    for (int i = 0; i < size; i++) {
      remainder[i] = pseudo[i] - mean[i];
      for (int k = 0; k < parameters.length; k++) {
        remainder[i] -= slopes[i][k] * (belief.means().get(k) - parameters[k]);
      }
    }
    return remainder;
  }

  /** Moves to the new estimate; returns the largest move, in prior deviations. */
  private double advance(double[] weights, double share) {
    double[] moves = new double[parameters.length];
    double largest = 0.0;
    for (int k = 0; k < moves.length; k++) {
      double estimate = belief.means().get(k);
      for (int i = 0; i < size; i++) {
        estimate += variances[k] * slopes[i][k] * weights[i];
      }
      moves[k] = estimate - parameters[k];
      largest = Math.max(largest, Math.abs(moves[k]) / belief.deviations().get(k));
    }
    double taken = share * (largest > LONGEST_STEP ? LONGEST_STEP / largest : 1.0);
    double[] next = parameters.clone();
    for (int k = 0; k < next.length; k++) {
      next[k] += taken * moves[k];
    }
    parameters = next;
    double[] correction = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        correction[i] += left(i, j, rateWidth, selectivityWidth) * weights[j];
      }
      largest = Math.max(largest, Math.abs(correction[i] - latent[i]));
    }
    latent = correction;
    return largest;
  }

  /** Covariance of what the kinetics leaves out of two latent conversions. */
  private double left(int i, int j, double rate, double selectivity) {
    double sign = i % 2 == j % 2 ? 0.25 : -0.25;
    return (rate * rate + sign * selectivity * selectivity)
        * likenesses[i / 2 * points.length + j / 2];
  }

  private Cholesky factor(double rate, double selectivity) {
    double[] covariance = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double value = left(i, j, rate, selectivity) + (i == j ? pseudoVariances[i] : 0.0);
        for (int k = 0; k < variances.length; k++) {
          value += slopes[i][k] * variances[k] * slopes[j][k];
        }
        covariance[i * size + j] = value;
        covariance[j * size + i] = value;
      }
    }
    return Cholesky.of(covariance, size);
  }

  private void chooseWidths() {
    double[] remainder = remainder();
    double best = Double.NEGATIVE_INFINITY;
    for (double rate : RATE_WIDTHS) {
      for (double selectivity : SELECTIVITY_WIDTHS) {
        Cholesky factor = factor(rate, selectivity);
        double[] weights = remainder.clone();
        factor.solve(weights);
        double fit = factor.logDeterminant();
        for (int i = 0; i < size; i++) {
          fit += remainder[i] * weights[i];
        }
        double evidence =
            -0.5 * fit
                + logPrior(rate, USUAL_RATE_WIDTH)
                + logPrior(selectivity, USUAL_SELECTIVITY_WIDTH);
        if (evidence > best) {
          best = evidence;
          rateWidth = rate;
          selectivityWidth = selectivity;
        }
      }
    }
  }

  private static double logPrior(double width, double usual) {
    double z = StrictMath.log(width / usual) / WIDTH_SPREAD;
    return -0.5 * z * z;
  }

  /**
   * Returns what the other runs predict of a run's measured conversions, in closed form with the
   * linearisation kept (the block form of Rasmussen and Williams 2006, equation 5.12).
   */
  LeftOut leftOut(int run) {
    int row = 2 * run;
    double a = inverse[row * size + row];
    double b = inverse[row * size + row + 1];
    double c = inverse[(row + 1) * size + row + 1];
    double determinant = a * c - b * b;
    double[] remainder = remainder();
    double first = 0.0;
    double second = 0.0;
    for (int j = 0; j < size; j++) {
      first += inverse[row * size + j] * remainder[j];
      second += inverse[(row + 1) * size + j] * remainder[j];
    }
    double[] left = {
      pseudo[row] - (c * first - b * second) / determinant,
      pseudo[row + 1] - (a * second - b * first) / determinant,
      c / determinant - pseudoVariances[row],
      -b / determinant,
      a / determinant - pseudoVariances[row + 1]
    };
    return LeftOut.ofTransformed(left, noise[run]);
  }

  /** One draw of the posterior. */
  static final class Draw {
    /** Departure of the parameters from the estimate. */
    final double[] parameters;

    /** What, times the likeness to each run, is the rate left out. */
    final double[] rateWeights;

    /** The same of the selectivity. */
    final double[] selectivityWeights;

    private Draw(double[] parameters, double[] rateWeights, double[] selectivityWeights) {
      this.parameters = parameters;
      this.rateWeights = rateWeights;
      this.selectivityWeights = selectivityWeights;
    }
  }

  /**
   * Returns a draw.
   *
   * @param normals independent standard normal numbers: one for each parameter, then for each run
   *     two for what the kinetics leaves out and two for the noise
   */
  Draw draw(double[] normals) {
    int runs = points.length;
    int count = KineticParameter.COUNT;
    double[] departure = new double[count];
    for (int k = 0; k < count; k++) {
      departure[k] = belief.means().get(k) - parameters[k] + Math.sqrt(variances[k]) * normals[k];
    }
    double[] rate = Arrays.copyOfRange(normals, count, count + runs);
    double[] selectivity = Arrays.copyOfRange(normals, count + runs, count + 2 * runs);
    if (runs == 0) {
      return new Draw(departure, rate, selectivity);
    }
    Cholesky root = kernelFactor.orElseThrow();
    double[] rateThere = root.timesLower(rate);
    double[] selectivityThere = root.timesLower(selectivity);
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      double side = i % 2 == 0 ? 0.5 : -0.5;
      weights[i] =
          pseudo[i]
              - mean[i]
              - rateWidth * rateThere[i / 2]
              - side * selectivityWidth * selectivityThere[i / 2]
              - Math.sqrt(pseudoVariances[i]) * normals[count + 2 * runs + i];
      for (int k = 0; k < count; k++) {
        weights[i] -= slopes[i][k] * departure[k];
      }
    }
    double[] solved = times(inverse, weights);
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < size; i++) {
        departure[k] += variances[k] * slopes[i][k] * solved[i];
      }
    }
    root.solveUpper(rate);
    root.solveUpper(selectivity);
    for (int i = 0; i < runs; i++) {
      double both = solved[2 * i] + solved[2 * i + 1];
      double apart = 0.5 * (solved[2 * i] - solved[2 * i + 1]);
      rate[i] = rateWidth * rate[i] + rateWidth * rateWidth * both;
      selectivity[i] =
          selectivityWidth * selectivity[i] + selectivityWidth * selectivityWidth * apart;
    }
    return new Draw(departure, rate, selectivity);
  }

  private double[] times(double[] matrix, double[] vector) {
    double[] product = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        product[i] += matrix[i * size + j] * vector[j];
      }
    }
    return product;
  }
}
