package dev.weir.app;

import dev.weir.jobs.AttemptProcess;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The child process of one attempt at a job; started by the program itself, not by people. */
@Command(
    name = "job-attempt",
    hidden = true,
    description = "Does the work of one attempt at a job; the program starts it itself.")
final class JobAttemptVerb implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "Folder of the attempt, with its order.")
  private Path folder = Path.of("");

  /** For picocli. */
  JobAttemptVerb() {}

  @Override
  public Integer call() {
    return AttemptProcess.run(WeirJobs.kinds(), folder);
  }
}
