package dev.weir.learn;

import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Predicts the two monomers' conversions by one Gaussian process each, in kinetic coordinates and
 * through the complementary log-log, and from their draws F1 and X by the known formula. Immutable;
 * any thread.
 *
 * <p>The analyser's standard deviation goes through the transform's slope and is known noise; where
 * the analyser does not say, one standard deviation of the conversion is inferred. It learns from
 * achieved conditions, not from requested ones.
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
  private final GaussianProcess process1;
  private final GaussianProcess process2;
  private final FunctionDraws draws1;
  private final FunctionDraws draws2;
  private final List<double[]> residuals;

  private ConversionPredictor(
      KineticCoordinates coordinates,
      GaussianProcess process1,
      GaussianProcess process2,
      long seed) {
    this.coordinates = coordinates;
    this.process1 = process1;
    this.process2 = process2;
    int size = process1.size();
    draws1 = process1.draws(StandardNormals.opposites(DRAWS, size, mix(seed, 1)));
    draws2 = process2.draws(StandardNormals.opposites(DRAWS, size, mix(seed, 2)));
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
        GaussianProcess.fit(trainingSet(observations, coordinates, Outcome::conversion1)),
        GaussianProcess.fit(trainingSet(observations, coordinates, Outcome::conversion2)),
        seed);
  }

  @Override
  public Prediction predict(Conditions conditions) {
    double[] point = coordinates.of(conditions);
    return Prediction.of(
        conversions(draws1.at(point, residuals.get(0))),
        conversions(draws2.at(point, residuals.get(1))),
        conditions.feedComposition().value());
  }

  /** Returns the process behind the conversion of monomer 1, on the complementary log-log scale. */
  public GaussianProcess process1() {
    return process1;
  }

  /** Returns the process behind the conversion of monomer 2, on the complementary log-log scale. */
  public GaussianProcess process2() {
    return process2;
  }

  private static double[] conversions(double[] transformed) {
    for (int s = 0; s < transformed.length; s++) {
      transformed[s] = ConversionTransform.back(transformed[s]);
    }
    return transformed;
  }

  private static TrainingSet trainingSet(
      List<Observation> observations,
      KineticCoordinates coordinates,
      Function<Outcome, MeasuredConversion> which) {
    int size = observations.size();
    List<double[]> inputs = new ArrayList<>();
    double[] outputs = new double[size];
    double[] known = new double[size];
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      MeasuredConversion measured = which.apply(observations.get(i).outcome());
      inputs.add(coordinates.of(observations.get(i).achieved()));
      outputs[i] = ConversionTransform.forward(measured.value());
      double slope = ConversionTransform.slope(measured.value());
      double deviation = slope * measured.standardDeviation();
      known[i] = deviation * deviation;
      weights[i] = measured.standardDeviation() > 0.0 ? 0.0 : slope * slope / SQUARED_SLOPE_AT_HALF;
    }
    return TrainingSet.of(inputs, outputs).withNoise(known, weights);
  }

  /** Spreads one seed into several that have nothing in common. */
  private static long mix(long seed, int purpose) {
    return new SplittableRandom(seed + purpose * STREAM).nextLong();
  }
}
