package dev.weir.experiment;

import dev.weir.device.SampleName;
import dev.weir.flow.FeedName;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.time.Instant;
import java.util.SortedMap;

/**
 * The result of one accepted run.
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
 * @param used volume of each feed delivered during the run
 * @param contentHash SHA-256 of the analysis as it came
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
    String contentHash) {}
