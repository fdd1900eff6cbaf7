package dev.weir.app;

import dev.weir.time.SystemClock;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** A line on the error stream every two seconds while something long is under way. Owned by the thread that works. */
final class Progress {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final PrintWriter err;
  private final SystemClock wall = new SystemClock();
  private final Instant started = wall.now();
  private Instant next = started.plus(EVERY);

  Progress(PrintWriter err) {
    this.err = err;
  }

  /** Tells whether it is time to say something; the text is made only then. */
  boolean isDue() {
    return !wall.now().isBefore(next);
  }

  /** Says how far the work is. */
  void say(String text) {
    err.println("weir: " + text);
    err.flush();
    next = wall.now().plus(EVERY);
  }

  /** Returns how long the work has taken so far. */
  Duration elapsed() {
    return Duration.between(started, wall.now());
  }
}
