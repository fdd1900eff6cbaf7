package dev.weir.materials.generate;

import dev.weir.materials.data.FormationEnergy;
import java.util.List;
import java.util.Locale;

/**
 * Ranked formulas as text, one JSON object a line, best first: {@code
 * {"rank":1,"formula":"CaTiO3","predicted_ev_per_atom":-3.1,"half_width_95_ev_per_atom":0.2,
 * "target_ev_per_atom":-3.0,"made_from":"SrTiO3"}}. Whoever predicts structures reads {@code
 * formula} and passes over names that it does not know.
 */
public final class CandidateLines {
  private CandidateLines() {}

  /** Returns the lines, each ended by a line feed. */
  public static String of(List<Ranking.Ranked> ranked, FormationEnergy target) {
    StringBuilder text = new StringBuilder();
    int rank = 0;
    for (Ranking.Ranked one : ranked) {
      rank++;
      text.append(
          String.format(
              Locale.ROOT,
              "{\"rank\":%d,\"formula\":\"%s\",\"predicted_ev_per_atom\":%.4f,"
                  + "\"half_width_95_ev_per_atom\":%.4f,\"target_ev_per_atom\":%s%s}\n",
              rank,
              one.candidate().formula(),
              one.prediction().mean(),
              one.prediction().halfWidth(),
              target.electronvoltsPerAtom(),
              one.candidate()
                  .parent()
                  .map(parent -> ",\"made_from\":\"" + parent + "\"")
                  .orElse("")));
    }
    return text.toString();
  }
}
