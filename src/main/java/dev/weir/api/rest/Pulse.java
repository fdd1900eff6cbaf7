package dev.weir.api.rest;

import dev.weir.api.ControlRoom;
import dev.weir.campaign.LabSnapshot;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The one timer of the interface: looks at the snapshot ten times a second of wall time for the
 * trends, and once a second sends it to the listeners, judges whether the control cycle advances,
 * and lets failed log-ins be forgotten.
 *
 * <p>A snapshot of a cycle that was sent already is not sent again: to a listener, silence means
 * that control stands still.
 */
@Context
final class Pulse {
  /** Looks per second of wall time. */
  static final int LOOKS_PER_SECOND = 10;

  /**
   * After so many seconds of wall time without a control cycle the daemon does not count as alive.
   */
  static final int DEAD_AFTER_SECONDS = 5;

  /** Seconds of wall time between two signs of life on a stream that has nothing to say. */
  static final int KEEP_ALIVE_SECONDS = 15;

  private final ControlRoom room;
  private final StatusStream stream;
  private final Backoff backoff;
  private final TrendMemory trends = new TrendMemory();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("api-pulse").daemon().factory());
  private long looks;
  private long lastCount = -1;
  private int quietSeconds;
  private int standstill;
  private volatile int standstillSeconds;

  /**
   * Done only when a look failed or the timer was stopped; then nobody watches the control cycle
   * any more.
   */
  private volatile Future<?> watch = CompletableFuture.completedFuture("not started");

  Pulse(ControlRoom room, StatusStream stream, Backoff backoff) {
    this.room = room;
    this.stream = stream;
    this.backoff = backoff;
  }

  @PostConstruct
  void start() {
    watch =
        timer.scheduleAtFixedRate(this::look, 0, 1_000 / LOOKS_PER_SECOND, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    watch.cancel(false);
    timer.shutdownNow();
    stream.close();
  }

  /** Does what is due. Called by the timer alone. */
  void look() {
    LabSnapshot snapshot = room.snapshot().get();
    trends.sample(snapshot);
    if (looks++ % LOOKS_PER_SECOND == 0) {
      second(snapshot);
    }
  }

  private void second(LabSnapshot snapshot) {
    backoff.secondPassed();
    long count = snapshot.reactor().cycle().count();
    if (count != lastCount) {
      lastCount = count;
      standstill = 0;
      standstillSeconds = 0;
      quietSeconds = 0;
      stream.publish(snapshot);
      return;
    }
    standstill++;
    standstillSeconds = standstill;
    quietSeconds++;
    if (quietSeconds >= KEEP_ALIVE_SECONDS) {
      quietSeconds = 0;
      stream.keepAlive();
    }
  }

  /**
   * Returns for how many seconds of wall time the control cycle has stood still; 0 when it
   * advances.
   */
  int standstillSeconds() {
    return standstillSeconds;
  }

  /** Tells whether the control cycle advances, as far as the last look can tell. */
  boolean isAlive() {
    return standstillSeconds < DEAD_AFTER_SECONDS && !watch.isDone();
  }

  TrendMemory trends() {
    return trends;
  }
}
