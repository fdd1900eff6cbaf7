package dev.weir.experiment;

/**
 * A straight line through the latest samples of one process value, by least squares over a sliding
 * window of fixed length. Owned by the control thread.
 */
final class Trend {
  private final double[] minutes;
  private final double[] values;
  private int next;
  private int count;

  /**
   * Creates an empty window.
   *
   * @param capacity how many samples it holds, at least 3
   */
  Trend(int capacity) {
    minutes = new double[capacity];
    values = new double[capacity];
  }

  void clear() {
    next = 0;
    count = 0;
  }

  void add(double atMinutes, double value) {
    minutes[next] = atMinutes;
    values[next] = value;
    next = (next + 1) % values.length;
    count = Math.min(count + 1, values.length);
  }

  boolean isFull() {
    return count == values.length;
  }

  double mean() {
    double sum = 0.0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum / count;
  }

  /** Fits the line; a window with fewer than three samples has neither slope nor deviation. */
  Fit fit() {
    if (count < 3) {
      return new Fit(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double meanTime = 0.0;
    double meanValue = mean();
    for (int i = 0; i < count; i++) {
      meanTime += minutes[i];
    }
    meanTime /= count;
    double timeSquares = 0.0;
    double products = 0.0;
    double valueSquares = 0.0;
    for (int i = 0; i < count; i++) {
      double time = minutes[i] - meanTime;
      double value = values[i] - meanValue;
      timeSquares += time * time;
      products += time * value;
      valueSquares += value * value;
    }
    if (timeSquares == 0.0) {
      return new Fit(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double slope = products / timeSquares;
    double residual = Math.max(0.0, valueSquares - slope * products);
    return new Fit(slope, Math.sqrt(residual / (count - 2)));
  }

  /**
   * A fitted line.
   *
   * @param slopePerMinute in the value's unit per minute
   * @param deviation standard deviation of the samples about the line, in the value's unit
   */
  record Fit(double slopePerMinute, double deviation) {}
}
