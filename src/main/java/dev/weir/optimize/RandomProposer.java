package dev.weir.optimize;

import dev.weir.experiment.Observation;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Proposes points drawn evenly at random, no point twice while others are left: a yardstick.
 * Immutable; any thread.
 */
public final class RandomProposer implements Proposer {
  /** Draws after which a repeat is accepted, when nearly all of a small space has been run. */
  private static final int PATIENCE = 10_000;

  /** A proposer. */
  public RandomProposer() {}

  @Override
  public Proposal propose(
      SearchSpace space,
      Objective objective,
      List<Observation> observations,
      int index,
      long seed) {
    Lattice lattice = new Lattice(space);
    Tried tried = new Tried(lattice, observations);
    SplittableRandom random = new SplittableRandom(Seeds.of(seed, Seeds.Use.RANDOM, index));
    LatticePoint point = draw(lattice, random);
    for (int tries = 1; tries < PATIENCE && tried.contains(point); tries++) {
      point = draw(lattice, random);
    }
    return new Proposal(
        lattice.conditions(point),
        Proposal.Source.RANDOM,
        Optional.empty(),
        0.0,
        seed,
        observations.size(),
        "drawn at random from the search space, as point " + (index + 1));
  }

  private static LatticePoint draw(Lattice lattice, SplittableRandom random) {
    double[] unit = new double[lattice.dimensions()];
    for (int k = 0; k < unit.length; k++) {
      unit[k] = random.nextDouble();
    }
    return lattice.at(unit);
  }
}
