package dev.weir.app.learning;

import dev.weir.learn.data.RunTable;
import dev.weir.learn.regress.Normal;
import dev.weir.learn.validation.Target;
import dev.weir.learn.validation.Validation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a predictor expected of one target of each run while that run was held out, beside what was
 * measured: the points of a parity plot.
 *
 * @param target its title
 * @param points in the order of the runs
 */
public record HeldOut(String target, List<Point> points) {
  public HeldOut {
    points = List.copyOf(points);
  }

  /**
   * A run, each in mol/mol.
   *
   * @param measured by the analyser
   * @param predicted mean of what was expected of the measurement
   * @param side95 half the width of the 95 % interval
   */
  public record Point(double measured, double predicted, double side95) {}

  /** Returns one for each target. */
  static List<HeldOut> of(Validation.Result result, RunTable table) {
    return Arrays.stream(Target.values())
        .map(
            target ->
                new HeldOut(
                    target.title(),
                    IntStream.range(0, table.size())
                        .mapToObj(i -> point(result, table, target, i))
                        .toList()))
        .toList();
  }

  private static Point point(Validation.Result result, RunTable table, Target target, int run) {
    Normal expected = target.predicted(result.predictions().get(run));
    return new Point(
        target.measured(table.runs().get(run)),
        expected.mean(),
        Normal.SIDE_95 * expected.standardDeviation());
  }
}
