package dev.weir.reactor;

import dev.weir.device.Capability;
import dev.weir.device.Device;
import dev.weir.device.Tag;
import dev.weir.flow.FeedName;
import dev.weir.reactor.ReactorDescription.FeedLine;

/**
 * What one feed is asked to deliver, what it says it delivers, and how much it has delivered. Flows
 * in µL/min, volumes in µL. Owned by the control thread.
 */
final class FeedTrace {
  /** Share of the set-point by which the actual flow may differ (operations: 5 %). */
  static final double TOLERANCE = 0.05;

  /** Share of the pump's highest flow below which a difference is noise (assumed). */
  private static final double FLOOR = 0.001;

  private final FeedLine line;
  private final Device.Pump pump;
  private final Role role;
  private final Tag runTag;
  private double asked;
  private long askedSince = Long.MIN_VALUE;
  private double actual = Double.NaN;
  private long deviatesSince = Nanos.NEVER;
  private double delivered;
  private double left;

  /** What a feed means for safety, in the order in which feeds are stopped. */
  enum Role {
    /** Holds an initiator. */
    INITIATOR,
    /** Holds anything else that is dissolved. */
    REACTIVE,
    /** Pure solvent, but not the one that flushes. */
    SOLVENT,
    /** The solvent that flushes; stopped last. */
    FLUSH;

    boolean isReactive() {
      return this == INITIATOR || this == REACTIVE;
    }
  }

  FeedTrace(FeedLine line, Device.Pump pump, Role role, double left) {
    this.line = line;
    this.pump = pump;
    this.role = role;
    this.left = left;
    this.runTag = new Tag(pump.name(), Capability.RUN);
  }

  FeedLine line() {
    return line;
  }

  FeedName name() {
    return line.feed().name();
  }

  Device.Pump pump() {
    return pump;
  }

  Role role() {
    return role;
  }

  Tag runTag() {
    return runTag;
  }

  /** Takes the flow that the pump is asked for from now on. */
  void ask(double flow, long now) {
    if (flow != asked) {
      asked = flow;
      askedSince = now;
    }
  }

  double asked() {
    return asked;
  }

  long askedSince() {
    return askedSince;
  }

  /** Returns the fresh actual flow, NaN when it is not known. */
  double actual() {
    return actual;
  }

  /**
   * Returns since when the actual flow differs from the set-point; {@link Nanos#NEVER} while it
   * does not.
   */
  long deviatesSince() {
    return deviatesSince;
  }

  /**
   * Returns the largest difference between set-point and actual flow that is accepted, in µL/min.
   */
  double tolerance() {
    double share = TOLERANCE * Math.max(asked, pump.lowest().microlitresPerMinute());
    return Math.max(share, FLOOR * pump.highest().microlitresPerMinute());
  }

  /**
   * Takes what was measured and integrates it over the time since the last cycle.
   *
   * @param measured fresh flow, NaN when unknown: then the set-point counts, so that no reagent is
   *     overestimated
   * @param sinceLast ns since the last cycle
   */
  void measure(double measured, long sinceLast, long now) {
    actual = measured;
    boolean deviates = !Double.isNaN(measured) && Math.abs(measured - asked) > tolerance();
    if (!deviates) {
      deviatesSince = Nanos.NEVER;
    } else if (deviatesSince == Nanos.NEVER) {
      deviatesSince = now;
    }
    double volume = (Double.isNaN(measured) ? asked : measured) * sinceLast / (double) Nanos.MINUTE;
    delivered += volume;
    left = Math.max(0.0, left - volume);
  }

  double delivered() {
    return delivered;
  }

  double left() {
    return left;
  }

  void refill(double volume) {
    left = volume;
  }
}
