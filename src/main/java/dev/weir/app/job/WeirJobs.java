package dev.weir.app.job;

import dev.weir.app.file.JobsFile;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.WeirHome;
import dev.weir.jobs.Bounds;
import dev.weir.jobs.ChildProgram;
import dev.weir.jobs.JobKind;
import dev.weir.jobs.JobKinds;
import dev.weir.jobs.JobOutbox;
import dev.weir.jobs.Jobs;
import dev.weir.jobs.RetryPolicy;
import dev.weir.materials.generate.FormulaJob;
import dev.weir.time.SystemClock;
import java.time.Duration;
import java.util.List;

/**
 * Every kind of background job that this program can do, and how its child processes are started:
 * the one place that names them. A room adds a kind by one line in {@link #kinds()}.
 */
public final class WeirJobs {
  /** How much the system prefers the daemon to its jobs, from 0 to 19. */
  private static final int NICENESS = 15;

  private static final RetryPolicy THRICE =
      new RetryPolicy(3, Duration.ofMinutes(1), 5.0, Duration.ofHours(1));
  private static final RetryPolicy ONCE =
      new RetryPolicy(1, Duration.ofSeconds(1), 1.0, Duration.ofSeconds(1));

  private static final JobKinds KINDS =
      JobKinds.of(
          List.of(
              new JobKind(
                  "records-verify",
                  "Builds the records anew from the journal and compares them with the present ones.",
                  RecordsVerification::perform,
                  new Bounds(256, 1, Duration.ofHours(4), Duration.ofMinutes(10)),
                  THRICE),
              new JobKind(
                  "retrain",
                  "Learns all accepted runs and the tables in lab-runs (arguments: learner, seed); the gate decides what goes live.",
                  RetrainJob::perform,
                  new Bounds(512, 1, Duration.ofHours(2), Duration.ofMinutes(30)),
                  THRICE),
              new JobKind(
                  "structure-predict",
                  "Predicts the crystal structures of a file of formulas from known structures.",
                  StructureJob::perform,
                  new Bounds(2048, 2, Duration.ofHours(24), Duration.ofMinutes(15)),
                  THRICE),
              new JobKind(
                  "formulas",
                  "Generates formulas with a wanted formation energy; trains first if the data changed.",
                  FormulaJob::perform,
                  new Bounds(2048, 1, Duration.ofHours(12), Duration.ofMinutes(30)),
                  THRICE),
              new JobKind(
                  "processor-load",
                  "Keeps processors busy for a while, to measure what that does to control.",
                  ProcessorLoad::perform,
                  new Bounds(64, 2, Duration.ofMinutes(10), Duration.ofMinutes(1)),
                  ONCE)));

  private WeirJobs() {}

  /** Returns the kinds. */
  public static JobKinds kinds() {
    return KINDS;
  }

  /**
   * Takes the jobs of a data folder over and works on them; close it before the journal.
   *
   * @param file the file of the jobs
   * @param outbox takes events for the journal; whoever writes to the journal drains it
   * @throws dev.weir.jobs.JobsException when another program runs the jobs of this folder
   */
  public static Jobs start(JobsFile file, DataFolder data, JobOutbox outbox) {
    return Jobs.start(surroundings(file, data, outbox));
  }

  public static Jobs.Surroundings surroundings(JobsFile file, DataFolder data, JobOutbox outbox) {
    return new Jobs.Surroundings(
        file.settings(data), kinds(), childProgram(), new SystemClock(), outbox);
  }

  /** Returns how a child is started: as this program is, from {@link JobAttempt}. */
  static ChildProgram childProgram() {
    return ChildProgram.likeThisOne(
        List.of("-Dweir.home=" + WeirHome.folder().toAbsolutePath().normalize()),
        JobAttempt.class.getName(),
        List.of(),
        NICENESS);
  }
}
