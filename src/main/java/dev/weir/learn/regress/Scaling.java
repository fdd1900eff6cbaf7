package dev.weir.learn.regress;

import java.util.ArrayList;
import java.util.List;

/**
 * Standardisation of features and output, learnt from the samples of one fold only, so that nothing
 * of what is held out leaks into it. Features that are constant in the samples, and those that
 * repeat an earlier one up to sign and scale, are left out. Immutable.
 */
final class Scaling {
  private static final double LEAST_DEVIATION = 1e-12;

  /** Absolute correlation from which two features say the same. */
  private static final double SAME = 1.0 - 1e-12;

  private final int[] kept;
  private final double[] centres;
  private final double[] deviations;
  private final double outputCentre;
  private final double outputDeviation;

  private Scaling(int[] kept, double[] centres, double[] deviations, double[] output) {
    this.kept = kept;
    this.centres = centres;
    this.deviations = deviations;
    this.outputCentre = mean(output);
    double spread = deviation(output, outputCentre);
    this.outputDeviation = spread > LEAST_DEVIATION ? spread : 1.0;
  }

  static Scaling of(Samples samples) {
    List<double[]> columns = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    List<Double> centres = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int k = 0; k < samples.features(); k++) {
      double[] column = column(samples, k);
      double centre = mean(column);
      double spread = deviation(column, centre);
      if (spread <= LEAST_DEVIATION) {
        continue;
      }
      for (int i = 0; i < column.length; i++) {
        column[i] = (column[i] - centre) / spread;
      }
      if (columns.stream().noneMatch(other -> sameAs(other, column))) {
        columns.add(column);
        kept.add(k);
        centres.add(centre);
        deviations.add(spread);
      }
    }
    return new Scaling(
        kept.stream().mapToInt(Integer::intValue).toArray(),
        centres.stream().mapToDouble(Double::doubleValue).toArray(),
        deviations.stream().mapToDouble(Double::doubleValue).toArray(),
        samples.outputs());
  }

  double[] input(double[] raw) {
    double[] scaled = new double[kept.length];
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = (raw[kept[k]] - centres[k]) / deviations[k];
    }
    return scaled;
  }

  Samples apply(Samples samples) {
    double[] outputs = samples.outputs().clone();
    double[] noise = samples.noise().clone();
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = (outputs[i] - outputCentre) / outputDeviation;
      noise[i] /= outputDeviation * outputDeviation;
    }
    return new Samples(samples.inputs().stream().map(this::input).toList(), outputs, noise);
  }

  Normal back(Normal scaled) {
    return new Normal(
        outputCentre + outputDeviation * scaled.mean(),
        outputDeviation * scaled.standardDeviation());
  }

  /** Returns how many features are left. */
  int features() {
    return kept.length;
  }

  private static boolean sameAs(double[] one, double[] other) {
    double product = 0.0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i] / one.length;
    }
    return Math.abs(product) >= SAME;
  }

  private static double[] column(Samples samples, int k) {
    double[] column = new double[samples.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = samples.inputs().get(i)[k];
    }
    return column;
  }

  private static double mean(double[] values) {
    double sum = 0.0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(double[] values, double mean) {
    double sum = 0.0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }
}
