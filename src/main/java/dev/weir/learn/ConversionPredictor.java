package dev.weir.learn;

import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Predicts the two monomers' conversions, and from their draws F1 and X by the known formula.
 * Immutable; any thread.
 *
 * <p>Idea: both monomers react with the same radicals, so the two conversions, each taken through
 * the complementary log-log, rise and fall together. What is modelled, by one Gaussian process
 * each, is therefore their mean (the rate) and their difference (the selectivity): F1 depends
 * almost only on the latter, which few runs pin down. Modelling X1 and X2 apart would count the
 * doubt about the common rate twice as doubt about F1.
 *
 * <p>The analyser's standard deviation goes through the transform's slope and is known noise; where
 * the analyser does not say, one standard deviation of the conversion is inferred. The errors of X1
 * and X2 are taken as independent. It learns from achieved conditions, not from requested ones.
 */
public final class ConversionPredictor implements Predictor {
  /** How many draws a prediction has. */
  public static final int DRAWS = 128;

  /**
   * Squared slope of the transform at half conversion, so that a weight is about one in mid-range.
   */
  private static final double SQUARED_SLOPE_AT_HALF =
      ConversionTransform.slope(0.5) * ConversionTransform.slope(0.5);

  /** Odd number that parts the streams of neighbouring seeds. */
  private static final long STREAM = 0x9E3779B97F4A7C15L;

  private final KineticCoordinates coordinates;
  private final GaussianProcess rate;
  private final GaussianProcess selectivity;
  private final FunctionDraws rateDraws;
  private final FunctionDraws selectivityDraws;
  private final List<double[]> residuals;

  private ConversionPredictor(
      KineticCoordinates coordinates,
      GaussianProcess rate,
      GaussianProcess selectivity,
      long seed) {
    this.coordinates = coordinates;
    this.rate = rate;
    this.selectivity = selectivity;
    int size = rate.size();
    rateDraws = rate.draws(StandardNormals.opposites(DRAWS, size, mix(seed, 1)));
    selectivityDraws = selectivity.draws(StandardNormals.opposites(DRAWS, size, mix(seed, 2)));
    residuals = StandardNormals.spread(DRAWS, 2, mix(seed, 3));
  }

  /**
   * Learns from observations.
   *
   * @param observations at least one
   * @param coordinates must span these observations and whatever will be asked
   * @param seed of the draws; the same arguments give the same predictor to the last bit
   */
  public static ConversionPredictor fit(
      List<Observation> observations, KineticCoordinates coordinates, long seed) {
    if (observations.isEmpty()) {
      throw new IllegalArgumentException("cannot learn from no observation");
    }
    return new ConversionPredictor(
        coordinates,
        GaussianProcess.fit(trainingSet(observations, coordinates, Combination.RATE)),
        GaussianProcess.fit(trainingSet(observations, coordinates, Combination.SELECTIVITY)),
        seed);
  }

  @Override
  public Prediction predict(Conditions conditions) {
    double[] point = coordinates.of(conditions);
    double[] rates = rateDraws.at(point, residuals.get(0));
    double[] selectivities = selectivityDraws.at(point, residuals.get(1));
    double[] conversion1 = new double[DRAWS];
    double[] conversion2 = new double[DRAWS];
    for (int s = 0; s < DRAWS; s++) {
      conversion1[s] = ConversionTransform.back(rates[s] + 0.5 * selectivities[s]);
      conversion2[s] = ConversionTransform.back(rates[s] - 0.5 * selectivities[s]);
    }
    return Prediction.of(conversion1, conversion2, conditions.feedComposition().value());
  }

  /**
   * Returns the process behind the mean of the two transformed conversions: how fast both react.
   */
  public GaussianProcess rate() {
    return rate;
  }

  /**
   * Returns the process behind the first transformed conversion less the second: which one reacts
   * faster.
   */
  public GaussianProcess selectivity() {
    return selectivity;
  }

  /** What is modelled of the two transformed conversions, by the factor of each. */
  private enum Combination {
    RATE(0.5, 0.5),
    SELECTIVITY(1.0, -1.0);

    private final double factor1;
    private final double factor2;

    Combination(double factor1, double factor2) {
      this.factor1 = factor1;
      this.factor2 = factor2;
    }
  }

  private static TrainingSet trainingSet(
      List<Observation> observations, KineticCoordinates coordinates, Combination combination) {
    int size = observations.size();
    List<double[]> inputs = new ArrayList<>();
    double[] outputs = new double[size];
    double[] known = new double[size];
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      Outcome outcome = observations.get(i).outcome();
      Transformed one = Transformed.of(outcome.conversion1());
      Transformed two = Transformed.of(outcome.conversion2());
      double square1 = combination.factor1 * combination.factor1;
      double square2 = combination.factor2 * combination.factor2;
      inputs.add(coordinates.of(observations.get(i).achieved()));
      outputs[i] = combination.factor1 * one.value + combination.factor2 * two.value;
      known[i] = square1 * one.knownVariance + square2 * two.knownVariance;
      weights[i] = square1 * one.noiseWeight + square2 * two.noiseWeight;
    }
    return TrainingSet.of(inputs, outputs).withNoise(known, weights);
  }

  /** A measured conversion on the complementary log-log scale, with its noise there. */
  private record Transformed(double value, double knownVariance, double noiseWeight) {
    private static Transformed of(MeasuredConversion measured) {
      double slope = ConversionTransform.slope(measured.value());
      double deviation = slope * measured.standardDeviation();
      return new Transformed(
          ConversionTransform.forward(measured.value()),
          deviation * deviation,
          measured.standardDeviation() > 0.0 ? 0.0 : slope * slope / SQUARED_SLOPE_AT_HALF);
    }
  }

  /** Spreads one seed into several that have nothing in common. */
  private static long mix(long seed, int purpose) {
    return new SplittableRandom(seed + purpose * STREAM).nextLong();
  }
}
