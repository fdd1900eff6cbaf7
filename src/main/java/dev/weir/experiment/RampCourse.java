package dev.weir.experiment;

import dev.weir.flow.AgeSpread;
import dev.weir.flow.DeliveredVolume;
import dev.weir.flow.Diffusivity;
import dev.weir.flow.FlowPath;
import dev.weir.flow.Ramp;
import dev.weir.units.Decimal;
import dev.weir.units.FlowRate;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a ramp goes in a flow path, foretold: when each aliquot is due and how blurred it will be.
 * Immutable; any thread.
 *
 * @param path volumes from the mixer to the sampling point
 * @param from residence time of the steady state before the ramp, above 0 s
 * @param ramp the ramp
 */
public record RampCourse(FlowPath path, TimeSpan from, Ramp ramp) {
  /** Time between two set-points on the ramp: long enough for the watch over each pump's flow. */
  public static final TimeSpan STEP = new TimeSpan(10.0);

  /** Largest change of the total flow from one set-point to the next, as a share of the smaller. */
  public static final double LARGEST_STEP = 0.02;

  /**
   * Largest standard deviation that a ramp may add to a conversion by dispersion, in mol/mol: half
   * of an analyser's usual noise of 0.01 (assumed).
   */
  public static final double LARGEST_ADDED = 0.005;

  /** Steady flow before the ramp that the foretelling takes for granted, in volumes of the path. */
  private static final double VOLUMES_BEFORE = 4.0;

  private static final int BISECTIONS = 40;

  /** What becomes of a ramp. */
  public sealed interface Foretold {
    /**
     * It can be done in this path.
     *
     * @param due from the start of the ramp until each aliquot is drawn
     * @param delivered volume that has entered by each of these times
     */
    record Possible(List<TimeSpan> due, List<Volume> delivered) implements Foretold {
      /** Copies the lists. */
      public Possible {
        due = List.copyOf(due);
        delivered = List.copyOf(delivered);
      }
    }

    /**
     * It cannot.
     *
     * @param reason one line with value, limit and unit
     */
    record Impossible(String reason) implements Foretold {}
  }

  /** Returns the number of set-points after the steady one. */
  public int steps() {
    return (int) Math.max(1.0, Math.ceil(ramp.duration().seconds() / STEP.seconds()));
  }

  /**
   * Returns the total flow over that of the steady state.
   *
   * @param step from 0, the steady state, to {@link #steps}
   */
  public double scale(int step) {
    double end = from.seconds() / ramp.to().seconds();
    return 1.0 + (end - 1.0) * step / steps();
  }

  /** Returns the step that holds when so much time of the ramp has passed. */
  public int stepAfter(double seconds) {
    return (int) Math.min(steps(), 1.0 + Math.floor(seconds / STEP.seconds()));
  }

  /** Foretells the ramp, or says why it cannot be done. */
  public Foretold foretell() {
    Optional<String> fault = directionFault().or(this::stepFault);
    if (fault.isPresent()) {
      return new Foretold.Impossible(fault.get());
    }
    DeliveredVolume history = history();
    double end = steps() * STEP.seconds();
    List<TimeSpan> due = new ArrayList<>();
    List<Volume> delivered = new ArrayList<>();
    double low = 0.0;
    for (TimeSpan aliquot : ramp.aliquots()) {
      double last = plugFlow(history, end);
      if (!isPast(aliquot, last)) {
        return new Foretold.Impossible(
            "an aliquot at %s is not to be had: at the end of the ramp the liquid at the sampling point was %s in the coil"
                .formatted(aliquot, new TimeSpan(last)));
      }
      double high = end;
      for (int i = 0; i < BISECTIONS; i++) {
        double middle = 0.5 * (low + high);
        if (isPast(aliquot, plugFlow(history, middle))) {
          high = middle;
        } else {
          low = middle;
        }
      }
      Optional<String> blurred = blurFault(history, high, aliquot);
      if (blurred.isPresent()) {
        return new Foretold.Impossible(blurred.get());
      }
      due.add(new TimeSpan(high));
      delivered.add(new Volume(history.microlitresAt(high).orElseThrow()));
    }
    return new Foretold.Possible(due, delivered);
  }

  /** Returns the residence time, in s, of the liquid at the sampling point at the ramp's end. */
  public double reachedSeconds() {
    return plugFlow(history(), steps() * STEP.seconds());
  }

  /** Tells whether a residence time has come to that of an aliquot, or gone past it. */
  public boolean isPast(TimeSpan aliquot, double seconds) {
    return ramp.to().seconds() > from.seconds()
        ? seconds >= aliquot.seconds()
        : seconds <= aliquot.seconds();
  }

  private Optional<String> directionFault() {
    double way = ramp.to().seconds() - from.seconds();
    double first = ramp.aliquots().getFirst().seconds() - from.seconds();
    return way == 0.0 || first * way <= 0.0
        ? Optional.of(
            "a ramp from %s to %s has no aliquot at %s on its way"
                .formatted(from, ramp.to(), ramp.aliquots().getFirst()))
        : Optional.empty();
  }

  private Optional<String> stepFault() {
    double change = Math.abs(scale(steps()) - 1.0) / steps() / Math.min(1.0, scale(steps()));
    return change > LARGEST_STEP
        ? Optional.of(
            "the ramp from %s to %s within %s changes the flow by up to %s %% in %s, more than %s %%"
                .formatted(
                    from,
                    ramp.to(),
                    ramp.duration(),
                    Decimal.fixed(100.0 * change, 1),
                    STEP,
                    Decimal.shortest(100.0 * LARGEST_STEP)))
        : Optional.empty();
  }

  private Optional<String> blurFault(DeliveredVolume history, double at, TimeSpan aliquot) {
    Optional<AgeSpread> spread = AgeSpread.at(history, at, path, Diffusivity.SMALL_MOLECULE);
    if (spread.isEmpty()) {
      return Optional.of(
          "dispersion is so large that the aliquot at %s would hold liquid from before the foretold flows"
              .formatted(aliquot));
    }
    double added = AddedSpread.largest(spread.get());
    return added > LARGEST_ADDED
        ? Optional.of(
            "the ramp is too fast: dispersion would add up to %s mol/mol to the conversions of the aliquot at %s, more than %s mol/mol"
                .formatted(Decimal.fixed(added, 4), aliquot, Decimal.shortest(LARGEST_ADDED)))
        : Optional.empty();
  }

  private double plugFlow(DeliveredVolume history, double at) {
    OptionalDouble seconds = AgeSpread.plugFlowSeconds(history, at, path);
    return seconds.orElseThrow(
        () -> new IllegalStateException("the foretold history does not reach back far enough"));
  }

  /** What the pumps will have delivered if all goes well; the ramp begins at 0 s and 0 µL. */
  private DeliveredVolume history() {
    double steady = path.totalFlow(from).microlitresPerMinute() / 60.0;
    double before = VOLUMES_BEFORE * path.total().microlitres();
    DeliveredVolume history = new DeliveredVolume();
    history.add(-before / steady, -before);
    history.add(0.0, 0.0);
    double delivered = 0.0;
    for (int step = 1; step <= steps(); step++) {
      delivered += steady * scale(step) * STEP.seconds();
      history.add(step * STEP.seconds(), delivered);
    }
    return history;
  }

  /** Returns the total flow at a step. */
  public FlowRate totalFlow(int step) {
    return new FlowRate(path.totalFlow(from).microlitresPerMinute() * scale(step));
  }
}
