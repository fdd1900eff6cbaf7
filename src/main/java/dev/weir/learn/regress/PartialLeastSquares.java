package dev.weir.learn.regress;

import java.util.ArrayList;
import java.util.List;

/**
 * Partial least squares regression of one output (PLS1) by the orthogonal-scores algorithm (Wold,
 * Sjöström and Eriksson, Chemom. Intell. Lab. Syst. 58 (2001) 109).
 *
 * <p>Each component is the direction of the inputs with the largest covariance with what is left of
 * the output; inputs and output are deflated by its scores. A new input is deflated the same way,
 * which equals B = W (P'W)^-1 q. Components end early when nothing is left. Its own deviation is
 * that of its residuals on the samples.
 *
 * @param components how many, at least 1
 * @param terms what the directions are made of
 */
public record PartialLeastSquares(int components, Terms terms) implements Method {
  private static final int[] TRIED_LINEAR = {1, 2, 3, 4, 5, 6, 8};
  private static final int[] TRIED_QUADRATIC = {2, 3, 4, 6, 8, 11, 15, 20};
  private static final double NOTHING_LEFT = 1e-20;

  /** Rejects fewer than one component. */
  public PartialLeastSquares {
    if (components < 1) {
      throw new IllegalArgumentException("PLS needs at least 1 component, got " + components);
    }
  }

  /** What the directions are made of. */
  public enum Terms {
    /** The features. */
    LINEAR,
    /** The features, their squares and products, see {@link QuadraticTerms}. */
    QUADRATIC
  }

  /** A direction found; written nowhere after. */
  private static final class Component {
    private final double[] weights;
    private final double[] loadings;
    private final double slope;

    private Component(double[] weights, double[] loadings, double slope) {
      this.weights = weights;
      this.loadings = loadings;
      this.slope = slope;
    }
  }

  @Override
  public Regressor fit(Samples samples, long seed) {
    return switch (terms) {
      case LINEAR -> linear(samples);
      case QUADRATIC -> {
        QuadraticTerms quadratic = QuadraticTerms.of(samples);
        Regressor of =
            linear(
                new Samples(
                    samples.inputs().stream().map(quadratic::of).toList(),
                    samples.outputs(),
                    samples.noise()));
        yield input -> of.at(quadratic.of(input));
      }
    };
  }

  private Regressor linear(Samples samples) {
    int size = samples.size();
    int features = samples.features();
    double[] centre = centre(samples);
    double outputCentre = mean(samples.outputs());
    double[][] x = new double[size][features];
    double[] y = new double[size];
    for (int i = 0; i < size; i++) {
      y[i] = samples.outputs()[i] - outputCentre;
      for (int k = 0; k < features; k++) {
        x[i][k] = samples.inputs().get(i)[k] - centre[k];
      }
    }
    List<Component> found = new ArrayList<>();
    for (int a = 0; a < Math.min(components, features); a++) {
      double[] weights = transposedTimes(x, y);
      double norm = dot(weights, weights);
      if (norm <= NOTHING_LEFT) {
        break;
      }
      for (int k = 0; k < features; k++) {
        weights[k] /= Math.sqrt(norm);
      }
      double[] scores = times(x, weights);
      double length = dot(scores, scores);
      if (length <= NOTHING_LEFT) {
        break;
      }
      double[] loadings = transposedTimes(x, scores);
      for (int k = 0; k < features; k++) {
        loadings[k] /= length;
      }
      double slope = dot(scores, y) / length;
      Component component = new Component(weights, loadings, slope);
      deflate(x, y, scores, component);
      found.add(component);
    }
    double freedom = Math.max(1.0, size - 1.0 - found.size());
    double deviation = Math.sqrt(dot(y, y) / freedom);
    return input -> new Normal(predict(found, centre, outputCentre, input), deviation);
  }

  @Override
  public String settings() {
    return switch (terms) {
      case LINEAR -> components + " components";
      case QUADRATIC -> components + " components of quadratic terms";
    };
  }

  /** Returns the settings tried for inputs of so many features. */
  static List<Method> grid(int features) {
    List<Method> grid = new ArrayList<>();
    for (int a : TRIED_LINEAR) {
      if (a <= Math.max(1, features)) {
        grid.add(new PartialLeastSquares(a, Terms.LINEAR));
      }
    }
    for (int a : TRIED_QUADRATIC) {
      if (a <= QuadraticTerms.count(features)) {
        grid.add(new PartialLeastSquares(a, Terms.QUADRATIC));
      }
    }
    return grid;
  }

  private static void deflate(double[][] x, double[] y, double[] scores, Component by) {
    for (int i = 0; i < x.length; i++) {
      y[i] -= by.slope * scores[i];
      for (int k = 0; k < by.loadings.length; k++) {
        x[i][k] -= scores[i] * by.loadings[k];
      }
    }
  }

  private static double predict(
      List<Component> components, double[] centre, double outputCentre, double[] input) {
    double[] left = new double[input.length];
    for (int k = 0; k < left.length; k++) {
      left[k] = input[k] - centre[k];
    }
    double prediction = outputCentre;
    for (Component component : components) {
      double score = dot(left, component.weights);
      prediction += component.slope * score;
      for (int k = 0; k < left.length; k++) {
        left[k] -= score * component.loadings[k];
      }
    }
    return prediction;
  }

  private static double[] centre(Samples samples) {
    double[] centre = new double[samples.features()];
    for (double[] input : samples.inputs()) {
      for (int k = 0; k < centre.length; k++) {
        centre[k] += input[k] / samples.size();
      }
    }
    return centre;
  }

  private static double mean(double[] values) {
    double sum = 0.0;
    for (double value : values) {
      sum += value / values.length;
    }
    return sum;
  }

  private static double[] transposedTimes(double[][] x, double[] y) {
    double[] product = new double[x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < product.length; k++) {
        product[k] += x[i][k] * y[i];
      }
    }
    return product;
  }

  private static double[] times(double[][] x, double[] w) {
    double[] product = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      product[i] = dot(x[i], w);
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0.0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
