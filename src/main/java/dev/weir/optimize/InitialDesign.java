package dev.weir.optimize;

import dev.weir.experiment.Observation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The space-filling runs with which every learning proposer begins, before there is enough to learn
 * from. Immutable.
 *
 * @param runs how many, at least 1
 */
public record InitialDesign(int runs) {
  /** Rejects a design without runs. */
  public InitialDesign {
    if (runs < 1) {
      throw new IllegalArgumentException("initial design needs at least 1 run, was " + runs);
    }
  }

  /**
   * Returns the next point of the design: the first of the sequence, from this proposal's on, that
   * was neither run nor barred; when there is none, this proposal's own.
   */
  public Proposal next(Lattice lattice, Past past, long seed) {
    List<Observation> observations = past.observations();
    int index = past.proposals();
    Tried tried = new Tried(lattice, observations, past.barred());
    SobolDesign design = new SobolDesign(lattice, Seeds.of(seed, Seeds.Use.DESIGN, 0));
    List<LatticePoint> points =
        design.first(index + 1 + observations.size() + past.barred().size());
    LatticePoint point =
        points.subList(index, points.size()).stream()
            .filter(Predicate.not(tried::contains))
            .findFirst()
            .orElse(points.get(index));
    return new Proposal(
        lattice.conditions(point),
        Proposal.Source.INITIAL_DESIGN,
        Optional.empty(),
        0.0,
        seed,
        observations.size(),
        Reason.initial(index, runs, observations.size()));
  }
}
