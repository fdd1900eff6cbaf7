package dev.weir.experiment;

import dev.weir.device.SampleName;
import dev.weir.flow.FeedName;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The result of one accepted run, or of one aliquot that was drawn on the ramp after its steady
 * state.
 *
 * @param run its number
 * @param requested the conditions that were asked for
 * @param achieved the conditions that the process values show over the sampling window
 * @param outcome what the analyser found
 * @param steadyState the proof on which the sample was drawn
 * @param sample the aliquot
 * @param startedAt when the feeds started
 * @param sampledAt when the aliquot was drawn
 * @param waited from the start of the feeds until steady state was proven
 * @param used volume of each feed delivered during the run; on a ramp, since the aliquot before
 * @param contentHash SHA-256 of the analysis as it came
 * @param ramp what an aliquot drawn on a ramp says beside; empty for a steady state
 */
public record Observation(
    RunNumber run,
    Conditions requested,
    Conditions achieved,
    Outcome outcome,
    SteadyState steadyState,
    SampleName sample,
    Instant startedAt,
    Instant sampledAt,
    TimeSpan waited,
    SortedMap<FeedName, Volume> used,
    String contentHash,
    Optional<RampAliquot> ramp) {
  /** The result of a steady state. */
  public Observation(
      RunNumber run,
      Conditions requested,
      Conditions achieved,
      Outcome outcome,
      SteadyState steadyState,
      SampleName sample,
      Instant startedAt,
      Instant sampledAt,
      TimeSpan waited,
      SortedMap<FeedName, Volume> used,
      String contentHash) {
    this(
        run,
        requested,
        achieved,
        outcome,
        steadyState,
        sample,
        startedAt,
        sampledAt,
        waited,
        used,
        contentHash,
        Optional.empty());
  }

  /** Returns the number of the aliquot within its run; 1 is that of the steady state. */
  public int aliquot() {
    return ramp.map(RampAliquot::number).orElse(1);
  }
}
