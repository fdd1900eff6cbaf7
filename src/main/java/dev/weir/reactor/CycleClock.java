package dev.weir.reactor;

import dev.weir.reactor.ReactorStatus.CycleTimes;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Measures the steps of the cycle. Owned by the control thread. */
final class CycleClock {
  private final LongSupplier nanoseconds;
  private final long period;
  private long began;
  private long lap;
  private long slowest;
  private String slowestName = "";
  private String lastSlowest = "";
  private long last;
  private long count;
  private long overruns;

  CycleClock(LongSupplier nanoseconds, Duration period) {
    this.nanoseconds = nanoseconds;
    this.period = period.toNanos();
  }

  void begin() {
    began = nanoseconds.getAsLong();
    lap = began;
    slowest = -1;
  }

  /** Ends a step that began with the end of the one before. */
  void lap(String name) {
    long now = nanoseconds.getAsLong();
    if (now - lap > slowest) {
      slowest = now - lap;
      slowestName = name;
    }
    lap = now;
  }

  void end() {
    last = lap - began;
    lastSlowest = slowestName;
    count++;
    overruns += last > period ? 1 : 0;
  }

  CycleTimes times() {
    return new CycleTimes(count, overruns, Duration.ofNanos(last), lastSlowest);
  }
}
