package dev.weir.app.laboratory;

import dev.weir.device.line.Line;
import dev.weir.time.SystemClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A virtual lab whose steps follow the wall's clock at a settable speed. Owned by the thread that
 * runs it.
 */
public final class PacedLab implements RunningLab {
  private static final long STEP_NANOS = 100_000_000L;

  /** How often the page sees a new snapshot. */
  private static final Duration PUBLISH_EVERY = Duration.ofMillis(100);

  /** When the machine was away for longer than this, the lost time is not made up. */
  private static final Duration MOST_BEHIND = Duration.ofSeconds(1);

  private final VirtualLab lab;
  private final double speed;
  private final SystemClock wall;

  /**
   * Paces a lab.
   *
   * @param lab the virtual lab
   * @param speed plant seconds per wall second
   */
  public PacedLab(VirtualLab lab, double speed, SystemClock wall) {
    this.lab = lab;
    this.speed = speed;
    this.wall = wall;
  }

  @Override
  public Laboratory laboratory() {
    return lab.laboratory();
  }

  @Override
  public List<Line> lines() {
    return lab.lines();
  }

  @Override
  public void run(BooleanSupplier goOn) {
    Duration pace = Duration.ofNanos(Math.round(STEP_NANOS / speed));
    Instant due = wall.now();
    Instant publish = due;
    while (goOn.getAsBoolean()) {
      Instant now = lab.step();
      Instant present = wall.now();
      if (!present.isBefore(publish)) {
        lab.laboratory().publish(now);
        publish = present.plus(PUBLISH_EVERY);
      }
      due = due.plus(pace);
      if (Duration.between(due, present).compareTo(MOST_BEHIND) > 0) {
        due = present;
      }
      wall.waitUntil(due);
    }
    lab.end("the daemon was asked to end");
  }

  @Override
  public Instant now() {
    return lab.now();
  }

  @Override
  public void close() {
    lab.close();
  }
}
