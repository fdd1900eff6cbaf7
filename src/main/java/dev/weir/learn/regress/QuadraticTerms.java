package dev.weir.learn.regress;

import java.util.Arrays;

/**
 * The terms of a quadratic response surface: each feature, its square, and the products of any two
 * (Box and Wilson, J. R. Stat. Soc. B 13 (1951) 1), each standardised on the samples it was made
 * for. Terms that are constant there, such as the product of two flags, stay zero. Immutable.
 */
final class QuadraticTerms {
  private static final double LEAST_DEVIATION = 1e-9;

  private final double[] centres;
  private final double[] deviations;

  private QuadraticTerms(double[] centres, double[] deviations) {
    this.centres = centres;
    this.deviations = deviations;
  }

  /** Learns centres and deviations of the terms. */
  static QuadraticTerms of(Samples samples) {
    int terms = count(samples.features());
    double[] centres = new double[terms];
    double[] squares = new double[terms];
    for (double[] input : samples.inputs()) {
      double[] raw = raw(input);
      for (int k = 0; k < terms; k++) {
        centres[k] += raw[k] / samples.size();
        squares[k] += raw[k] * raw[k] / samples.size();
      }
    }
    double[] deviations = new double[terms];
    for (int k = 0; k < terms; k++) {
      deviations[k] = Math.sqrt(Math.max(0.0, squares[k] - centres[k] * centres[k]));
    }
    return new QuadraticTerms(centres, deviations);
  }

  /** Returns how many terms so many features have. */
  static int count(int features) {
    return features + features * (features + 1) / 2;
  }

  /** Returns the standardised terms of an input. */
  double[] of(double[] input) {
    double[] terms = raw(input);
    for (int k = 0; k < terms.length; k++) {
      terms[k] = deviations[k] > LEAST_DEVIATION ? (terms[k] - centres[k]) / deviations[k] : 0.0;
    }
    return terms;
  }

  private static double[] raw(double[] input) {
    double[] terms = Arrays.copyOf(input, count(input.length));
    int at = input.length;
    for (int i = 0; i < input.length; i++) {
      for (int j = i; j < input.length; j++) {
        terms[at] = input[i] * input[j];
        at++;
      }
    }
    return terms;
  }
}
