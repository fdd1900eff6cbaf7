package dev.weir.campaign;

import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.RunSettings;
import dev.weir.optimize.Objective;
import dev.weir.optimize.SearchSpace;
import dev.weir.optimize.stop.StopTerm;
import java.util.List;
import java.util.Optional;

/**
 * A campaign as configured.
 *
 * @param name its name; the same name in the same journal is the same campaign
 * @param monomer1 the monomer that f1 and F1 speak of
 * @param monomer2 the other one
 * @param initiator the initiator
 * @param space where proposals may lie
 * @param objective what is wanted
 * @param budget how many runs it may perform, 1 or more
 * @param initialDesign how many of them fill the space before anything is learnt
 * @param method how proposals are found
 * @param confirmations how often a point that reached the objective is repeated before the campaign
 *     believes it
 * @param stopTerms when it ends, beside the budget of runs, in the order in which they are asked
 * @param run how runs prove their steady state
 * @param start whether the campaign starts the reactor by itself
 * @param afterRestart what it does after a restart of the daemon
 * @param ramp what is allowed of ramps; empty when every run is a steady state alone
 */
public record CampaignDescription(
    String name,
    SpeciesName monomer1,
    SpeciesName monomer2,
    SpeciesName initiator,
    SearchSpace space,
    Objective objective,
    int budget,
    int initialDesign,
    Method method,
    int confirmations,
    List<StopTerm> stopTerms,
    RunSettings run,
    Start start,
    AfterRestart afterRestart,
    Optional<RampWish> ramp) {
  /** Rejects budgets that allow nothing. */
  public CampaignDescription {
    stopTerms = List.copyOf(stopTerms);
    if (budget < 1) {
      throw new IllegalArgumentException("budget must be at least 1 run, was " + budget);
    }
    if (initialDesign < 1 || initialDesign > budget) {
      throw new IllegalArgumentException(
          "initial design must be from 1 to the budget of %d runs, was %d"
              .formatted(budget, initialDesign));
    }
  }

  /**
   * What a campaign allows of ramps.
   *
   * @param aliquots most aliquots after the steady one
   * @param residenceTimes shortest duration of a ramp, in residence times of its slower end
   */
  public record RampWish(int aliquots, double residenceTimes) {}

  /** How proposals are found. */
  public enum Method {
    /** Surrogates from plain ones to the kinetics, weighed by what they predict. */
    GREY_BOX,
    /** Gaussian processes of rate and selectivity, and expected improvement. */
    GAUSSIAN_PROCESS,
    /** Gaussian process of the distance from the objective itself: knows no chemistry. */
    PLAIN,
    /** Uniform random points: a yardstick. */
    RANDOM
  }

  /** Who starts the reactor. */
  public enum Start {
    /** The campaign, as soon as everything is verified. */
    AUTOMATIC,
    /** An operator. */
    MANUAL
  }

  /** What happens after a restart of the daemon. */
  public enum AfterRestart {
    /**
     * The campaign clears the reactor once everything is proven safe, and goes on with a new run.
     */
    CONTINUE,
    /** An operator clears it. */
    WAIT
  }
}
