package dev.weir.app.job;

import dev.weir.app.file.JobsFile;
import dev.weir.app.terminal.DataFolder;
import dev.weir.jobs.JobDesk;
import dev.weir.jobs.JobMailbox;
import dev.weir.jobs.JobOutbox;
import dev.weir.jobs.Jobs;
import dev.weir.jobs.JobsException;
import dev.weir.records.Records;
import dev.weir.time.Deadline;
import dev.weir.time.SystemClock;
import java.time.Duration;
import java.util.Optional;

/**
 * The background jobs of a running daemon: its own, in child processes, or those of a worker beside
 * it that is asked through its mailbox.
 */
public final class DaemonJobs implements AutoCloseable {
  /** A command that looks at jobs owns them for a moment; the daemon waits for its end. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

  private final JobDesk desk;
  private final Optional<Jobs> own;
  private final AfterRunsWatch watch;

  private DaemonJobs(JobDesk desk, Optional<Jobs> own, AfterRunsWatch watch) {
    this.desk = desk;
    this.own = own;
    this.watch = watch;
  }

  /**
   * Starts working on jobs, or finds the way to the worker, as the file says.
   *
   * @param outbox takes the events of the daemon's own jobs
   * @param records tell how many runs were accepted
   * @throws JobsException when another program runs the jobs of this folder
   */
  public static DaemonJobs start(
      JobsFile file, DataFolder data, JobOutbox outbox, Records records, SystemClock wall) {
    Optional<Jobs> own =
        switch (file.runsIn()) {
          case DAEMON -> Optional.of(take(file, data, outbox, wall));
          case WORKER -> Optional.empty();
        };
    JobDesk desk =
        own.<JobDesk>map(jobs -> jobs)
            .orElseGet(() -> JobMailbox.client(data.jobs(), WeirJobs.kinds(), wall));
    return new DaemonJobs(
        desk, own, AfterRunsWatch.start(file.afterRuns(), desk, records::acceptedRuns, wall));
  }

  private static Jobs take(JobsFile file, DataFolder data, JobOutbox outbox, SystemClock wall) {
    Deadline patience = Deadline.after(wall.now(), PATIENCE);
    Optional<Jobs> jobs = Jobs.startIfFree(WeirJobs.surroundings(file, data, outbox));
    while (jobs.isEmpty() && !patience.hasPassed(wall.now())) {
      wall.waitUntil(wall.now().plus(BETWEEN_TRIES));
      jobs = Jobs.startIfFree(WeirJobs.surroundings(file, data, outbox));
    }
    return jobs.orElseThrow(
        () ->
            new JobsException(
                data.jobs()
                    + ": another program runs these jobs; for a worker beside the daemon its jobs"
                    + " file must say 'runs_in: worker'"));
  }

  /** Returns where jobs are asked for. */
  public JobDesk desk() {
    return desk;
  }

  /** Breaks running attempts off; they begin anew later. */
  @Override
  public void close() {
    watch.close();
    own.ifPresent(Jobs::close);
  }
}
