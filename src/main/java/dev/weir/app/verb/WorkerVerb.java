package dev.weir.app.verb;

import dev.weir.app.file.JobsFile;
import dev.weir.app.job.WeirJobs;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.jobs.JobOutbox;
import dev.weir.jobs.Jobs;
import dev.weir.jobs.JobsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Works on the background jobs of a data folder, beside or without a daemon. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    description = {
      "Works on the background jobs of a data folder until Ctrl-C.",
      "Beside a daemon, its jobs file must say 'runs_in: worker'."
    })
public final class WorkerVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataFolder data = new DataFolder();

  @Option(
      names = "--jobs",
      paramLabel = "FILE",
      defaultValue = "config/jobs.yaml",
      description = "File of the background jobs (default: ${DEFAULT-VALUE}).")
  private Path file = JobsFile.DEFAULT;

  /** For picocli. */
  WorkerVerb() {}

  @Override
  public Integer call() {
    JobsFile jobsFile = JobsFile.read(file, WeirJobs.kinds());
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread end =
        new Thread(
            () -> {
              asked.countDown();
              await(ended);
            },
            "end");
    try (Jobs _ = WeirJobs.start(jobsFile, data, new JobOutbox())) {
      Runtime.getRuntime().addShutdownHook(end);
      spec.commandLine()
          .getOut()
          .printf(
              "weir: works on the jobs in %s; Ctrl-C ends, running attempts begin anew later%n",
              data.jobs());
      spec.commandLine().getOut().flush();
      await(asked);
    } catch (JobsException e) {
      spec.commandLine().getErr().println("weir: " + e.getMessage());
      return ExitCode.FAULT;
    } finally {
      ended.countDown();
    }
    return ExitCode.DONE;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
