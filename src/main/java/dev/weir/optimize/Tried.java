package dev.weir.optimize;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The points of a lattice that were requested by accepted runs, or are barred. Immutable. */
public final class Tried {
  private final Set<LatticePoint> points = new HashSet<>();

  /** The points of accepted runs. */
  public Tried(Lattice lattice, List<Observation> observations) {
    this(lattice, observations, List.of());
  }

  /** The points of accepted runs and those that are barred. */
  public Tried(Lattice lattice, List<Observation> observations, List<Conditions> barred) {
    for (Conditions conditions : barred) {
      lattice.exactly(conditions).ifPresent(points::add);
    }
    for (Observation observation : observations) {
      lattice.exactly(observation.requested()).ifPresent(points::add);
    }
  }

  /** Tells whether a point is among them. */
  public boolean contains(LatticePoint point) {
    return points.contains(point);
  }

  /** Tells whether nothing new is left of the lattice. */
  public boolean isAllOf(Lattice lattice) {
    return lattice.countUpTo(points.size() + 1) <= points.size();
  }
}
