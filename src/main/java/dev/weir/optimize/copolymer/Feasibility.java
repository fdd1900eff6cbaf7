package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.learn.Matern52;
import dev.weir.optimize.Lattice;
import java.util.List;

/**
 * How likely a run is to work, learnt from the runs that did and those whose chemistry failed: a
 * weighted vote of both, each counting by its likeness to the point, with a prior vote that all is
 * well. Immutable; any thread.
 */
final class Feasibility {
  /** Likeness falls off over this share of the ranges; assumed. */
  private static final double REACH = 0.2;

  /** Prior votes that a run works; assumed. */
  private static final double CONFIDENCE = 1.0;

  /** Votes of one failure: to be repeated it must be surrounded by successes; assumed. */
  private static final double FAILURE = 4.0;

  private final Lattice lattice;
  private final List<Conditions> worked;
  private final List<Conditions> failed;

  Feasibility(Lattice lattice, List<Conditions> worked, List<Conditions> failed) {
    this.lattice = lattice;
    this.worked = List.copyOf(worked);
    this.failed = List.copyOf(failed);
  }

  /** Returns the logarithm of the probability that a run works. */
  double logProbability(Conditions conditions) {
    if (failed.isEmpty()) {
      return 0.0;
    }
    double against = FAILURE * votes(conditions, failed);
    double with = CONFIDENCE + votes(conditions, worked);
    return StrictMath.log(with / (with + against));
  }

  private double votes(Conditions conditions, List<Conditions> others) {
    double votes = 0.0;
    for (Conditions other : others) {
      double apart = lattice.distance(conditions, other) / REACH;
      votes += Matern52.correlation(apart * apart);
    }
    return votes;
  }
}
