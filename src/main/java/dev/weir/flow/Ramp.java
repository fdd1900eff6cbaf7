package dev.weir.flow;

import dev.weir.units.TimeSpan;
import java.util.List;

/**
 * What may follow a run's steady sample: all feeds are scaled together, linearly in time, to
 * another total flow, and further aliquots are drawn on the way, each as its own residence time is
 * at the sampling point. The feed composition, the concentrations and the temperature stay. The
 * method is known as ramped flow or transient flow (Moore and Jensen 2014, Hone et al. 2017,
 * Waldron et al. 2019: names and years assumed).
 *
 * @param to residence time that the last total flow would hold in the steady state, above 0 s
 * @param duration from the first total flow to the last, above 0 s; it tells the rate, for the run
 *     ends with the last aliquot
 * @param aliquots residence times at which aliquots are drawn, 1 to {@value #MOST_ALIQUOTS}, each
 *     nearer to the last one than the one before and none beyond it
 */
public record Ramp(TimeSpan to, TimeSpan duration, List<TimeSpan> aliquots) {
  /** Most aliquots of one ramp. */
  public static final int MOST_ALIQUOTS = 20;

  /** Rejects ramps without aliquots, or whose aliquots go back. */
  public Ramp {
    aliquots = List.copyOf(aliquots);
    if (!(to.seconds() > 0.0 && duration.seconds() > 0.0)) {
      throw new IllegalArgumentException(
          "a ramp needs a residence time and a duration above 0 s, were %s and %s"
              .formatted(to, duration));
    }
    if (aliquots.isEmpty() || aliquots.size() > MOST_ALIQUOTS) {
      throw new IllegalArgumentException(
          "a ramp has 1 to %d aliquots, was %d".formatted(MOST_ALIQUOTS, aliquots.size()));
    }
    for (int i = 1; i < aliquots.size(); i++) {
      double before = to.seconds() - aliquots.get(i - 1).seconds();
      double left = to.seconds() - aliquots.get(i).seconds();
      if (!(Math.abs(left) < Math.abs(before)) || left * before < 0.0) {
        throw new IllegalArgumentException(
            "aliquots of a ramp to %s must come nearer to it one after the other: %s stands after %s"
                .formatted(to, aliquots.get(i), aliquots.get(i - 1)));
      }
    }
  }
}
