package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.optimize.Lattice;
import dev.weir.optimize.LatticePoint;
import dev.weir.optimize.LatticeSearch;
import dev.weir.optimize.Past;
import dev.weir.optimize.Seeds;
import dev.weir.optimize.Tried;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an ensemble says of the points of a space, each asked once: how much a run there would
 * improve, and how good the point is believed to be. Owned by the thread that made it.
 */
final class Survey {
  private final Lattice lattice;
  private final Ensemble ensemble;
  private final Improvement improvement;
  private final Feasibility feasibility;
  private final List<Observation> observations;
  private final Tried tried;
  private final long seed;
  private final Map<LatticePoint, Score> scores = new HashMap<>();
  private Optional<Conditions> recommended = Optional.empty();

  /**
   * A survey.
   *
   * @param past the runs that the ensemble was learnt from, and what is barred
   * @param seed the campaign's
   */
  Survey(Lattice lattice, Ensemble ensemble, Past past, long seed) {
    this.lattice = lattice;
    this.ensemble = ensemble;
    this.observations = past.observations();
    this.tried = new Tried(lattice, observations, past.barred());
    this.seed = Seeds.of(seed, Seeds.Use.SEARCH, past.proposals());
    List<Conditions> earlier = observations.stream().map(Observation::achieved).toList();
    improvement = new Improvement(ensemble, earlier);
    feasibility = new Feasibility(lattice, earlier, past.failed());
  }

  /**
   * What was found out about a point.
   *
   * @param logImprovement logarithm of the softened expected improvement, times the probability
   *     that a run works there
   * @param worth share of the draws that reach the objective less the mean loss; with several
   *     losses, less their sum
   */
  private record Score(double logImprovement, double worth) {}

  Lattice lattice() {
    return lattice;
  }

  Ensemble ensemble() {
    return ensemble;
  }

  /** Tells whether every point of the space has been run or is barred. */
  boolean nothingNew() {
    return tried.isAllOf(lattice);
  }

  /** Returns the expected improvement of a run, in mol/mol. */
  double gain(Conditions conditions) {
    return improvement.value(ensemble.losses(conditions));
  }

  /**
   * Returns the expected improvement of several aliquots together, in mol/mol: in each draw of the
   * truth the best of them counts. For one loss only.
   */
  double gain(List<Conditions> together) {
    double[] best = new double[Ensemble.DRAWS];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    for (Conditions one : together) {
      double[] losses = ensemble.losses(one)[0];
      for (int s = 0; s < best.length; s++) {
        best[s] = Math.min(best[s], losses[s]);
      }
    }
    return improvement.value(new double[][] {best});
  }

  /** See {@link Improvement#explorationShare}. */
  double explorationShare(Conditions conditions, double certain) {
    return improvement.explorationShare(ensemble.losses(conditions), certain);
  }

  /** Returns the best points for the next run, best first, none of those tried unless all are. */
  List<Conditions> improving() {
    boolean nothingNew = nothingNew();
    return new LatticeSearch(
            lattice,
            point -> score(point).logImprovement,
            point -> !nothingNew && tried.contains(point))
        .bestFew(hints(), seed).stream().map(lattice::conditions).toList();
  }

  /** Returns the conditions believed to be best, run or not. */
  Conditions recommended() {
    if (recommended.isEmpty()) {
      recommended =
          Optional.of(
              lattice.conditions(
                  new LatticeSearch(lattice, point -> score(point).worth, point -> false)
                      .best(hints(), seed)));
    }
    return recommended.get();
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
    Score known = scores.get(point);
    if (known == null) {
      known = scored(point);
      scores.put(point, known);
    }
    return known;
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
    return new Score(
        improvement.logValue(losses) + feasibility.logProbability(conditions),
        worth / Ensemble.DRAWS);
  }
}
