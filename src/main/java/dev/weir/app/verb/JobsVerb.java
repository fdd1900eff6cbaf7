package dev.weir.app.verb;

import dev.weir.app.file.JobsFile;
import dev.weir.app.job.JobReport;
import dev.weir.app.job.WeirJobs;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonOutput;
import dev.weir.jobs.JobDesk;
import dev.weir.jobs.JobKind;
import dev.weir.jobs.JobMailbox;
import dev.weir.jobs.JobOrder;
import dev.weir.jobs.JobOutbox;
import dev.weir.jobs.JobRecord;
import dev.weir.jobs.JobRecord.AttemptRecord;
import dev.weir.jobs.Jobs;
import dev.weir.jobs.JobsException;
import dev.weir.jobs.RefusedJobException;
import dev.weir.time.SystemClock;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code weir jobs}: looks at background jobs, asks for them and calls them off, whether or not a
 * daemon or a worker runs.
 */
@Command(
    name = "jobs",
    description = {
      "Lists, starts, shows or cancels background jobs.",
      "A daemon or a worker on the same data folder does them; without one they wait."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.FAULT,
    subcommands = {
      JobsVerb.ListJobs.class,
      JobsVerb.Start.class,
      JobsVerb.Cancel.class,
      JobsVerb.Show.class,
      JobsVerb.Kinds.class
    })
public final class JobsVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** For picocli. */
  JobsVerb() {}

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name what to do: list, start, cancel, show or kinds");
  }

  /** What one subcommand asks of the jobs. */
  @FunctionalInterface
  private interface Question {
    void ask(JobDesk desk);
  }

  private static int ask(DataFolder data, PrintWriter err, Question question) {
    if (!Files.isDirectory(data.folder())) {
      throw new BadDataException(data.folder() + ": there is no data folder here");
    }
    JobsFile file = new JobsFile(JobsFile.RunsIn.DAEMON, 1, java.util.List.of());
    try {
      Optional<Jobs> free = Jobs.atRest(WeirJobs.surroundings(file, data, new JobOutbox()));
      if (free.isPresent()) {
        try (Jobs jobs = free.get()) {
          question.ask(jobs);
        }
      } else {
        question.ask(JobMailbox.client(data.jobs(), WeirJobs.kinds(), new SystemClock()));
      }
      return ExitCode.DONE;
    } catch (RefusedJobException e) {
      err.println("weir: " + e.getMessage());
      return ExitCode.BAD_DATA;
    } catch (JobsException e) {
      err.println("weir: " + e.getMessage());
      return ExitCode.FAULT;
    }
  }

  private static String asker() {
    return System.getProperty("user.name", "command line");
  }

  private static String line(JobRecord job) {
    String progress = job.attempts().isEmpty() ? "" : progress(job.attempts().getLast());
    return "%-24s %-9s %s  %s%s"
        .formatted(
            job.id(),
            job.state(),
            job.stateSince().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
            job.state().isEnd() ? "" : progress,
            job.stateReason())
        .stripTrailing();
  }

  private static String progress(AttemptRecord attempt) {
    return attempt.endedAt().isPresent()
        ? ""
        : attempt.total() > 0
            ? "%d of %d %s ".formatted(attempt.done(), attempt.total(), attempt.progress())
            : attempt.progress() + " ";
  }

  /** {@code weir jobs list}. */
  @Command(
      name = "list",
      description = "Lists the latest jobs, newest first.",
      mixinStandardHelpOptions = true)
  static final class ListJobs implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataFolder data = new DataFolder();

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "20",
        description = "at most so many (default: ${DEFAULT-VALUE})")
    private int limit;

    @Mixin private JsonOutput json = new JsonOutput();

    @Override
    public Integer call() {
      CommandLine line = spec.commandLine();
      if (limit < 1 || limit > 1000) {
        throw new CommandLine.ParameterException(
            line, "--limit must be from 1 to 1000, was " + limit);
      }
      return ask(
          data,
          line.getErr(),
          desk -> {
            java.util.List<JobRecord> jobs = desk.list(limit);
            json.write(() -> jobs.stream().map(JobReport::of).toList());
            jobs.forEach(job -> line.getOut().println(JobsVerb.line(job)));
          });
    }
  }

  /** {@code weir jobs start}. */
  @Command(
      name = "start",
      description = "Asks for a job and prints its id.",
      mixinStandardHelpOptions = true)
  static final class Start implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataFolder data = new DataFolder();

    @Parameters(paramLabel = "KIND", description = "Its kind; 'weir jobs kinds' lists them.")
    private String kind = "";

    @Option(
        names = "--set",
        paramLabel = "NAME=VALUE",
        description = "An argument of the job; may be repeated.")
    private Map<String, String> arguments = new TreeMap<>();

    @Override
    public Integer call() {
      CommandLine line = spec.commandLine();
      return ask(
          data,
          line.getErr(),
          desk ->
              line.getOut()
                  .println(
                      desk.request(new JobOrder(kind, new TreeMap<>(arguments), asker())).id()));
    }
  }

  /** {@code weir jobs cancel}. */
  @Command(name = "cancel", description = "Calls a job off.", mixinStandardHelpOptions = true)
  static final class Cancel implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataFolder data = new DataFolder();

    @Parameters(paramLabel = "JOB", description = "Its id, as in records-verify-17.")
    private String id = "";

    @Override
    public Integer call() {
      CommandLine line = spec.commandLine();
      return ask(
          data,
          line.getErr(),
          desk -> line.getOut().println(JobsVerb.line(desk.cancel(id, asker()))));
    }
  }

  /** {@code weir jobs show}. */
  @Command(
      name = "show",
      description = "Shows a job with its attempts and its result.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataFolder data = new DataFolder();

    @Parameters(paramLabel = "JOB", description = "Its id, as in records-verify-17.")
    private String id = "";

    @Mixin private JsonOutput json = new JsonOutput();

    @Override
    public Integer call() {
      CommandLine line = spec.commandLine();
      return ask(data, line.getErr(), desk -> show(desk, line.getOut()));
    }

    private void show(JobDesk desk, PrintWriter out) {
      JobRecord job =
          desk.find(id).orElseThrow(() -> new RefusedJobException("there is no job '" + id + "'"));
      json.write(() -> JobReport.of(job));
      out.println(JobsVerb.line(job));
      out.printf(
          "asked by %s at %s, arguments %s%n", job.askedBy(), job.askedAt(), job.arguments());
      job.nextAt().ifPresent(at -> out.println("next attempt at " + at));
      for (AttemptRecord attempt : job.attempts()) {
        out.printf(
            "attempt %d: from %s to %s: %s %s%s%n",
            attempt.number(),
            attempt.startedAt(),
            attempt.endedAt().map(Object::toString).orElse("now"),
            attempt.ending().map(Object::toString).orElse("RUNNING"),
            progress(attempt),
            attempt.reason());
      }
      desk.result(id).ifPresent(out::print);
    }
  }

  /** {@code weir jobs kinds}. */
  @Command(
      name = "kinds",
      description = "Lists the kinds of jobs with their bounds.",
      mixinStandardHelpOptions = true)
  static final class Kinds implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      for (JobKind kind : WeirJobs.kinds().all()) {
        spec.commandLine()
            .getOut()
            .printf(
                "%-20s heap %d MiB, at most %d min, silent at most %d s, %d attempts: %s%n",
                kind.name(),
                kind.bounds().heapMebibytes(),
                kind.bounds().timeLimit().toMinutes(),
                kind.bounds().longestSilence().toSeconds(),
                kind.retry().attempts(),
                kind.description());
      }
      return ExitCode.DONE;
    }
  }
}
