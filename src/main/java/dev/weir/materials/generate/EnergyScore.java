package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import java.util.List;
import java.util.Locale;

/**
 * How well a predictor does on known formulas.
 *
 * @param rows how many formulas were judged
 * @param rootMeanSquareError in eV/atom
 * @param meanAbsoluteError in eV/atom
 * @param determination the coefficient R², 1 is perfect
 * @param coverage share of the rows within their interval of 95 %
 * @param meanHalfWidth of the intervals, in eV/atom
 */
public record EnergyScore(
    int rows,
    double rootMeanSquareError,
    double meanAbsoluteError,
    double determination,
    double coverage,
    double meanHalfWidth) {

  /**
   * Judges a predictor on rows; it must not have learned from them.
   *
   * @throws IllegalArgumentException without rows, or when one holds an element that the predictor
   *     does not know
   */
  public static EnergyScore of(EnergyPredictor predictor, List<KnownFormula> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("there are no rows to judge the predictor on");
    }
    List<EnergyPrediction> predictions =
        predictor.predict(rows.stream().map(KnownFormula::formula).toList());
    double mean =
        rows.stream().mapToDouble(row -> row.energy().electronvoltsPerAtom()).average().orElse(0.0);
    double squares = 0.0;
    double absolute = 0.0;
    double total = 0.0;
    double width = 0.0;
    int held = 0;
    for (int i = 0; i < rows.size(); i++) {
      double truth = rows.get(i).energy().electronvoltsPerAtom();
      EnergyPrediction prediction = predictions.get(i);
      double off = truth - prediction.mean();
      squares += off * off;
      absolute += Math.abs(off);
      total += (truth - mean) * (truth - mean);
      width += prediction.halfWidth();
      held += prediction.holds(rows.get(i).energy()) ? 1 : 0;
    }
    double n = rows.size();
    return new EnergyScore(
        rows.size(),
        Math.sqrt(squares / n),
        absolute / n,
        total > 0.0 ? 1.0 - squares / total : 0.0,
        held / n,
        width / n);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d rows: RMSE %.4f eV/atom, MAE %.4f eV/atom, R2 %.4f, the 95 %% interval holds %.1f %%"
            + " (mean half-width %.3f eV/atom)",
        rows,
        rootMeanSquareError,
        meanAbsoluteError,
        determination,
        100.0 * coverage,
        meanHalfWidth);
  }
}
