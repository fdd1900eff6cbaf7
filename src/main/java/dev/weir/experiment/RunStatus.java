package dev.weir.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the outside may know of the present run.
 *
 * @param run its number
 * @param phase where it stands
 * @param phaseSince when the phase was entered
 * @param startedAt when the run started
 * @param conditions what it shall hold
 * @param expectedRemaining until the phase should end, as far as it can be foretold
 * @param steadyState the latest verdict
 */
public record RunStatus(
    RunNumber run,
    RunPhase phase,
    Instant phaseSince,
    Instant startedAt,
    Conditions conditions,
    Optional<Duration> expectedRemaining,
    Optional<SteadyState> steadyState) {}
