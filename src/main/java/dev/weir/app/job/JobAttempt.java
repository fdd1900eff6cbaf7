package dev.weir.app.job;

import dev.weir.jobs.AttemptProcess;
import java.nio.file.Path;

/** The child process of one attempt at a job; started by the program itself, not by people. */
public final class JobAttempt {
  private JobAttempt() {}

  /**
   * Does the work of one attempt and ends the process with its exit code.
   *
   * @param arguments one: the folder of the attempt, with its order
   */
  public static void main(String[] arguments) {
    System.exit(AttemptProcess.run(WeirJobs.kinds(), Path.of(arguments[0])));
  }
}
