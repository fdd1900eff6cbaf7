package dev.weir.optimize.ask;

import dev.weir.learn.FunctionDraws;
import dev.weir.learn.GaussianProcess;
import dev.weir.learn.StandardNormals;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws of one output's function in its warped values: fixed where measured and where awaited,
 * normal elsewhere. Exact measurements need no drawing. Immutable.
 */
final class OutputDraws {
  private final Surrogate surrogate;
  private final int each;
  private final double[] measured;
  private final List<FunctionDraws> drawn = new ArrayList<>();

  /**
   * Draws.
   *
   * @param measured outputs of the surrogate's points, in units
   * @param awaited features of the points that are awaited
   * @param each how many draws of each member, even
   */
  OutputDraws(Surrogate surrogate, double[] measured, List<double[]> awaited, int each, long seed) {
    this.surrogate = surrogate;
    this.each = each;
    this.measured = measured;
    if (surrogate.isExact() && awaited.isEmpty()) {
      return;
    }
    int anchors = measured.length + awaited.size();
    int member = 0;
    for (GaussianProcess process : surrogate.members()) {
      drawn.add(
          process.draws(
              awaited, StandardNormals.opposites(each, anchors, seed + 7919L * member++)));
    }
  }

  int count() {
    return each * surrogate.members().size();
  }

  /** Returns a draw's warped value at a measured or awaited point. */
  double anchored(int draw, int anchor) {
    return drawn.isEmpty()
        ? surrogate.warp().to(measured[anchor])
        : drawn.get(draw / each).anchored(draw % each, anchor);
  }

  /** Overwrites the warped mean and deviation of each draw at a point. */
  void at(double[] point, double[] means, double[] deviations) {
    for (int m = 0; m < surrogate.members().size(); m++) {
      if (drawn.isEmpty()) {
        GaussianProcess.Posterior posterior = surrogate.members().get(m).posterior(point);
        for (int s = 0; s < each; s++) {
          means[m * each + s] = posterior.mean();
          deviations[m * each + s] = posterior.standardDeviation();
        }
      } else {
        FunctionDraws.Conditional conditional = drawn.get(m).at(point);
        for (int s = 0; s < each; s++) {
          means[m * each + s] = conditional.mean(s);
          deviations[m * each + s] = conditional.deviation();
        }
      }
    }
  }

  Warp warp() {
    return surrogate.warp();
  }
}
