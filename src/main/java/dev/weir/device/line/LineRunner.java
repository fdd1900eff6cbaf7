package dev.weir.device.line;

import dev.weir.time.PlantClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Drives one line on a platform thread of its own, until it is closed. While nothing is to be done
 * it pauses: first briefly, because a reply to the last request may be on its way, then for about a
 * millisecond.
 */
public final class LineRunner implements AutoCloseable {
  /** Pause between two looks right after something was done. */
  static final Duration SHORT_PAUSE = Duration.ofNanos(50_000);

  /** Pause between two looks on an idle line. */
  static final Duration LONG_PAUSE = Duration.ofMillis(1);

  /** Looks with the short pause before the long one is taken. */
  static final int SHORT_PAUSES = 40;

  /** Longest wait for the thread to end. */
  private static final Duration END_AT_MOST = Duration.ofSeconds(10);

  private final Line line;
  private final PlantClock clock;
  private final Consumer<Duration> pause;
  private final BiConsumer<LineName, Throwable> broken;
  private final AtomicBoolean wanted = new AtomicBoolean(true);
  private final Thread thread;

  /**
   * Makes a runner; {@link #start} starts it.
   *
   * @param line the line, from now on owned by the runner's thread
   * @param clock the plant's clock
   * @param pause parks the calling thread for about the given time
   * @param broken is told, on the runner's thread, that the line failed by a fault of the program
   *     and is closed: its devices are no longer looked after
   */
  public LineRunner(
      Line line,
      PlantClock clock,
      Consumer<Duration> pause,
      BiConsumer<LineName, Throwable> broken) {
    this.line = line;
    this.clock = clock;
    this.pause = pause;
    this.broken = broken;
    this.thread = Thread.ofPlatform().name("line-" + line.name()).daemon(true).unstarted(this::run);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      drive();
    } catch (RuntimeException | Error e) {
      broken.accept(line.name(), e);
    } finally {
      line.close();
    }
  }

  private void drive() {
    int idle = 0;
    while (wanted.get()) {
      Instant now = clock.now();
      if (line.doWork(now) > 0) {
        idle = 0;
      } else {
        idle = Math.min(idle + 1, SHORT_PAUSES + 1);
        pause.accept(idle <= SHORT_PAUSES ? SHORT_PAUSE : LONG_PAUSE);
      }
    }
  }

  /** Tells whether the thread is still driving the line. */
  public boolean isRunning() {
    return thread.isAlive();
  }

  /**
   * Ends the thread after the work under way and closes the line. Safe states are not waited for:
   * ask for them before.
   *
   * @throws IllegalStateException when the thread does not end
   */
  @Override
  public void close() {
    wanted.set(false);
    if (thread.getState() == Thread.State.NEW) {
      line.close();
      return;
    }
    try {
      if (!thread.join(END_AT_MOST)) {
        throw new IllegalStateException(
            "the thread of line '%s' does not end".formatted(line.name()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
