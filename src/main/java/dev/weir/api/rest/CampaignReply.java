package dev.weir.api.rest;

import dev.weir.campaign.CampaignStatus;
import dev.weir.records.CampaignRecord;

/**
 * One campaign in a list.
 *
 * @param name its name
 * @param monomer1 the monomer that f1 and F1 speak of
 * @param monomer2 the other one
 * @param state where it stands
 * @param stateReason why, in one line
 * @param budgetRuns how many runs it may perform
 * @param startedRuns how many were started
 * @param acceptedRuns how many gave an observation
 * @param voidedRuns how many did not
 * @param objective what is wanted
 */
public record CampaignReply(
    String name,
    String monomer1,
    String monomer2,
    String state,
    String stateReason,
    int budgetRuns,
    int startedRuns,
    int acceptedRuns,
    int voidedRuns,
    ObjectiveReply objective) {
  /** Returns what a list says of a campaign. */
  public static CampaignReply of(CampaignStatus campaign) {
    return new CampaignReply(
        campaign.name(),
        campaign.monomer1(),
        campaign.monomer2(),
        StatusProjection.word(campaign.state()),
        campaign.stateReason(),
        campaign.budget(),
        campaign.started(),
        campaign.accepted(),
        campaign.voided(),
        ObjectiveReply.of(campaign.objective()));
  }

  /** Returns what a list says of a recorded campaign. */
  public static CampaignReply of(CampaignRecord campaign) {
    return new CampaignReply(
        campaign.name(),
        campaign.monomer1(),
        campaign.monomer2(),
        StatusProjection.word(campaign.state()),
        campaign.reason(),
        campaign.budget(),
        campaign.started(),
        campaign.accepted(),
        campaign.voided(),
        ObjectiveReply.of(campaign.objective()));
  }
}
