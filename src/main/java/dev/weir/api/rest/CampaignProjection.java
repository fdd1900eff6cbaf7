package dev.weir.api.rest;

import dev.weir.api.rest.StatusReply.HistoryPoint;
import dev.weir.api.rest.StatusReply.PresentCampaign;
import dev.weir.api.rest.StatusReply.ProposalReply;
import dev.weir.campaign.CampaignStatus;
import dev.weir.experiment.Observation;
import dev.weir.optimize.Proposal;
import java.util.ArrayList;
import java.util.List;

/** Turns the campaign of a snapshot into what the outside is told. Pure. */
final class CampaignProjection {
  private CampaignProjection() {}

  static PresentCampaign present(CampaignStatus campaign) {
    return new PresentCampaign(
        CampaignReply.of(campaign),
        campaign
            .best()
            .flatMap(
                best ->
                    campaign.observations().stream().filter(o -> o.run().equals(best)).findFirst())
            .map(observation -> RunReply.of(campaign.name(), campaign.objective(), observation)),
        campaign.next().map(CampaignProjection::proposal),
        history(campaign),
        campaign.waiting().stream().map(ConditionsReply::of).toList(),
        campaign.endsBy());
  }

  private static ProposalReply proposal(Proposal proposal) {
    return new ProposalReply(
        ConditionsReply.of(proposal.conditions()),
        StatusProjection.word(proposal.source()),
        proposal.predicted().map(OutcomeReply::of),
        proposal.acquisition(),
        proposal.observations(),
        proposal.reason());
  }

  private static List<HistoryPoint> history(CampaignStatus campaign) {
    List<HistoryPoint> points = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (Observation observation : campaign.observations()) {
      double loss = campaign.objective().loss(observation.outcome());
      best = Math.min(best, loss);
      points.add(
          new HistoryPoint(
              observation.run().value(),
              observation.outcome().copolymerComposition(),
              observation.outcome().conversion(),
              loss,
              best,
              campaign.objective().isReachedBy(observation.outcome())));
    }
    return List.copyOf(points);
  }
}
