package dev.weir.optimize;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accepted runs of the same requested conditions, judged by their mean: noise flatters the best of
 * single runs.
 *
 * @param requested the conditions asked for
 * @param runs their numbers, at least one
 * @param copolymerComposition mean of F1, in mol/mol
 * @param conversion mean of X, in mol/mol
 */
public record Replicates(
    Conditions requested, List<RunNumber> runs, double copolymerComposition, double conversion) {

  /** Returns how many runs there are. */
  public int count() {
    return runs.size();
  }

  /** Returns all whose mean reaches the objective, nearest to it first. */
  public static List<Replicates> reaching(Objective objective, List<Observation> observations) {
    Map<Conditions, List<Observation>> groups = new LinkedHashMap<>();
    for (Observation observation : observations) {
      groups.computeIfAbsent(observation.requested(), key -> new ArrayList<>()).add(observation);
    }
    return groups.values().stream()
        .map(Replicates::of)
        .filter(
            replicates ->
                objective.isReachedBy(replicates.copolymerComposition, replicates.conversion))
        .sorted(
            Comparator.comparingDouble(
                replicates ->
                    objective.loss(replicates.copolymerComposition, replicates.conversion)))
        .toList();
  }

  /**
   * Returns the nearest that reach the objective and still want to be repeated on this lattice.
   *
   * @param confirmations how many repeats of a success are wanted
   */
  public static Optional<Replicates> unconfirmed(
      Objective objective, List<Observation> observations, int confirmations, Lattice lattice) {
    return reaching(objective, observations).stream()
        .filter(replicates -> replicates.count() <= confirmations)
        .filter(replicates -> lattice.exactly(replicates.requested).isPresent())
        .findFirst();
  }

  private static Replicates of(List<Observation> group) {
    return new Replicates(
        group.getFirst().requested(),
        group.stream().map(Observation::run).toList(),
        group.stream().mapToDouble(one -> one.outcome().copolymerComposition()).sum()
            / group.size(),
        group.stream().mapToDouble(one -> one.outcome().conversion()).sum() / group.size());
  }
}
