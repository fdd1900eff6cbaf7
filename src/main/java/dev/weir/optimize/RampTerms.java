package dev.weir.optimize;

import dev.weir.experiment.RunCourse;
import dev.weir.flow.Ramp;

/**
 * What a campaign allows of ramps, with all that their cost depends on, so that a proposal can be
 * computed again.
 *
 * @param aliquots most aliquots after the steady one, 1 to {@value Ramp#MOST_ALIQUOTS}
 * @param residenceTimes shortest duration of a ramp, in residence times of its slower end, above 0
 * @param course how long runs take
 */
public record RampTerms(int aliquots, double residenceTimes, RunCourse course) {
  /** Rejects what allows nothing. */
  public RampTerms {
    if (aliquots < 1 || aliquots > Ramp.MOST_ALIQUOTS) {
      throw new IllegalArgumentException(
          "a ramp has 1 to %d aliquots, was %d".formatted(Ramp.MOST_ALIQUOTS, aliquots));
    }
    if (!(residenceTimes > 0.0) || !Double.isFinite(residenceTimes)) {
      throw new IllegalArgumentException(
          "the shortest ramp must be above 0 residence times, was " + residenceTimes);
    }
  }
}
