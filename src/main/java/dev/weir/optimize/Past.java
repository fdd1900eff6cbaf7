package dev.weir.optimize;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import java.util.List;
import java.util.OptionalInt;

/**
 * What came of earlier proposals.
 *
 * @param observations all accepted runs so far, in order
 * @param barred conditions that were refused, or whose run was void: not to be proposed again
 *     unchanged
 * @param proposals how many proposals were made before, accepted or not
 * @param failed conditions under which the chemistry failed or an interlock tripped: near them runs
 *     are likely to fail too
 * @param runsLeft how many runs the budget still allows, the one to be proposed included; empty
 *     when there is no budget
 * @param steadyOnly conditions whose ramp was refused: without one they may be proposed
 */
public record Past(
    List<Observation> observations,
    List<Conditions> barred,
    int proposals,
    List<Conditions> failed,
    OptionalInt runsLeft,
    List<Conditions> steadyOnly) {
  /** A past in which no ramp was refused. */
  public Past(
      List<Observation> observations,
      List<Conditions> barred,
      int proposals,
      List<Conditions> failed,
      OptionalInt runsLeft) {
    this(observations, barred, proposals, failed, runsLeft, List.of());
  }

  /** A past without a budget, in which no chemistry failed. */
  public Past(List<Observation> observations, List<Conditions> barred, int proposals) {
    this(observations, barred, proposals, List.of(), OptionalInt.empty());
  }

  /** Keeps its own lists. */
  public Past {
    observations = List.copyOf(observations);
    barred = List.copyOf(barred);
    failed = List.copyOf(failed);
    steadyOnly = List.copyOf(steadyOnly);
  }
}
