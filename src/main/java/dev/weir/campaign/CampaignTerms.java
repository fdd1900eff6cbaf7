package dev.weir.campaign;

import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.RunCourse;
import dev.weir.flow.FlowPath;
import dev.weir.optimize.Objective;
import dev.weir.optimize.RampTerms;
import dev.weir.optimize.SearchSpace;
import java.util.Optional;

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
 * @param ramp what is allowed of ramps; empty when there are none, and in older journals
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
    int confirmations,
    Optional<RampTerms> ramp) {

  /**
   * Returns what a description says.
   *
   * @param path of the reactor that it runs on
   */
  public static CampaignTerms of(CampaignDescription description, FlowPath path) {
    return new CampaignTerms(
        description.monomer1(),
        description.monomer2(),
        description.initiator(),
        description.space(),
        description.objective(),
        description.budget(),
        description.initialDesign(),
        description.method(),
        description.confirmations(),
        description
            .ramp()
            .map(
                wish ->
                    new RampTerms(
                        wish.aliquots(),
                        wish.residenceTimes(),
                        new RunCourse(path, description.run()))));
  }
}
