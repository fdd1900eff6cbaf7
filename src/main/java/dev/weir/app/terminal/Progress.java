package dev.weir.app.terminal;

import dev.weir.time.PlantClock;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Lines on standard error that say how far long work has got; work shorter than two seconds says
 * nothing. One thread.
 */
public final class Progress {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final PrintWriter err;
  private final PlantClock clock;
  private Instant last;

  public Progress(PrintWriter err, PlantClock clock) {
    this.err = err;
    this.clock = clock;
    this.last = clock.now();
  }

  /** Writes the line, unless the last one is younger than two seconds. */
  public void tell(Supplier<String> line) {
    Instant now = clock.now();
    if (Duration.between(last, now).compareTo(INTERVAL) >= 0) {
      last = now;
      err.println(line.get());
      err.flush();
    }
  }
}
