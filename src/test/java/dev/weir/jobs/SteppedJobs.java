package dev.weir.jobs;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.weir.time.PlantClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Jobs whose scheduler is stepped by hand on a clock that stands still, or that goes ahead by a
 * fixed step at each look.
 */
final class SteppedJobs implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final Path folder;
  private final List<Recurrence> calendar;
  private final JobKinds kinds;
  private final Clock clock = new Clock();
  private final JobOutbox outbox = new JobOutbox();
  private Jobs jobs;
  private ManualScheduler scheduler;

  private static final class Clock extends SettableClock implements PlantClock {
    private Duration perLook = Duration.ZERO;
    private BooleanSupplier when = () -> true;

    Clock() {
      set(START);
    }

    @Override
    public synchronized Instant now() {
      if (perLook.isPositive() && when.getAsBoolean()) {
        tick(perLook);
      }
      return super.now();
    }
  }

  SteppedJobs(Path folder, JobKinds kinds, Recurrence... calendar) {
    this.folder = folder;
    this.calendar = List.of(calendar);
    this.kinds = kinds;
    this.jobs = open();
    this.scheduler = (ManualScheduler) jobs.scheduler();
    settle();
  }

  private Jobs open() {
    return Jobs.open(
            new Jobs.Surroundings(
                new JobSettings(folder.resolve("jobs"), folder, 1, calendar),
                kinds,
                TestChild.program(),
                clock,
                outbox),
            (source, tasks, lines) ->
                TestHelper.createManualScheduler(source, tasks)
                    .clock(clock)
                    .startTasks(lines)
                    .alwaysPersistTimestampInUTC()
                    .build())
        .orElseThrow();
  }

  private void settle() {
    jobs.settle();
    scheduler.start();
  }

  /** Lets the present owner go and takes the jobs over as another program would. */
  void reopen() {
    jobs.close();
    jobs = open();
    scheduler = (ManualScheduler) jobs.scheduler();
    settle();
  }

  Jobs jobs() {
    return jobs;
  }

  JobRecord request(String kind, String... arguments) {
    java.util.TreeMap<String, String> map = new java.util.TreeMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      map.put(arguments[i], arguments[i + 1]);
    }
    return jobs.request(new JobOrder(kind, map, "a tester"));
  }

  /** Runs what is due now; returns when it has ended. */
  void runDue() {
    scheduler.runAnyDueExecutions();
  }

  void advance(Duration step) {
    clock.tick(step);
  }

  /** Once a file is there, each look at the clock finds it so much later. */
  void advanceAtEachLook(Duration step, Path once) {
    clock.when = () -> Files.exists(once);
    clock.perLook = step;
  }

  Instant now() {
    return clock.now();
  }

  JobRecord find(String id) {
    return jobs.find(id).orElseThrow();
  }

  List<JobEvent> events() {
    List<JobEvent> events = new ArrayList<>();
    outbox.drain(Integer.MAX_VALUE, (at, event) -> events.add(event));
    return events;
  }

  @Override
  public void close() {
    jobs.close();
  }
}
