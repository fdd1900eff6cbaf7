package dev.weir.simulator.plant;

import dev.weir.flow.Feed;
import dev.weir.units.FlowRate;
import dev.weir.units.Volume;

/**
 * A pump of the plant with its bottle or syringe. Flow follows the command with a lag, misses it by
 * a constant calibration error, and ends when the vessel is empty or the drive has stalled. Owned
 * by the thread that steps the plant.
 */
public final class FeedPump {
  private static final double SECONDS_PER_MINUTE = 60.0;

  /** Flows below this, µL/s, are none: 0.06 nL/min. */
  private static final double NO_FLOW = 1e-6;

  private final Feed feed;
  private final Stock stock;
  private final double capacity;
  private final double calibration;
  private final double lag;
  private double commanded;
  private boolean running;
  private boolean stalled;
  private boolean held;
  private double flow;
  private double remaining;
  private double delivered;
  private double deliveredSinceMixing;
  private double keptFor = Double.NaN;
  private double kept;

  FeedPump(Feed feed, Stock stock, Volume capacity, double calibration, double lagSeconds) {
    this.feed = feed;
    this.stock = stock;
    this.capacity = capacity.microlitres();
    this.calibration = calibration;
    this.lag = lagSeconds;
    this.remaining = this.capacity;
  }

  /** Returns the stream it delivers. */
  public Feed feed() {
    return feed;
  }

  /** Sets the rate at which it pumps while it runs. */
  public void rate(FlowRate wanted) {
    commanded = wanted.microlitresPerMinute() / SECONDS_PER_MINUTE;
  }

  /** Starts or stops the drive. A stalled drive stays where it is until {@link #release}. */
  public void run(boolean wanted) {
    running = wanted;
  }

  /** Tells whether the drive is told to run and has not stalled. */
  public boolean isRunning() {
    return running && !stalled;
  }

  /** Blocks the drive: it does not move until it is released. */
  public void stall() {
    stalled = true;
  }

  /** Ends a stall, unless something holds the drive. */
  public void release() {
    stalled = false;
  }

  /** Tells whether the drive is blocked. */
  public boolean isStalled() {
    return stalled;
  }

  /** Holds the drive mechanically, or lets it go: held, it stalls as soon as it runs. */
  public void hold(boolean wanted) {
    held = wanted;
  }

  /** Returns the rate at which it is set. */
  public FlowRate rate() {
    return new FlowRate(commanded * SECONDS_PER_MINUTE);
  }

  /** Returns the flow that really leaves it. */
  public FlowRate flow() {
    return new FlowRate(flow * SECONDS_PER_MINUTE);
  }

  /**
   * Returns the flow its own drive believes in: the true flow without the calibration error,
   * nothing when stalled.
   */
  public FlowRate believedFlow() {
    return new FlowRate(isRunning() ? Math.max(0.0, flow / calibration) * SECONDS_PER_MINUTE : 0.0);
  }

  /** Returns what the vessel still holds. */
  public Volume remaining() {
    return new Volume(remaining);
  }

  /** Tells whether the vessel is empty. */
  public boolean isEmpty() {
    return remaining <= 0.0;
  }

  /** Returns what it has delivered since the start. */
  public Volume delivered() {
    return new Volume(delivered);
  }

  /** Fills the vessel to its capacity. */
  public void refill() {
    remaining = capacity;
  }

  /** Empties the vessel. */
  public void drain() {
    remaining = 0.0;
  }

  /** Moves on; returns the volume delivered in µL. */
  double step(double seconds) {
    if (running && held) {
      stalled = true;
    }
    double target = isRunning() && remaining > 0.0 ? commanded * calibration : 0.0;
    if (seconds != keptFor) {
      keptFor = seconds;
      kept = Math.exp(-seconds / lag);
    }
    double next = target + (flow - target) * kept;
    if (next < NO_FLOW && target == 0.0) {
      next = 0.0;
    }
    double volume = 0.5 * (flow + next) * seconds;
    flow = next;
    if (volume >= remaining) {
      volume = remaining;
      flow = 0.0;
    }
    remaining -= volume;
    delivered += volume;
    deliveredSinceMixing += volume;
    return volume;
  }

  /** Adds what was delivered since the last call to a mixture; returns its volume in µL. */
  double mixInto(Liquid mixture, double share) {
    double volume = deliveredSinceMixing * share;
    deliveredSinceMixing = 0.0;
    mixture.add(volume, stock);
    return volume;
  }
}
