package dev.weir.materials.generate;

import dev.weir.materials.data.FormationEnergy;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The numbers of two plots: a map of the known formulas beside the same map of the generated ones
 * (the two principal axes of their descriptors, found by power iteration), and the parity of the
 * predictor on the formulas that it did not learn from. At most {@value #MOST} points of each.
 */
final class FormulaPlots {
  private static final int MOST = 2000;
  private static final int ITERATIONS = 60;

  private final EnergyPredictor predictor;
  private final List<KnownFormula> known;
  private final List<Ranking.Ranked> generated;
  private final FormationEnergy target;

  FormulaPlots(
      EnergyPredictor predictor,
      List<KnownFormula> known,
      List<Ranking.Ranked> generated,
      FormationEnergy target) {
    this.predictor = predictor;
    this.known = known;
    this.generated = generated;
    this.target = target;
  }

  /** Returns the numbers as JSON; energies are in eV/atom, the map's axes in no unit. */
  String json() {
    List<KnownFormula> shown = thinned(known);
    List<Ranking.Ranked> made = thinned(generated);
    float[][] seen = predictor.features().of(shown.stream().map(KnownFormula::formula).toList());
    float[][] madeRows =
        made.isEmpty()
            ? new float[0][]
            : predictor.features().of(made.stream().map(one -> one.candidate().formula()).toList());
    double[] first = axis(seen, new double[0]);
    double[] second = axis(seen, first);
    StringBuilder text = new StringBuilder("{");
    text.append("\"target_ev_per_atom\":").append(target.electronvoltsPerAtom());
    text.append(",\"known\":[");
    for (int i = 0; i < seen.length; i++) {
      KnownFormula row = shown.get(i);
      point(text, i, row.formula(), along(seen[i], first), along(seen[i], second))
          .append(
              String.format(Locale.ROOT, ",\"energy\":%.4f}", row.energy().electronvoltsPerAtom()));
    }
    text.append("],\"generated\":[");
    for (int i = 0; i < madeRows.length; i++) {
      Ranking.Ranked one = made.get(i);
      point(
              text,
              i,
              one.candidate().formula(),
              along(madeRows[i], first),
              along(madeRows[i], second))
          .append(String.format(Locale.ROOT, ",\"energy\":%.4f}", one.prediction().mean()));
    }
    text.append("],\"parity\":[");
    parity(text);
    return text.append("]}\n").toString();
  }

  private void parity(StringBuilder text) {
    List<KnownFormula> judged =
        thinned(
            known.stream()
                .filter(row -> EnergyTraining.validates(row.formula()))
                .filter(row -> predictor.covers(row.formula()))
                .toList());
    List<EnergyPrediction> predictions =
        predictor.predict(judged.stream().map(KnownFormula::formula).toList());
    for (int i = 0; i < judged.size(); i++) {
      text.append(i == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  "{\"formula\":\"%s\",\"known\":%.4f,\"predicted\":%.4f,\"half_width\":%.4f}",
                  judged.get(i).formula(),
                  judged.get(i).energy().electronvoltsPerAtom(),
                  predictions.get(i).mean(),
                  predictions.get(i).halfWidth()));
    }
  }

  private static StringBuilder point(
      StringBuilder text, int index, Formula formula, double x, double y) {
    return text.append(index == 0 ? "" : ",")
        .append(
            String.format(Locale.ROOT, "{\"formula\":\"%s\",\"x\":%.3f,\"y\":%.3f", formula, x, y));
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
