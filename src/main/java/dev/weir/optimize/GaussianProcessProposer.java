package dev.weir.optimize;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.ConversionPredictor;
import dev.weir.learn.KineticCoordinates;
import dev.weir.learn.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proposes a space-filling initial design, and then the point of the largest expected improvement
 * under Gaussian processes of the two conversions. Immutable; any thread.
 *
 * <p>No point is proposed twice, except on purpose, and then the reason says so: to confirm a run
 * that reached the objective, or when every point of the space has been run. Nothing is learnt from
 * fewer than two observations: until there are two the initial design goes on.
 */
public final class GaussianProcessProposer implements Proposer {
  private static final int LEAST_OBSERVATIONS = 2;

  private final int initialRuns;
  private final int confirmations;

  /**
   * A proposer.
   *
   * @param initialRuns points of the initial design, at least 1
   * @param confirmations how often a point that reached the objective is repeated, as {@link
   *     dev.weir.optimize.stop.StopTerm.Confirmed} asks
   */
  public GaussianProcessProposer(int initialRuns, int confirmations) {
    if (initialRuns < 1) {
      throw new IllegalArgumentException("initial design needs at least 1 run, was " + initialRuns);
    }
    if (confirmations < 0) {
      throw new IllegalArgumentException(
          "confirmations must not be negative, was " + confirmations);
    }
    this.initialRuns = initialRuns;
    this.confirmations = confirmations;
  }

  @Override
  public Proposal propose(
      SearchSpace space,
      Objective objective,
      List<Observation> observations,
      int index,
      long seed) {
    return propose(space, objective, new Past(observations, List.of(), index), seed);
  }

  @Override
  public Proposal propose(SearchSpace space, Objective objective, Past past, long seed) {
    List<Observation> observations = past.observations();
    int index = past.proposals();
    Lattice lattice = new Lattice(space);
    Optional<Replicates> unconfirmed =
        Replicates.unconfirmed(objective, observations, confirmations, lattice);
    if (unconfirmed.isPresent()) {
      return confirmation(lattice, unconfirmed.get(), observations, seed);
    }
    if (index < initialRuns || observations.size() < LEAST_OBSERVATIONS) {
      return new InitialDesign(initialRuns).next(lattice, past, seed);
    }
    return improvement(lattice, objective, past, seed);
  }

  private Proposal confirmation(
      Lattice lattice, Replicates replicates, List<Observation> observations, long seed) {
    Prediction prediction = learn(lattice, observations, seed).predict(replicates.requested());
    return new Proposal(
        replicates.requested(),
        Proposal.Source.CONFIRMATION,
        Optional.of(predicted(prediction)),
        0.0,
        seed,
        observations.size(),
        Reason.confirmation(replicates, confirmations, Optional.of(predicted(prediction))));
  }

  private static Proposal improvement(Lattice lattice, Objective objective, Past past, long seed) {
    List<Observation> observations = past.observations();
    ConversionPredictor predictor = learn(lattice, observations, seed);
    ExpectedImprovement improvement =
        new ExpectedImprovement(
            predictor, objective, observations.stream().map(Observation::achieved).toList());
    Tried tried = new Tried(lattice, observations, past.barred());
    boolean nothingNew = tried.isAllOf(lattice);
    Observation incumbent = observations.get(improvement.incumbent());
    LatticePoint point =
        new LatticeSearch(
                lattice,
                candidate -> improvement.logValue(lattice.conditions(candidate)),
                candidate -> !nothingNew && tried.contains(candidate))
            .best(
                List.of(lattice.nearest(incumbent.requested())),
                Seeds.of(seed, Seeds.Use.SEARCH, past.proposals()));
    Conditions conditions = lattice.conditions(point);
    Proposal.Predicted predicted = predicted(predictor.predict(conditions));
    return new Proposal(
        conditions,
        Proposal.Source.ACQUISITION,
        Optional.of(predicted),
        improvement.value(conditions),
        seed,
        observations.size(),
        Reason.improvement(
            new Reason.Facts(lattice, conditions, improvement, observations, nothingNew),
            predicted));
  }

  /**
   * Learns from all runs; the axes are those of the space and those along which the runs differ.
   */
  private static ConversionPredictor learn(
      Lattice lattice, List<Observation> observations, long seed) {
    List<Conditions> spanned = new ArrayList<>();
    spanned.add(lattice.conditions(lattice.lowest()));
    spanned.add(lattice.conditions(lattice.highest()));
    observations.forEach(observation -> spanned.add(observation.achieved()));
    return ConversionPredictor.fit(
        observations,
        KineticCoordinates.spannedBy(spanned),
        Seeds.of(seed, Seeds.Use.DRAWS, observations.size()));
  }

  private static Proposal.Predicted predicted(Prediction prediction) {
    return new Proposal.Predicted(
        prediction.copolymerComposition().mean(),
        prediction.copolymerComposition().standardDeviation(),
        prediction.conversion().mean(),
        prediction.conversion().standardDeviation());
  }
}
