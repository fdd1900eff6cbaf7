package dev.weir.learn.registry;

import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a new predictor may go live: it must be calibrated, and not worse than the live
 * one on the same held-out runs. Pure.
 *
 * @param worse factor by which an RMSE may exceed that of the live predictor, at least 1: scores
 *     are estimates too
 * @param leastCoverage smallest share of measurements within the 95 % intervals
 * @param mostCoverage largest share; intervals that hold everything say nothing
 * @param fewestRuns below so many scored runs the coverage is not looked at
 */
public record Gate(double worse, double leastCoverage, double mostCoverage, int fewestRuns) {
  /** The values in use; assumed. */
  public static final Gate DEFAULT = new Gate(1.05, 0.88, 1.0, 20);

  /** Rejects limits outside their ranges. */
  public Gate {
    if (!(worse >= 1.0)
        || !(leastCoverage >= 0.0 && leastCoverage <= mostCoverage)
        || !(mostCoverage <= 1.0)) {
      throw new IllegalArgumentException(
          "a gate needs a factor >= 1 and 0 <= least <= most coverage <= 1, got %s, %s, %s"
              .formatted(worse, leastCoverage, mostCoverage));
    }
  }

  /** The decision with its reasons. */
  public sealed interface Verdict {
    /** May go live. */
    record Passed() implements Verdict {}

    /**
     * May not.
     *
     * @param reasons at least one, each a sentence with value and limit
     */
    record Refused(List<String> reasons) implements Verdict {
      /** Copies the list. */
      public Refused {
        reasons = List.copyOf(reasons);
      }
    }
  }

  /**
   * Judges a candidate.
   *
   * @param candidate scored
   * @param live scored on the same held-out runs; nothing when none is live
   */
  public Verdict judge(PredictorRecord candidate, Optional<PredictorRecord> live) {
    List<String> reasons = new ArrayList<>();
    for (Target target : List.of(Target.CONVERSION, Target.COMPOSITION_FROM_CONVERSIONS)) {
      Score score = candidate.scores().get(target);
      if (score == null) {
        reasons.add(target.title() + " is not scored");
        continue;
      }
      if (score.count() >= fewestRuns
          && (score.coverage95() < leastCoverage || score.coverage95() > mostCoverage)) {
        reasons.add(
            "%s: %.1f %% of %d runs lie within their 95 %% intervals, allowed are %.1f to %.1f %%"
                .formatted(
                    target.title(),
                    100.0 * score.coverage95(),
                    score.count(),
                    100.0 * leastCoverage,
                    100.0 * mostCoverage));
      }
      Optional<Score> present = live.map(record -> record.scores().get(target));
      if (present.isPresent() && !(score.rmse() <= worse * present.get().rmse())) {
        reasons.add(
            "%s: RMSE %.4f mol/mol is more than %.2f times that of the live predictor, %.4f mol/mol"
                .formatted(target.title(), score.rmse(), worse, present.get().rmse()));
      }
    }
    return reasons.isEmpty() ? new Verdict.Passed() : new Verdict.Refused(reasons);
  }
}
