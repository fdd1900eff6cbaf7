package dev.weir.optimize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Finds the best point of a lattice under a score: a wide look at many points, then from each of
 * the best few a pattern search whose steps are halved down to one. A lattice that is small enough
 * is looked at point by point. One instance belongs to one thread; the same arguments give the same
 * answer.
 */
public final class LatticeSearch {
  /** Lattices of at most so many points are looked at completely. */
  private static final int SMALL = 1_024;

  private static final int WIDE = 512;
  private static final int POLISHED = 5;
  private static final int FIRST_STEP_SHARE = 16;

  private final Lattice lattice;
  private final ToDoubleFunction<LatticePoint> score;
  private final Predicate<LatticePoint> barred;
  private final Map<LatticePoint, Double> known = new HashMap<>();

  /**
   * A search.
   *
   * @param score larger is better
   * @param barred points that must not be found
   */
  public LatticeSearch(
      Lattice lattice, ToDoubleFunction<LatticePoint> score, Predicate<LatticePoint> barred) {
    this.lattice = lattice;
    this.score = score;
    this.barred = barred;
  }

  /**
   * Returns the best point found.
   *
   * @param hints points near which a look pays
   * @param seed of the wide look
   */
  public LatticePoint best(List<LatticePoint> hints, long seed) {
    return bestFew(hints, seed).getFirst();
  }

  /**
   * Returns the best points found, best first: all of a small lattice, else where the climbs ended.
   *
   * @param hints points near which a look pays
   * @param seed of the wide look
   */
  public List<LatticePoint> bestFew(List<LatticePoint> hints, long seed) {
    List<LatticePoint> ranked = ranked(candidates(hints, seed));
    if (ranked.isEmpty()) {
      throw new IllegalArgumentException("every point that was looked at is barred");
    }
    if (isSmall()) {
      return ranked;
    }
    Set<LatticePoint> polished = new LinkedHashSet<>();
    for (LatticePoint start : ranked.subList(0, Math.min(POLISHED, ranked.size()))) {
      polished.add(climb(start));
    }
    return ranked(polished);
  }

  private boolean isSmall() {
    return lattice.countUpTo(SMALL + 1) <= SMALL;
  }

  private Set<LatticePoint> candidates(List<LatticePoint> hints, long seed) {
    Set<LatticePoint> candidates = new LinkedHashSet<>();
    if (isSmall()) {
      int count = lattice.countUpTo(SMALL);
      for (int number = 0; number < count; number++) {
        candidates.add(lattice.point(number));
      }
      return candidates;
    }
    for (LatticePoint hint : hints) {
      candidates.add(hint);
      for (int k = 0; k < lattice.dimensions(); k++) {
        for (int step = firstStep(k); step >= 1; step /= 2) {
          candidates.addAll(neighbours(hint, k, step));
        }
      }
    }
    candidates.addAll(new SobolDesign(lattice, seed).first(WIDE));
    return candidates;
  }

  /** Returns the points that are allowed, best first; among equals the order stays. */
  private List<LatticePoint> ranked(Iterable<LatticePoint> points) {
    List<LatticePoint> allowed = new ArrayList<>();
    for (LatticePoint point : points) {
      if (!barred.test(point)) {
        allowed.add(point);
      }
    }
    allowed.sort(Comparator.comparingDouble(this::score).reversed());
    return allowed;
  }

  private LatticePoint climb(LatticePoint start) {
    LatticePoint at = start;
    int[] steps = new int[lattice.dimensions()];
    for (int k = 0; k < steps.length; k++) {
      steps[k] = firstStep(k);
    }
    boolean finest = false;
    while (!finest) {
      finest = true;
      for (int step : steps) {
        finest &= step == 1;
      }
      at = climbWith(steps, at);
      for (int k = 0; k < steps.length; k++) {
        steps[k] = Math.max(1, steps[k] / 2);
      }
    }
    return at;
  }

  /**
   * Moves to the better neighbour along each variable in turn until none is better: it ends, as the
   * score only rises.
   */
  private LatticePoint climbWith(int[] steps, LatticePoint start) {
    LatticePoint at = start;
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int k = 0; k < steps.length; k++) {
        for (LatticePoint neighbour : neighbours(at, k, steps[k])) {
          if (!barred.test(neighbour) && score(neighbour) > score(at)) {
            at = neighbour;
            moved = true;
          }
        }
      }
    }
    return at;
  }

  private List<LatticePoint> neighbours(LatticePoint point, int variable, int step) {
    List<LatticePoint> neighbours = new ArrayList<>();
    int here = point.step(variable);
    if (here - step >= 0) {
      neighbours.add(point.with(variable, here - step));
    }
    if (here + step < lattice.count(variable)) {
      neighbours.add(point.with(variable, here + step));
    }
    return neighbours;
  }

  private int firstStep(int variable) {
    return Math.max(1, lattice.count(variable) / FIRST_STEP_SHARE);
  }

  private double score(LatticePoint point) {
    return known.computeIfAbsent(point, score::applyAsDouble);
  }
}
