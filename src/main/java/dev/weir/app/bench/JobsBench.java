package dev.weir.app.bench;

import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.JobsFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.file.WeirEvents;
import dev.weir.app.job.FinishedJob;
import dev.weir.app.job.WeirJobs;
import dev.weir.app.laboratory.Laboratory;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.app.laboratory.VirtualLab;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonOutput;
import dev.weir.app.terminal.WeirHome;
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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What a job does to control: a simulated lab is paced at 10 Hz in stretches with and without a job
 * in its child process, in turn, so that whatever else the machine does falls on both alike. For
 * each cycle it takes how late it began and how long it took. A job that ends before its stretch is
 * asked for again; how much of the stretches it ran is reported.
 */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = {
      "Measures lateness and length of the control cycle with and without a job beside it.",
      "By default a job that keeps all processors busy."
    })
final class JobsBench implements Callable<Integer> {
  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final int WARM_UP_STEPS = 36_000;

  /** At its niceness a child may starve long on a machine that others keep busy. */
  private static final Duration LONGEST_START = Duration.ofMinutes(5);

  private static final String BUSY = "processor-load";

  /** Learns anew only what it has not learnt with the same seed. */
  private static final String RETRAIN = "retrain";

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
      names = "--kind",
      paramLabel = "KIND",
      description = "Kind of the job beside the control cycle (default: ${DEFAULT-VALUE}).",
      defaultValue = BUSY)
  private String kind = BUSY;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "An argument of the job; may be repeated.")
  private Map<String, String> arguments = new TreeMap<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder that the job works on (default: a new one).")
  private Optional<Path> dataFolder = Optional.empty();

  @Mixin private JsonOutput json = new JsonOutput();

  private final SystemClock wall = new SystemClock();
  private final List<FinishedJob> finished = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger asked = new AtomicInteger();

  /** For picocli. */
  JobsBench() {}

  /** The cycles of one sort of stretch, in ns. */
  private static final class Cycles {
    final List<Long> late = new ArrayList<>();
    final List<Long> lasting = new ArrayList<>();
    final List<Double> lateP99 = new ArrayList<>();
    final List<Double> lastingP99 = new ArrayList<>();
    int withJob;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("weir-bench");
    DataFolder data = DataFolder.of(dataFolder.orElse(folder));
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
    try (Journal journal = Journal.open(folder.resolve("control"), WeirEvents.types());
        JournalRunner _ = JournalRunner.start(journal, wall, wall);
        VirtualLab lab = VirtualLab.open(new VirtualLab.Order(plan, campaign, 1, journal, false));
        Jobs jobs = WeirJobs.start(jobsFile, data, new JobOutbox())) {
      warmUp(lab);
      for (int i = 0; i < stretches; i++) {
        pace(lab, alone, () -> false);
        Load load = new Load(jobs);
        load.begin();
        pace(lab, beside, load::goesOn);
        load.end();
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

  /** The job beside a stretch; looked at once a second, from a thread of its own. */
  private final class Load {
    private final Jobs jobs;
    private final AtomicBoolean runs = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private final Thread keeper = new Thread(this::keep, "keeper");
    private volatile String id = "";

    Load(Jobs jobs) {
      this.jobs = jobs;
    }

    /** Returns once the job is at work. */
    void begin() {
      request();
      Deadline latest = Deadline.after(wall.now(), LONGEST_START);
      while (progress().isEmpty()) {
        if (latest.hasPassed(wall.now())) {
          throw new IllegalStateException(
              "%s is not at work after %d s".formatted(id, LONGEST_START.toSeconds()));
        }
        wall.waitUntil(wall.now().plusMillis(50));
      }
      runs.set(true);
      keeper.start();
    }

    private void request() {
      id = jobs.request(new JobOrder(kind, orderArguments(), "the measurement")).id();
    }

    private SortedMap<String, String> orderArguments() {
      SortedMap<String, String> all = new TreeMap<>(arguments);
      if (kind.equals(BUSY)) {
        all.putIfAbsent("seconds", Integer.toString(Math.min(500, seconds + 120)));
        all.putIfAbsent("threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
      } else if (kind.equals(RETRAIN)) {
        all.putIfAbsent("seed", Integer.toString(asked.incrementAndGet()));
      }
      return all;
    }

    private void keep() {
      while (wanted.get()) {
        JobState state = jobs.find(id).orElseThrow().state();
        runs.set(state == JobState.RUNNING);
        if (state == JobState.FAILED) {
          return;
        }
        if (state.isEnd()) {
          note();
          request();
        }
        wall.waitUntil(wall.now().plusSeconds(1));
      }
    }

    boolean goesOn() {
      return runs.get();
    }

    void end() {
      wanted.set(false);
      try {
        keeper.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      JobRecord last = jobs.find(id).orElseThrow();
      if (last.state() == JobState.FAILED) {
        throw new IllegalStateException(id + " failed: " + last.stateReason());
      }
      if (!last.state().isEnd()) {
        jobs.cancel(id, "the measurement");
      }
      note();
      awaitEnd();
    }

    private void note() {
      FinishedJob.of(jobs.find(id).orElseThrow(), jobs.result(id)).ifPresent(finished::add);
    }

    private void awaitEnd() {
      Deadline latest = Deadline.after(wall.now(), LONGEST_START);
      while (!jobs.find(id).orElseThrow().state().isEnd()) {
        if (latest.hasPassed(wall.now())) {
          throw new IllegalStateException(id + " does not end");
        }
        wall.waitUntil(wall.now().plusMillis(50));
      }
    }

    /** Its first line of progress says that the child is up and working. */
    private String progress() {
      JobRecord job = jobs.find(id).orElseThrow();
      return job.attempts().isEmpty() ? "" : job.attempts().getLast().progress();
    }
  }

  private void pace(VirtualLab lab, Cycles cycles, BooleanSupplier withJob) {
    int steps = (int) (Duration.ofSeconds(seconds).toMillis() / PERIOD.toMillis());
    List<Long> late = new ArrayList<>();
    List<Long> lasting = new ArrayList<>();
    Instant due = wall.now();
    for (int i = 0; i < steps; i++) {
      due = due.plus(PERIOD);
      wall.waitUntil(due);
      Instant began = wall.now();
      lab.step();
      late.add(Duration.between(due, began).toNanos());
      lasting.add(Duration.between(began, wall.now()).toNanos());
      cycles.withJob += withJob.getAsBoolean() ? 1 : 0;
    }
    cycles.late.addAll(late);
    cycles.lasting.addAll(lasting);
    cycles.lateP99.add(at(sorted(late), 0.99));
    cycles.lastingP99.add(at(sorted(lasting), 0.99));
  }

  private void report(Cycles alone, Cycles beside) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("cycles_each", alone.late.size());
    report.put("kind", kind);
    report.put("job_ran_share", beside.withJob / (double) beside.late.size());
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
    spec.commandLine()
        .getOut()
        .printf(
            "%nThe job (%s) ran during %.0f %% of the cycles beside it.%n%n| p99 of each stretch, in ms | least | median | most |%n|---|---|---|---|%n",
            kind, 100.0 * beside.withJob / beside.late.size());
    stretches(report, "late, alone", "late_alone", alone.lateP99);
    stretches(report, "late, beside the job", "late_beside", beside.lateP99);
    stretches(report, "length, alone", "length_alone", alone.lastingP99);
    stretches(report, "length, beside the job", "length_beside", beside.lastingP99);
    if (!finished.isEmpty()) {
      spec.commandLine()
          .getOut()
          .printf("%n| job that came to its end | wall s | processor s |%n|---|---|---|%n");
      finished.forEach(job -> spec.commandLine().getOut().println(job.line()));
      report.put("finished_jobs", finished);
    }
    json.write(() -> report);
  }

  private void row(Map<String, Object> report, String title, String name, List<Long> nanos) {
    double[] sorted = sorted(nanos);
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

  private void stretches(Map<String, Object> report, String title, String name, List<Double> p99) {
    double[] sorted = p99.stream().mapToDouble(value -> value).sorted().toArray();
    report.put(name + "_stretch_p99_ms", p99);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "| %s | %.3f | %.3f | %.3f |%n",
            title,
            sorted[0],
            at(sorted, 0.5),
            sorted[sorted.length - 1]);
  }

  /** In ms. */
  private static double[] sorted(List<Long> nanos) {
    double[] sorted = nanos.stream().mapToDouble(value -> value / 1e6).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The smallest value that so large a share of all does not exceed. */
  private static double at(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
