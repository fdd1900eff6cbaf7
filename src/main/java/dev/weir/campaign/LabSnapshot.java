package dev.weir.campaign;

import dev.weir.experiment.RunStatus;
import dev.weir.reactor.ReactorStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything the outside may know, as of one control cycle. Immutable; published by the control
 * thread, read by any.
 *
 * @param at the cycle's instant on the plant's clock
 * @param speed plant seconds per wall second: 1 on a real bench
 * @param simulated whether a virtual plant stands in for the bench
 * @param reactor the reactor
 * @param run the present run
 * @param campaign the campaign
 */
public record LabSnapshot(
    Instant at,
    double speed,
    boolean simulated,
    ReactorStatus reactor,
    Optional<RunStatus> run,
    Optional<CampaignStatus> campaign) {}
