package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.optimize.Lattice;
import dev.weir.optimize.LatticePoint;
import dev.weir.optimize.LatticeSearch;
import dev.weir.optimize.Tried;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an ensemble says of the points of a space, each asked once: how much a run there would
 * improve, and how good the point is believed to be. Owned by the thread that made it.
 */
final class Survey {
  private final Lattice lattice;
  private final Ensemble ensemble;
  private final Improvement improvement;
  private final List<Observation> observations;
  private final Map<LatticePoint, Score> scores = new HashMap<>();

  Survey(Lattice lattice, Ensemble ensemble, List<Observation> observations) {
    this.lattice = lattice;
    this.ensemble = ensemble;
    this.observations = observations;
    improvement =
        new Improvement(ensemble, observations.stream().map(Observation::achieved).toList());
  }

  /**
   * What was found out about a point.
   *
   * @param logImprovement logarithm of the softened expected improvement
   * @param worth share of the draws that reach the objective less the mean loss; with several
   *     losses, less their sum
   */
  private record Score(double logImprovement, double worth) {}

  Improvement improvement() {
    return improvement;
  }

  /** Returns the best points for the next run, best first, none of those tried unless all are. */
  List<LatticePoint> improving(Tried tried, long seed) {
    boolean nothingNew = tried.isAllOf(lattice);
    return new LatticeSearch(
            lattice,
            point -> score(point).logImprovement,
            point -> !nothingNew && tried.contains(point))
        .bestFew(hints(), seed);
  }

  /** Returns the point believed to be best, run or not. */
  LatticePoint recommended(long seed) {
    return new LatticeSearch(lattice, point -> score(point).worth, point -> false)
        .best(hints(), seed);
  }

  /** The points of the two runs that are believed to be best. */
  private List<LatticePoint> hints() {
    List<LatticePoint> hints = new ArrayList<>();
    observations.stream()
        .map(observation -> lattice.nearest(observation.requested()))
        .distinct()
        .sorted(Comparator.comparingDouble((LatticePoint point) -> -score(point).worth))
        .limit(2)
        .forEach(hints::add);
    return hints;
  }

  private Score score(LatticePoint point) {
    return scores.computeIfAbsent(point, this::scored);
  }

  private Score scored(LatticePoint point) {
    Conditions conditions = lattice.conditions(point);
    double[][] losses = ensemble.losses(conditions);
    double worth = 0.0;
    for (int s = 0; s < Ensemble.DRAWS; s++) {
      double loss = 0.0;
      for (double[] one : losses) {
        loss += one[s];
      }
      worth += (ensemble.goal().isReached(loss) ? 1.0 : 0.0) - loss;
    }
    return new Score(improvement.logValue(losses), worth / Ensemble.DRAWS);
  }
}
