package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.Prediction;
import dev.weir.learn.StandardNormals;
import java.util.ArrayList;
import java.util.List;

/**
 * The kinetics as prior mean, its parameters learnt from the runs, and Gaussian processes for what
 * it leaves out of the rate and of the selectivity. Immutable; any thread.
 *
 * <p>The latent conversions of a run on the complementary log-log scale are u = m(theta) + g, with
 * g1 = rate + selectivity/2 and g2 = rate - selectivity/2 (Kennedy and O'Hagan, J. R. Stat. Soc. B
 * 63 (2001) 425, for the idea). See {@link KineticFit} for the estimate. Draws follow Matheron's
 * rule: a draw of the prior plus the correction that the difference of the runs from it asks for,
 * so that one draw is one truth everywhere.
 */
final class KineticLayer implements Layer {
  private static final double HALF = 0.5;

  private final KineticFit fit;
  private final String word;
  private final double[][] parameterDraws;
  private final double[][] rateWeights;
  private final double[][] selectivityWeights;
  private final List<double[]> residuals;

  private KineticLayer(KineticFit fit, String word, long seed) {
    this.fit = fit;
    this.word = word;
    int runs = fit.runs();
    int parameters = KineticParameter.COUNT;
    parameterDraws = new double[DRAWS][];
    rateWeights = new double[DRAWS][];
    selectivityWeights = new double[DRAWS][];
    List<double[]> normals = StandardNormals.opposites(DRAWS, parameters + 4 * runs, seed);
    for (int s = 0; s < DRAWS; s++) {
      KineticFit.Draw draw = fit.draw(normals.get(s));
      parameterDraws[s] = draw.parameters;
      rateWeights[s] = draw.rateWeights;
      selectivityWeights[s] = draw.selectivityWeights;
    }
    residuals = StandardNormals.spread(DRAWS, 2, seed + 1);
  }

  /**
   * Learns from runs; from none it is the belief itself.
   *
   * @param seed of the draws
   */
  static KineticLayer fit(
      CopolymerSystem system, KineticBelief belief, List<Observation> runs, long seed) {
    return new KineticLayer(
        KineticFit.of(new TerminalModel(system), belief, runs.stream().map(Measured::of).toList()),
        "kinetics from " + belief.origin(),
        seed);
  }

  @Override
  public String word() {
    return word;
  }

  /** Returns the estimate behind it. */
  KineticFit estimate() {
    return fit;
  }

  @Override
  public Prediction predict(Conditions conditions) {
    double[] mean = new double[2];
    double[][] slopes = new double[2][KineticParameter.COUNT];
    fit.linearised(conditions, mean, slopes);
    double[] likeness = fit.likeness(conditions);
    double open = Math.sqrt(fit.openShare(likeness));
    double rateOpen = open * fit.rateWidth();
    double selectivityOpen = open * fit.selectivityWidth();
    double[] conversion1 = new double[DRAWS];
    double[] conversion2 = new double[DRAWS];
    for (int s = 0; s < DRAWS; s++) {
      double rate = rateOpen * residuals.get(0)[s];
      double selectivity = selectivityOpen * residuals.get(1)[s];
      double[] rates = rateWeights[s];
      double[] selectivities = selectivityWeights[s];
      for (int i = 0; i < likeness.length; i++) {
        rate += likeness[i] * rates[i];
        selectivity += likeness[i] * selectivities[i];
      }
      double first = mean[0] + rate + HALF * selectivity;
      double second = mean[1] + rate - HALF * selectivity;
      double[] moved = parameterDraws[s];
      for (int k = 0; k < moved.length; k++) {
        first += slopes[0][k] * moved[k];
        second += slopes[1][k] * moved[k];
      }
      conversion1[s] = Transformed.back(first);
      conversion2[s] = Transformed.back(second);
    }
    return Prediction.of(conversion1, conversion2, conditions.feedComposition().value());
  }

  @Override
  public List<LeftOut> leaveOneOut() {
    List<LeftOut> all = new ArrayList<>();
    for (int i = 0; i < fit.runs(); i++) {
      all.add(fit.leftOut(i));
    }
    return all;
  }
}
