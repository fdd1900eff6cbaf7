package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.learn.Prediction;
import dev.weir.optimize.Objective;
import dev.weir.optimize.SearchSpace;
import dev.weir.units.Decimal;
import java.util.ArrayList;
import java.util.List;

/** Which limits hold a point where it is. Pure. */
final class Binding {
  /** Share of a variable's range within which it is at its bound. */
  private static final double AT_BOUND = 1e-6;

  private Binding() {}

  static List<String> of(
      SearchSpace space, Objective objective, Conditions conditions, Prediction prediction) {
    List<String> binding = new ArrayList<>();
    double[] values = space.values(conditions);
    for (int k = 0; k < values.length; k++) {
      SearchSpace.Variable variable = space.variables().get(k);
      double near = AT_BOUND * (variable.high() - variable.low());
      double lastStep = Math.max(near, 0.999 * variable.step());
      if (values[k] <= variable.low() + near) {
        binding.add(bound(variable, "lower", variable.low()));
      } else if (values[k] >= variable.high() - lastStep) {
        binding.add(bound(variable, "upper", variable.high()));
      }
    }
    Prediction.Estimate conversion = prediction.conversion();
    if (conversion.mean() - 2.0 * conversion.standardDeviation() < objective.conversionFloor()) {
      binding.add(
          "conversion floor %s mol/mol".formatted(Decimal.shortest(objective.conversionFloor())));
    }
    return binding;
  }

  private static String bound(SearchSpace.Variable variable, String which, double value) {
    return "%s bound of %s, %s %s"
        .formatted(
            which,
            variable.quantity().word().replace('_', ' '),
            Decimal.shortest(value),
            variable.quantity().unit());
  }
}
