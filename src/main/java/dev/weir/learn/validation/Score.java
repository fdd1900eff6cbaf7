package dev.weir.learn.validation;

import dev.weir.learn.regress.Normal;
import java.util.List;

/**
 * How well predictions agree with held-out measurements.
 *
 * @param r2 one less the ratio of the squared errors to the squared deviations from the mean of the
 *     measurements; negative when the mean would do better
 * @param rmse root mean square error, in the unit of the target
 * @param mae mean absolute error, in the unit of the target
 * @param coverage95 share of measurements within their 95 % intervals
 * @param count of measurements
 */
public record Score(double r2, double rmse, double mae, double coverage95, int count) {
  /** Scores predictions against as many measurements, at least two that differ. */
  public static Score of(List<Normal> predicted, List<Double> measured) {
    int count = measured.size();
    if (count < 2 || predicted.size() != count) {
      throw new IllegalArgumentException(
          "need as many predictions as measurements, at least two; got %d and %d"
              .formatted(predicted.size(), count));
    }
    double mean = measured.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = 0.0;
    double total = 0.0;
    double absolute = 0.0;
    int held = 0;
    for (int i = 0; i < count; i++) {
      double error = predicted.get(i).mean() - measured.get(i);
      squares += error * error;
      absolute += Math.abs(error);
      total += (measured.get(i) - mean) * (measured.get(i) - mean);
      held += predicted.get(i).holds(measured.get(i)) ? 1 : 0;
    }
    return new Score(
        1.0 - squares / total,
        Math.sqrt(squares / count),
        absolute / count,
        held / (double) count,
        count);
  }
}
