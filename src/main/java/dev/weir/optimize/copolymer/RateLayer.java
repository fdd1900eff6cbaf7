package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.ConversionPredictor;
import dev.weir.learn.GaussianProcess;
import dev.weir.learn.KineticCoordinates;
import dev.weir.learn.Prediction;
import java.util.ArrayList;
import java.util.List;

/**
 * Gaussian processes of rate and selectivity in the physics' own coordinates, see {@link
 * ConversionPredictor}: logarithm of time and concentrations, 1/T, complementary log-log of the
 * conversions. Immutable; any thread.
 */
final class RateLayer implements Layer {
  private final ConversionPredictor predictor;
  private final List<Observation> observations;

  private RateLayer(ConversionPredictor predictor, List<Observation> observations) {
    this.predictor = predictor;
    this.observations = List.copyOf(observations);
  }

  /** Learns from runs, at least one. */
  static RateLayer fit(KineticCoordinates coordinates, List<Observation> observations, long seed) {
    return new RateLayer(ConversionPredictor.fit(observations, coordinates, seed), observations);
  }

  @Override
  public String word() {
    return "rate and selectivity";
  }

  @Override
  public Prediction predict(Conditions conditions) {
    return predictor.predict(conditions);
  }

  @Override
  public List<LeftOut> leaveOneOut() {
    List<GaussianProcess.LeftOut> rates = predictor.rate().leaveOneOut();
    List<GaussianProcess.LeftOut> selectivities = predictor.selectivity().leaveOneOut();
    List<LeftOut> all = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      double rate = rates.get(i).mean();
      double half = 0.5 * selectivities.get(i).mean();
      // The noise of the left-out run is in these variances; the least of it is put back.
      double shared = rates.get(i).variance();
      double apart = 0.25 * selectivities.get(i).variance();
      double[] noise = Measured.of(observations.get(i)).noise();
      LeftOut with =
          LeftOut.ofTransformed(
              new double[] {
                rate + half, rate - half, shared + apart, shared - apart, shared + apart
              },
              new double[2]);
      all.add(
          new LeftOut(
              with.mean1(),
              with.mean2(),
              Math.max(noise[0], with.variance1()),
              with.covariance(),
              Math.max(noise[1], with.variance2())));
    }
    return all;
  }
}
