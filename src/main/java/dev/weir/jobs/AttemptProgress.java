package dev.weir.jobs;

import dev.weir.time.PlantClock;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/**
 * Where work says how far it is; what it says is its heartbeat as well, so work that hangs falls
 * silent. Lines closer together than half a second are left out, so it may be told at every step.
 * Any thread.
 */
public final class AttemptProgress {
  private static final Duration CLOSEST = Duration.ofMillis(500);

  private final PrintStream out;
  private final PlantClock clock;
  private Instant last = Instant.MIN;

  /** Creates one that writes its lines there. */
  public AttemptProgress(PrintStream out, PlantClock clock) {
    this.out = out;
    this.clock = clock;
  }

  /**
   * Says how far the work is.
   *
   * @param done how much is done, in the work's own unit, from 0
   * @param total of how much; 0 when not known
   * @param text what it does, in one line
   */
  public synchronized void tell(long done, long total, String text) {
    Instant now = clock.now();
    if (last.equals(Instant.MIN) || Duration.between(last, now).compareTo(CLOSEST) >= 0) {
      last = now;
      out.println(ChildLine.write(new ChildLine.Progress(done, total, text)));
      out.flush();
    }
  }
}
