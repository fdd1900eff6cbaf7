package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.FunctionDraws;
import dev.weir.learn.GaussianProcess;
import dev.weir.learn.StandardNormals;
import dev.weir.learn.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Gaussian processes of the losses themselves over the conditions as they are: what an optimiser
 * does that knows nothing of chemistry, and the last resort when everything else misleads.
 * Immutable; any thread.
 */
final class PlainLayer {
  private final LinearCoordinates coordinates;
  private final List<GaussianProcess> processes = new ArrayList<>();
  private final List<FunctionDraws> draws = new ArrayList<>();
  private final List<double[]> residuals;

  /** Learns from runs, at least one. */
  PlainLayer(LinearCoordinates coordinates, Goal goal, List<Observation> observations, long seed) {
    this.coordinates = coordinates;
    int runs = observations.size();
    List<double[]> points = new ArrayList<>();
    double[][] outputs = new double[goal.losses()][runs];
    double[] losses = new double[goal.losses()];
    for (int i = 0; i < runs; i++) {
      Observation one = observations.get(i);
      points.add(coordinates.of(one.achieved()));
      goal.losses(
          one.outcome().copolymerComposition(), one.outcome().conversion(), one.achieved(), losses);
      for (int g = 0; g < losses.length; g++) {
        outputs[g][i] = losses[g];
      }
    }
    for (int g = 0; g < losses.length; g++) {
      GaussianProcess process = GaussianProcess.fit(TrainingSet.of(points, outputs[g]));
      processes.add(process);
      draws.add(process.draws(StandardNormals.opposites(Layer.DRAWS, runs, seed + g)));
    }
    residuals = StandardNormals.spread(Layer.DRAWS, losses.length, seed + losses.length);
  }

  /** Returns the draws of each loss. */
  double[][] losses(Conditions conditions) {
    double[] point = coordinates.of(conditions);
    double[][] losses = new double[draws.size()][];
    for (int g = 0; g < losses.length; g++) {
      losses[g] = draws.get(g).at(point, residuals.get(g));
    }
    return losses;
  }

  /** Returns for each run the sum over the losses of what the others say of its density. */
  double[] leaveOneOut() {
    double[] sums = new double[processes.getFirst().size()];
    for (GaussianProcess process : processes) {
      List<GaussianProcess.LeftOut> all = process.leaveOneOut();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += all.get(i).logDensity();
      }
    }
    return sums;
  }
}
