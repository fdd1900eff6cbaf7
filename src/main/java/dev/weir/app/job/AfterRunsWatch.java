package dev.weir.app.job;

import dev.weir.app.file.AfterRuns;
import dev.weir.jobs.JobDesk;
import dev.weir.jobs.JobOrder;
import dev.weir.jobs.JobRecord;
import dev.weir.jobs.JobsException;
import dev.weir.jobs.RefusedJobException;
import dev.weir.records.RecordsException;
import dev.weir.time.SystemClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that asks for the jobs that follow accepted runs. It may wait for disks, so it is far
 * from the control thread. When it cannot ask, it says so once and tries again.
 */
final class AfterRunsWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AfterRunsWatch.class);
  private static final Duration REST = Duration.ofSeconds(2);
  private static final Duration LONGEST_END = Duration.ofSeconds(15);

  /** More than one data folder keeps. */
  private static final int JOBS_LOOKED_AT = 1_000;

  private final List<AfterRuns> lines;
  private final JobDesk desk;
  private final LongSupplier acceptedRuns;
  private final SystemClock wall;
  private final Thread thread;
  private long seen = -1;
  private Optional<String> lastFailure = Optional.empty();

  private AfterRunsWatch(
      List<AfterRuns> lines, JobDesk desk, LongSupplier acceptedRuns, SystemClock wall) {
    this.lines = lines;
    this.desk = desk;
    this.acceptedRuns = acceptedRuns;
    this.wall = wall;
    this.thread = Thread.ofPlatform().name("jobs-after-runs").daemon().unstarted(this::run);
  }

  /**
   * Starts the thread; without lines it has nothing to do and ends at once.
   *
   * @param acceptedRuns counts the accepted runs of the data folder; called from this thread
   */
  static AfterRunsWatch start(
      List<AfterRuns> lines, JobDesk desk, LongSupplier acceptedRuns, SystemClock wall) {
    AfterRunsWatch watch = new AfterRunsWatch(lines, desk, acceptedRuns, wall);
    watch.thread.start();
    return watch;
  }

  private void run() {
    while (!lines.isEmpty() && !Thread.currentThread().isInterrupted()) {
      try {
        look();
        lastFailure = Optional.empty();
      } catch (JobsException | RefusedJobException | RecordsException e) {
        tellOnce(String.valueOf(e.getMessage()));
      }
      wall.waitUntil(wall.now().plus(REST));
    }
  }

  /** Asks the desk only when a run was accepted since the last look. */
  private void look() {
    long accepted = acceptedRuns.getAsLong();
    if (accepted == seen) {
      return;
    }
    List<JobRecord> jobs = desk.list(JOBS_LOOKED_AT);
    boolean waits = false;
    for (AfterRuns line : lines) {
      Optional<JobOrder> order = line.due(accepted, jobs);
      order.ifPresent(desk::request);
      waits |= line.isUnderWay(jobs);
    }
    // A line whose last job is under way is looked at again, though no run is new.
    seen = waits ? -1 : accepted;
  }

  private void tellOnce(String failure) {
    if (!lastFailure.equals(Optional.of(failure))) {
      lastFailure = Optional.of(failure);
      LOG.warn("no job follows the accepted runs at present: {}", failure);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
