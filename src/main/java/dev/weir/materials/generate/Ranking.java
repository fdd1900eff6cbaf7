package dev.weir.materials.generate;

import dev.weir.materials.data.FormationEnergy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which generated formulas are handed out: those whose interval of 95 % holds the
 * target first, and within each part those that most probably lie near it.
 */
public final class Ranking {
  private Ranking() {}

  /**
   * A candidate with what the whole ensemble says of it.
   *
   * @param candidate the generated formula
   * @param prediction its formation energy
   * @param plausible whether the interval of the prediction holds the target
   */
  public record Ranked(Candidate candidate, EnergyPrediction prediction, boolean plausible) {}

  /** Predicts the candidates with the whole ensemble and sorts them. */
  public static List<Ranked> rank(
      EnergyPredictor predictor, FormationEnergy target, List<Candidate> candidates) {
    List<EnergyPrediction> predictions =
        predictor.predict(candidates.stream().map(Candidate::formula).toList());
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < predictions.size(); i++) {
      EnergyPrediction prediction = predictions.get(i);
      ranked.add(new Ranked(candidates.get(i), prediction, prediction.holds(target)));
    }
    ranked.sort(
        Comparator.comparing(Ranked::plausible)
            .reversed()
            .thenComparingDouble(one -> missed(one, target))
            .thenComparing(one -> one.candidate().formula()));
    return ranked;
  }

  /** How far the target lies from the prediction, and how wide the prediction is, as one length. */
  private static double missed(Ranked one, FormationEnergy target) {
    return Math.hypot(
        one.prediction().mean() - target.electronvoltsPerAtom(), one.prediction().halfWidth());
  }
}
