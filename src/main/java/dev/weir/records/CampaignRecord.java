package dev.weir.records;

import dev.weir.campaign.CampaignStatus;
import dev.weir.optimize.Objective;
import java.time.Instant;
import java.util.Optional;

/**
 * One campaign, as far as the journal has been read.
 *
 * @param name its name; a campaign that was started anew has a record for each start
 * @param monomer1 the monomer that f1 and F1 speak of
 * @param monomer2 the other one
 * @param objective what is wanted
 * @param budget how many runs it may perform
 * @param seed of its proposals
 * @param startedAt when
 * @param endedAt when; empty while it goes on
 * @param state RUNNING, BLOCKED, or how it ended
 * @param reason why, in one line
 * @param started runs started
 * @param accepted runs that gave an observation
 * @param voided runs that did not
 */
public record CampaignRecord(
    String name,
    String monomer1,
    String monomer2,
    Objective objective,
    int budget,
    long seed,
    Instant startedAt,
    Optional<Instant> endedAt,
    CampaignStatus.State state,
    String reason,
    int started,
    int accepted,
    int voided) {}
