package dev.weir.simulator.serve;

import dev.weir.app.extension.VirtualBench;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Steps a virtual bench with the wall's clock and carries its lines to other processes. One thread
 * runs it.
 */
public final class RealTimeServer {
  /** How often the lines are looked at: shorter than any device's latency matters. */
  private static final Duration PERIOD = Duration.ofMillis(5);

  private static final long LONGEST_END_SECONDS = 2;

  private final VirtualBench bench;
  private final List<Relay> relays;
  private final SystemClock clock;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** A server of a bench that was made at the clock's present. */
  public RealTimeServer(VirtualBench bench, List<Relay> relays, SystemClock clock) {
    this.bench = bench;
    this.relays = List.copyOf(relays);
    this.clock = clock;
  }

  /**
   * Serves until told to end, then closes every line.
   *
   * @param goOn asked before every step; the thread's interruption ends it as well
   * @throws IOException when a line cannot be served any longer
   */
  public void serve(BooleanSupplier goOn) throws IOException {
    try {
      while (goOn.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
        for (Relay relay : relays) {
          relay.exchange();
        }
        bench.step(clock.now());
        clock.waitUntil(clock.now().plus(PERIOD));
      }
    } finally {
      relays.forEach(Relay::close);
      ended.countDown();
    }
  }

  /** Waits until {@link #serve} has ended, at most two seconds; tells whether it has. */
  public boolean awaitEnd() {
    try {
      return ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
