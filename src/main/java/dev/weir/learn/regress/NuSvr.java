package dev.weir.learn.regress;

import java.util.List;
import java.util.Locale;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * Nu support vector regression with a radial kernel exp(-gamma |x - x'|²), by libsvm 3.35
 * (Schölkopf et al., Neural Computation 12 (2000) 1207). It gives no spread of its own: its
 * deviation is that of its residuals on the samples, which {@link Tuning} replaces by that of held
 * out ones.
 *
 * @param cost C, above 0, for outputs of variance one
 * @param nu share of the samples that may lie outside the tube, above 0 and at most 1
 * @param gamma above 0, for inputs of variance one
 */
public record NuSvr(double cost, double nu, double gamma) implements Method {
  /** Samples on which settings are chosen at most; the time of one fit rises with the square. */
  static final int MOST_FOR_CHOICE = 160;

  private static final double TOLERANCE = 1e-3;
  private static final double CACHE_MEGABYTES = 32.0;

  static {
    // libsvm reports each training on standard output unless told otherwise.
    svm.svm_set_print_string_function(line -> {});
  }

  /** Rejects settings outside their ranges. */
  public NuSvr {
    if (!(cost > 0.0) || !(nu > 0.0 && nu <= 1.0) || !(gamma > 0.0)) {
      throw new IllegalArgumentException(
          "NuSVR needs cost > 0, nu in (0, 1] and gamma > 0, got %s, %s, %s"
              .formatted(cost, nu, gamma));
    }
  }

  @Override
  public Regressor fit(Samples samples, long seed) {
    svm_problem problem = new svm_problem();
    problem.l = samples.size();
    problem.x = samples.inputs().stream().map(NuSvr::nodes).toArray(svm_node[][]::new);
    problem.y = samples.outputs();
    svm_model model = svm.svm_train(problem, parameter());
    double squares = 0.0;
    for (int i = 0; i < problem.l; i++) {
      double residual = svm.svm_predict(model, problem.x[i]) - problem.y[i];
      squares += residual * residual / problem.l;
    }
    double deviation = Math.sqrt(squares);
    return input -> new Normal(svm.svm_predict(model, nodes(input)), deviation);
  }

  @Override
  public String settings() {
    return String.format(Locale.ROOT, "C %.4g, nu %.3g, gamma %.4g", cost, nu, gamma);
  }

  /** Returns the settings tried for inputs of so many features. */
  static List<Method> grid(int features) {
    double gamma = 1.0 / Math.max(1, features);
    return List.of(
        new NuSvr(3.0, 0.5, 0.3 * gamma),
        new NuSvr(30.0, 0.5, 0.1 * gamma),
        new NuSvr(30.0, 0.5, 0.3 * gamma),
        new NuSvr(30.0, 0.5, gamma),
        new NuSvr(100.0, 0.5, 0.1 * gamma),
        new NuSvr(100.0, 0.5, 0.3 * gamma));
  }

  private svm_parameter parameter() {
    svm_parameter parameter = new svm_parameter();
    parameter.svm_type = svm_parameter.NU_SVR;
    parameter.kernel_type = svm_parameter.RBF;
    parameter.gamma = gamma;
    parameter.C = cost;
    parameter.nu = nu;
    parameter.eps = TOLERANCE;
    parameter.cache_size = CACHE_MEGABYTES;
    parameter.shrinking = 1;
    parameter.nr_weight = 0;
    parameter.weight_label = new int[0];
    parameter.weight = new double[0];
    return parameter;
  }

  private static svm_node[] nodes(double[] input) {
    svm_node[] nodes = new svm_node[input.length];
    for (int k = 0; k < nodes.length; k++) {
      nodes[k] = new svm_node();
      nodes[k].index = k + 1;
      nodes[k].value = input[k];
    }
    return nodes;
  }
}
