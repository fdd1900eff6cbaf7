package dev.weir.campaign;

import dev.weir.chemistry.SpeciesName;
import dev.weir.optimize.Objective;
import dev.weir.optimize.SearchSpace;

/**
 * Everything of a campaign's description that its proposals depend on, as journalled: with it and
 * the runs before, a proposal can be computed again.
 *
 * @param monomer1 the monomer that f1 and F1 speak of
 * @param monomer2 the other one
 * @param initiator the initiator
 * @param space where proposals may lie
 * @param objective what is wanted
 * @param budget how many runs it may perform
 * @param initialDesign how many of them fill the space
 * @param method how proposals are found
 * @param confirmations repeats of a point that reached the objective
 */
public record CampaignTerms(
    SpeciesName monomer1,
    SpeciesName monomer2,
    SpeciesName initiator,
    SearchSpace space,
    Objective objective,
    int budget,
    int initialDesign,
    CampaignDescription.Method method,
    int confirmations) {

  /** Returns what a description says. */
  public static CampaignTerms of(CampaignDescription description) {
    return new CampaignTerms(
        description.monomer1(),
        description.monomer2(),
        description.initiator(),
        description.space(),
        description.objective(),
        description.budget(),
        description.initialDesign(),
        description.method(),
        description.confirmations());
  }
}
