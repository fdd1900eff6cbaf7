package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of two plots: a map of the known formulas beside the same map of the generated ones
 * (the two principal axes of their descriptors, found by power iteration), and the parity of the
 * predictor on the formulas that it did not learn from. At most {@value #MOST} points of each.
 */
final class FormulaPlots {
  private static final int MOST = 600;
  private static final int ITERATIONS = 60;

  private final EnergyPredictor predictor;
  private final List<KnownFormula> known;
  private final List<Ranking.Ranked> generated;

  FormulaPlots(
      EnergyPredictor predictor, List<KnownFormula> known, List<Ranking.Ranked> generated) {
    this.predictor = predictor;
    this.known = known;
    this.generated = generated;
  }

  /**
   * Returns the numbers by name: {@code known} and {@code generated} as points of formula, x, y and
   * energy, {@code parity} as formula, known and predicted energy and half-width. Energies are in
   * eV/atom, the map's axes have no unit.
   */
  Map<String, Object> numbers() {
    List<KnownFormula> shown = thinned(known);
    List<Ranking.Ranked> made = thinned(generated);
    float[][] seen = features(shown.stream().map(KnownFormula::formula).toList());
    float[][] found = features(made.stream().map(one -> one.candidate().formula()).toList());
    double[] first = axis(seen, new double[0]);
    double[] second = axis(seen, first);
    List<Map<String, Object>> knownPoints = new ArrayList<>();
    for (int i = 0; i < seen.length; i++) {
      KnownFormula row = shown.get(i);
      knownPoints.add(
          point(
              row.formula(),
              along(seen[i], first),
              along(seen[i], second),
              row.energy().electronvoltsPerAtom()));
    }
    List<Map<String, Object>> points = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      Ranking.Ranked one = made.get(i);
      points.add(
          point(
              one.candidate().formula(),
              along(found[i], first),
              along(found[i], second),
              one.prediction().mean()));
    }
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("known", knownPoints);
    numbers.put("generated", points);
    numbers.put("parity", parity());
    return numbers;
  }

  private float[][] features(List<Formula> formulas) {
    return formulas.isEmpty() ? new float[0][] : predictor.features().of(formulas);
  }

  private static Map<String, Object> point(Formula formula, double x, double y, double energy) {
    Map<String, Object> point = new LinkedHashMap<>();
    point.put("formula", formula.toString());
    point.put("x", rounded(x));
    point.put("y", rounded(y));
    point.put("energy", rounded(energy));
    return point;
  }

  private List<Map<String, Object>> parity() {
    List<KnownFormula> judged =
        thinned(
            known.stream()
                .filter(row -> EnergyTraining.validates(row.formula()))
                .filter(row -> predictor.covers(row.formula()))
                .toList());
    List<EnergyPrediction> predictions =
        predictor.predict(judged.stream().map(KnownFormula::formula).toList());
    List<Map<String, Object>> points = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      Map<String, Object> point = new LinkedHashMap<>();
      point.put("formula", judged.get(i).formula().toString());
      point.put("known", rounded(judged.get(i).energy().electronvoltsPerAtom()));
      point.put("predicted", rounded(predictions.get(i).mean()));
      point.put("half_width", rounded(predictions.get(i).halfWidth()));
      points.add(point);
    }
    return points;
  }

  /** Three decimals: more cannot be seen. */
  private static double rounded(double value) {
    return Math.round(value * 1000.0) / 1000.0;
  }

  /** Every so many of a list, so that at most {@value #MOST} are left. */
  private static <T> List<T> thinned(List<T> all) {
    int step = Math.max(1, (all.size() + MOST - 1) / MOST);
    List<T> left = new ArrayList<>();
    for (int i = 0; i < all.size(); i += step) {
      left.add(all.get(i));
    }
    return left;
  }

  /** The direction in which rows vary most, at right angles to another one. */
  private static double[] axis(float[][] rows, double[] other) {
    double[] axis = new double[rows[0].length];
    for (int j = 0; j < axis.length; j++) {
      axis[j] = 1.0 + j % 3;
    }
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] next = new double[axis.length];
      for (float[] row : rows) {
        double along = along(row, axis);
        for (int j = 0; j < next.length; j++) {
          next[j] += along * row[j];
        }
      }
      if (other.length > 0) {
        double shared = 0.0;
        for (int j = 0; j < next.length; j++) {
          shared += next[j] * other[j];
        }
        for (int j = 0; j < next.length; j++) {
          next[j] -= shared * other[j];
        }
      }
      double length = 0.0;
      for (double value : next) {
        length += value * value;
      }
      length = Math.sqrt(length);
      if (length == 0.0) {
        break;
      }
      for (int j = 0; j < next.length; j++) {
        axis[j] = next[j] / length;
      }
    }
    return axis;
  }

  private static double along(float[] row, double[] axis) {
    double sum = 0.0;
    for (int j = 0; j < axis.length; j++) {
      sum += row[j] * axis[j];
    }
    return sum;
  }
}
