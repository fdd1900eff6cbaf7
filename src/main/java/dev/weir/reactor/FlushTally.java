package dev.weir.reactor;

import dev.weir.units.FlowRate;
import dev.weir.units.Volume;
import java.time.Duration;

/**
 * What is in the flow path: only solvent, once three total volumes of flushing solvent have passed
 * since anything reactive flowed; unknown at the start. Only flow that is read counts, never what
 * was merely asked for. Owned by the control thread.
 */
final class FlushTally {
  /**
   * Total volumes of the path that must pass: a plug flow with dispersion is washed out to below 1
   * % by then (assumed).
   */
  static final double VOLUMES = 3.0;

  /**
   * A flush that takes longer than this many times its calculated duration has failed (assumed).
   */
  private static final double PATIENCE = 2.0;

  private final Evidence evidence;
  private final double needed;
  private double passed;

  FlushTally(Evidence evidence) {
    this.evidence = evidence;
    this.needed = VOLUMES * evidence.description().path().total().microlitres();
  }

  /** Takes the flows of this cycle. */
  void observe() {
    for (FeedTrace feed : evidence.feeds()) {
      boolean flows = feed.asked() > 0.0 || feed.actual() > feed.tolerance();
      if (feed.role().isReactive() && flows) {
        passed = 0.0;
        return;
      }
    }
    FeedTrace flush = evidence.flushFeed();
    if (flush.asked() > 0.0 && flush.actual() > 0.0) {
      passed += flush.actual() * evidence.sinceLast() / (double) Nanos.MINUTE;
    }
  }

  /** The contents are unknown, whatever had passed. */
  void forget() {
    passed = 0.0;
  }

  /** Tells whether the path holds nothing but solvent. */
  boolean isClean() {
    return passed >= needed;
  }

  /** Returns how much solvent has passed since the contents became reactive or unknown. */
  Volume passed() {
    return new Volume(passed);
  }

  /**
   * Returns how long a whole flush may take before it counts as failed.
   *
   * @param flow of the solvent while flushing
   */
  Duration patience(FlowRate flow) {
    return Duration.ofSeconds(
        60 + Math.round(PATIENCE * 60.0 * needed / flow.microlitresPerMinute()));
  }
}
