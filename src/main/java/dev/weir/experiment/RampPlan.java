package dev.weir.experiment;

import dev.weir.flow.Ramp;
import dev.weir.flow.Setpoints;
import dev.weir.units.TimeSpan;
import java.util.List;

/**
 * A ramp with the set-points that make it.
 *
 * @param course how it goes
 * @param due from its start until each aliquot is expected to be drawn
 * @param steps set-points one after the other, each held for {@link RampCourse#STEP}
 */
public record RampPlan(RampCourse course, List<TimeSpan> due, List<Setpoints> steps) {
  /** Copies the lists. */
  public RampPlan {
    due = List.copyOf(due);
    steps = List.copyOf(steps);
    if (steps.size() != course.steps() || due.size() != course.ramp().aliquots().size()) {
      throw new IllegalArgumentException(
          "a ramp of %d steps and %d aliquots cannot have %d set-points and %d times"
              .formatted(
                  course.steps(), course.ramp().aliquots().size(), steps.size(), due.size()));
    }
  }

  /** Returns the ramp. */
  public Ramp ramp() {
    return course.ramp();
  }

  /** Returns the last set-points, with the flows that differ most from those before the ramp. */
  public Setpoints last() {
    return steps.getLast();
  }

  /** Returns the set-points that hold when so much time of the ramp has passed. */
  Setpoints after(double seconds) {
    return steps.get(course.stepAfter(seconds) - 1);
  }
}
