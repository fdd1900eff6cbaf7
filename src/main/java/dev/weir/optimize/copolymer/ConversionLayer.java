package dev.weir.optimize.copolymer;

import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.FunctionDraws;
import dev.weir.learn.GaussianProcess;
import dev.weir.learn.Prediction;
import dev.weir.learn.StandardNormals;
import dev.weir.learn.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Gaussian processes of the two conversions as they are, over the conditions as they are; only the
 * formula from conversions to composition is known. Draws beyond 0 or 1 mol/mol count as 0 or 1.
 * Immutable; any thread.
 */
final class ConversionLayer implements Layer {
  private final LinearCoordinates coordinates;
  private final List<Observation> observations;
  private final GaussianProcess first;
  private final GaussianProcess second;
  private final FunctionDraws firstDraws;
  private final FunctionDraws secondDraws;
  private final List<double[]> residuals;

  private ConversionLayer(
      LinearCoordinates coordinates, List<Observation> observations, long seed) {
    this.coordinates = coordinates;
    this.observations = List.copyOf(observations);
    first = process(true);
    second = process(false);
    int runs = observations.size();
    firstDraws = first.draws(StandardNormals.opposites(DRAWS, runs, seed));
    secondDraws = second.draws(StandardNormals.opposites(DRAWS, runs, seed + 1));
    residuals = StandardNormals.spread(DRAWS, 2, seed + 2);
  }

  /** Learns from runs, at least one. */
  static ConversionLayer fit(
      LinearCoordinates coordinates, List<Observation> observations, long seed) {
    return new ConversionLayer(coordinates, observations, seed);
  }

  private GaussianProcess process(boolean ofFirst) {
    int runs = observations.size();
    List<double[]> points = new ArrayList<>();
    double[] outputs = new double[runs];
    double[] known = new double[runs];
    double[] weights = new double[runs];
    for (int i = 0; i < runs; i++) {
      Observation observation = observations.get(i);
      MeasuredConversion measured =
          ofFirst ? observation.outcome().conversion1() : observation.outcome().conversion2();
      double deviation = measured.standardDeviation();
      points.add(coordinates.of(observation.achieved()));
      outputs[i] = measured.value();
      known[i] = deviation > 0.0 ? Measured.of(observation).noise()[ofFirst ? 0 : 1] : 0.0;
      weights[i] = deviation > 0.0 ? 0.0 : 1.0;
    }
    return GaussianProcess.fit(TrainingSet.of(points, outputs).withNoise(known, weights));
  }

  @Override
  public String word() {
    return "conversions as they are";
  }

  @Override
  public Prediction predict(Conditions conditions) {
    double[] point = coordinates.of(conditions);
    double[] ones = firstDraws.at(point, residuals.get(0));
    double[] twos = secondDraws.at(point, residuals.get(1));
    for (int s = 0; s < DRAWS; s++) {
      ones[s] = Math.max(0.0, Math.min(1.0, ones[s]));
      twos[s] = Math.max(0.0, Math.min(1.0, twos[s]));
    }
    return Prediction.of(ones, twos, conditions.feedComposition().value());
  }

  @Override
  public List<LeftOut> leaveOneOut() {
    List<GaussianProcess.LeftOut> ones = first.leaveOneOut();
    List<GaussianProcess.LeftOut> twos = second.leaveOneOut();
    List<LeftOut> all = new ArrayList<>();
    for (int i = 0; i < ones.size(); i++) {
      double[] noise = Measured.of(observations.get(i)).noise();
      all.add(
          new LeftOut(
              ones.get(i).mean(),
              twos.get(i).mean(),
              Math.max(noise[0], ones.get(i).variance()),
              0.0,
              Math.max(noise[1], twos.get(i).variance())));
    }
    return all;
  }
}
