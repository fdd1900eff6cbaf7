package dev.weir.app;

import dev.weir.jobs.JobOrder;
import dev.weir.jobs.JobOutbox;
import dev.weir.jobs.JobRecord;
import dev.weir.jobs.JobState;
import dev.weir.jobs.Jobs;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalRunner;
import dev.weir.time.Deadline;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What a job does to control: a simulated lab is paced at 10 Hz in stretches with and without a
 * child process that keeps every processor busy, in turn. For each cycle it takes how late it began
 * and how long it took.
 */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description =
        "Measures lateness and length of the control cycle with and without a job that keeps all processors busy.")
final class JobsBench implements Callable<Integer> {
  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final int WARM_UP_STEPS = 36_000;
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--stretches",
      paramLabel = "N",
      description = "Stretches of each sort, in turn (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int stretches;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Length of a stretch in s (default: ${DEFAULT-VALUE}).",
      defaultValue = "30")
  private int seconds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Busy threads of the job (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  private int threads;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Optional<Path> json = Optional.empty();

  private final SystemClock wall = new SystemClock();

  /** For picocli. */
  JobsBench() {}

  /** The cycles of one sort of stretch, in ns. */
  private static final class Cycles {
    final List<Long> late = new ArrayList<>();
    final List<Long> lasting = new ArrayList<>();
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("weir-bench");
    DataFolder data = DataFolder.of(folder);
    Cycles alone = new Cycles();
    Cycles beside = new Cycles();
    ReactorFile reactor =
        ReactorFile.read(WeirHome.find(Path.of("config/reactors/simulated.yaml")));
    CampaignFile campaign =
        CampaignFile.read(WeirHome.find(Path.of("config/campaigns/styrene-mma.yaml")));
    Laboratory.Plan plan =
        new Laboratory.Plan(
            reactor,
            campaign.description(),
            1,
            new Laboratory.Bench(1.0, true),
            List.of(),
            VirtualCampaign.START);
    JobsFile jobsFile = new JobsFile(JobsFile.RunsIn.DAEMON, 1, List.of());
    try (Journal journal = Journal.open(data.journal(), WeirEvents.types());
        JournalRunner _ = JournalRunner.start(journal, wall, wall);
        VirtualLab lab = VirtualLab.open(new VirtualLab.Order(plan, campaign, 1, journal, false));
        Jobs jobs = WeirJobs.start(jobsFile, data, new JobOutbox())) {
      warmUp(lab);
      for (int i = 0; i < stretches; i++) {
        pace(lab, alone);
        String job = load(jobs);
        pace(lab, beside);
        jobs.cancel(job, "the measurement");
        await(jobs, job, JobState.CANCELLED);
      }
    }
    report(alone, beside);
    return ExitCode.DONE;
  }

  /**
   * Compiles what a daemon has compiled after its first hour; slower than the journal may write.
   */
  private void warmUp(VirtualLab lab) {
    for (int i = 0; i < WARM_UP_STEPS; i++) {
      lab.step();
      if (i % 100 == 0) {
        wall.waitUntil(wall.now().plusMillis(5));
      }
    }
  }

  private String load(Jobs jobs) {
    TreeMap<String, String> arguments = new TreeMap<>();
    arguments.put("seconds", Integer.toString(Math.min(500, seconds + 120)));
    arguments.put("threads", Integer.toString(threads));
    String id = jobs.request(new JobOrder("processor-load", arguments, "the measurement")).id();
    await(jobs, id, JobState.RUNNING);
    Deadline latest = Deadline.after(wall.now(), LONGEST_START);
    while (progress(jobs, id).isEmpty() && !latest.hasPassed(wall.now())) {
      wall.waitUntil(wall.now().plusMillis(50));
    }
    return id;
  }

  private static String progress(Jobs jobs, String id) {
    JobRecord job = jobs.find(id).orElseThrow();
    return job.attempts().isEmpty() || job.attempts().getLast().total() == 0
        ? ""
        : job.attempts().getLast().progress();
  }

  private void await(Jobs jobs, String id, JobState state) {
    Deadline latest = Deadline.after(wall.now(), LONGEST_START);
    while (jobs.find(id).orElseThrow().state() != state) {
      if (latest.hasPassed(wall.now())) {
        throw new IllegalStateException(id + " is not " + state + " after 30 s");
      }
      wall.waitUntil(wall.now().plusMillis(50));
    }
  }

  private void pace(VirtualLab lab, Cycles cycles) {
    int steps = (int) (Duration.ofSeconds(seconds).toMillis() / PERIOD.toMillis());
    Instant due = wall.now();
    for (int i = 0; i < steps; i++) {
      due = due.plus(PERIOD);
      wall.waitUntil(due);
      Instant began = wall.now();
      lab.step();
      cycles.late.add(Duration.between(due, began).toNanos());
      cycles.lasting.add(Duration.between(began, wall.now()).toNanos());
    }
  }

  private void report(Cycles alone, Cycles beside) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("cycles_each", alone.late.size());
    report.put("busy_threads", threads);
    report.put("processors", Runtime.getRuntime().availableProcessors());
    spec.commandLine()
        .getOut()
        .printf(
            "| %d cycles each, times in ms | p50 | p95 | p99 | p99.9 | worst |%n|---|---|---|---|---|---|%n",
            alone.late.size());
    row(report, "late, alone", "late_alone", alone.late);
    row(report, "late, beside the job", "late_beside", beside.late);
    row(report, "length, alone", "length_alone", alone.lasting);
    row(report, "length, beside the job", "length_beside", beside.lasting);
    json.ifPresent(file -> JsonFile.write(file, report));
  }

  private void row(Map<String, Object> report, String title, String name, List<Long> nanos) {
    double[] sorted = nanos.stream().mapToDouble(value -> value / 1e6).toArray();
    Arrays.sort(sorted);
    double[] shown = {
      at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 0.999), at(sorted, 1.0)
    };
    String[] names = {"p50", "p95", "p99", "p999", "worst"};
    for (int i = 0; i < shown.length; i++) {
      report.put(name + "_" + names[i] + "_ms", shown[i]);
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "| %s | %.3f | %.3f | %.3f | %.3f | %.3f |%n",
            title,
            shown[0],
            shown[1],
            shown[2],
            shown[3],
            shown[4]);
  }

  /** The smallest value that so large a share of all does not exceed. */
  private static double at(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
