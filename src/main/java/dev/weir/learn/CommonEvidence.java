package dev.weir.learn;

import java.util.Arrays;
import java.util.List;

/**
 * How well hyper-parameters explain several outputs of the same inputs whose length scales are the
 * same: the sum of the outputs' own {@link Evidence}, the prior of the length scales counted once.
 * Hyper-parameters: the length scales, then for each output what else it has. One instance belongs
 * to one thread.
 */
final class CommonEvidence implements ProjectedLbfgs.Function {
  private final List<Evidence> outputs;
  private final int dimensions;

  CommonEvidence(List<Evidence> outputs, int dimensions) {
    this.outputs = List.copyOf(outputs);
    this.dimensions = dimensions;
  }

  /** Returns how many hyper-parameters there are. */
  int parameters() {
    return dimensions + outputs.stream().mapToInt(Evidence::ownParameters).sum();
  }

  /** Returns the hyper-parameters of one output: the length scales and its own. */
  double[] of(int output, double[] logarithms) {
    int from = dimensions;
    for (int o = 0; o < output; o++) {
      from += outputs.get(o).ownParameters();
    }
    int own = outputs.get(output).ownParameters();
    double[] part = Arrays.copyOf(logarithms, dimensions + own);
    System.arraycopy(logarithms, from, part, dimensions, own);
    return part;
  }

  @Override
  public double value(double[] logarithms, double[] gradient) {
    if (outputs.size() == 1) {
      return outputs.getFirst().value(logarithms, gradient);
    }
    Arrays.fill(gradient, 0.0);
    double value = 0.0;
    int from = dimensions;
    for (int o = 0; o < outputs.size(); o++) {
      double[] part = of(o, logarithms);
      double[] slopes = new double[part.length];
      value += outputs.get(o).value(part, slopes);
      for (int k = 0; k < dimensions; k++) {
        gradient[k] += slopes[k];
      }
      System.arraycopy(slopes, dimensions, gradient, from, part.length - dimensions);
      from += part.length - dimensions;
    }
    double[] counted = new double[gradient.length];
    double density = outputs.getFirst().logScaleDensity(logarithms, counted);
    double repeats = outputs.size() - 1.0;
    for (int k = 0; k < dimensions; k++) {
      gradient[k] += repeats * counted[k];
    }
    return value + repeats * density;
  }
}
