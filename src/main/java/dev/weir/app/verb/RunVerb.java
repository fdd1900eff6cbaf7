package dev.weir.app.verb;

import dev.weir.api.AccessToken;
import dev.weir.api.ApiServer;
import dev.weir.api.ApiSettings;
import dev.weir.api.ControlRoom;
import dev.weir.api.RecordsArchive;
import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.JobsFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.file.WeirEvents;
import dev.weir.app.job.DaemonJobs;
import dev.weir.app.job.WeirJobs;
import dev.weir.app.laboratory.BenchLab;
import dev.weir.app.laboratory.CaptureFolder;
import dev.weir.app.laboratory.History;
import dev.weir.app.laboratory.Laboratory;
import dev.weir.app.laboratory.PacedLab;
import dev.weir.app.laboratory.Preflight;
import dev.weir.app.laboratory.RunningLab;
import dev.weir.app.laboratory.VirtualLab;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.page.CampaignSection;
import dev.weir.app.page.DevicesSection;
import dev.weir.app.page.WeirSections;
import dev.weir.app.terminal.ConfigurationException;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.WeirHome;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.journal.JournalSettings;
import dev.weir.records.Records;
import dev.weir.records.RecordsRunner;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The daemon: runs a reactor and a campaign, and serves the status page. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a reactor and a campaign and serves the status page; without options the simulated reactor and the example campaign.",
      "Ctrl-C makes the reactor safe and ends."
    })
public final class RunVerb implements Callable<Integer> {
  /** How long Ctrl-C waits for the reactor to be safe: the daemon itself gives up after 30 s. */
  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  /** Job events that are still journalled after the last cycle. */
  private static final int MOST_LAST_WORDS = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataFolder data = new DataFolder();

  @Option(
      names = "--reactor",
      paramLabel = "FILE",
      description = "Reactor file (default: ${DEFAULT-VALUE}).",
      defaultValue = "config/reactors/simulated.yaml")
  private Path reactor = Path.of("");

  @Option(
      names = "--campaign",
      paramLabel = "FILE",
      description = "Campaign file (default: ${DEFAULT-VALUE}).",
      defaultValue = "config/campaigns/styrene-mma.yaml")
  private Path campaign = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Port of the status page on this machine; 0 takes any free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int port;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "Plant seconds per second of a simulated reactor, instead of the file's.")
  private Optional<Double> speed = Optional.empty();

  @Option(
      names = "--jobs",
      paramLabel = "FILE",
      description = "File of the background jobs (default: ${DEFAULT-VALUE}).",
      defaultValue = "config/jobs.yaml")
  private Path jobs = JobsFile.DEFAULT;

  @Option(
      names = "--capture",
      paramLabel = "DIR",
      description =
          "Writes down what passes on each serial and TCP line of a real bench, a file for each; 'weir device NAME --replay' plays it back.")
  private Optional<Path> capture = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the proposals (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  private final AtomicBoolean goOn = new AtomicBoolean(true);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** For picocli. */
  RunVerb() {}

  @Override
  public Integer call() throws Exception {
    ReactorFile reactorFile = ReactorFile.read(WeirHome.find(reactor));
    CampaignFile campaignFile = CampaignFile.read(WeirHome.find(campaign));
    if (reactorFile.bench() instanceof ReactorFile.Bench.Real) {
      if (speed.isPresent()) {
        throw new ConfigurationException(
            reactorFile.file() + ": bench: a real bench always runs at speed 1; leave --speed out");
      }
      Preflight.check(reactorFile);
    } else if (capture.isPresent()) {
      throw new ConfigurationException(
          reactorFile.file() + ": bench: is simulated and has no lines to --capture");
    }
    Files.createDirectories(data.journal());
    AccessToken token = AccessToken.loadOrCreate(data.token());
    SystemClock wall = new SystemClock();
    Laboratory.Bench bench = bench(reactorFile);
    try (Journal journal =
        Journal.open(data.journal(), WeirEvents.types(), settings(bench), JournalDisk.system())) {
      History history = History.read(data.journal());
      Instant start = history.earliestStart(wall.now());
      journal.cut().ifPresent(cut -> journal.appendForced(start, cut));
      Laboratory.Plan plan =
          new Laboratory.Plan(
                  reactorFile, campaignFile.description(), seed, bench, history.entries(), start)
              .withPredictors(new PredictorFolder(data.folder()));
      try (RunningLab lab = lab(plan, campaignFile, journal, wall)) {
        serve(lab, plan, token, wall);
        // The last words of the jobs, spoken after the last cycle.
        plan.jobEvents()
            .drain(MOST_LAST_WORDS, (at, event) -> journal.appendForced(lab.now(), event));
      }
    }
    return ExitCode.DONE;
  }

  /**
   * Events that need not be safe by themselves wait for one second of the wall, whatever the
   * plant's speed.
   */
  private static JournalSettings settings(Laboratory.Bench bench) {
    JournalSettings standard = JournalSettings.STANDARD;
    return new JournalSettings(
        standard.segmentBytes(),
        Duration.ofMillis(Math.round(standard.forceInterval().toMillis() * bench.speed())),
        standard.queueCapacity());
  }

  private Laboratory.Bench bench(ReactorFile file) {
    return switch (file.bench()) {
      case ReactorFile.Bench.Real _ -> new Laboratory.Bench(1.0, false);
      case ReactorFile.Bench.Simulated simulated ->
          new Laboratory.Bench(speed.orElse(simulated.speed()), true);
    };
  }

  private RunningLab lab(
      Laboratory.Plan plan, CampaignFile campaign, Journal journal, SystemClock wall) {
    return switch (plan.reactor().bench()) {
      case ReactorFile.Bench.Real _ ->
          new BenchLab(
              plan,
              campaign,
              journal,
              capture.map(folder -> new CaptureFolder(folder, wall.now())),
              wall);
      case ReactorFile.Bench.Simulated simulated ->
          new PacedLab(
              VirtualLab.open(
                  new VirtualLab.Order(plan, campaign, simulated.seed(), journal, true)),
              plan.bench().speed(),
              wall);
    };
  }

  private void serve(RunningLab lab, Laboratory.Plan plan, AccessToken token, SystemClock wall)
      throws IOException {
    JobsFile jobsFile = JobsFile.read(jobs, WeirJobs.kinds());
    Thread end = new Thread(this::end, "end");
    Runtime.getRuntime().addShutdownHook(end);
    try (Records records = Records.open(data.records(), data.journal(), WeirEvents.types());
        RecordsRunner follower = RecordsRunner.start(records, wall);
        DaemonJobs daemonJobs = DaemonJobs.start(jobsFile, data, plan.jobEvents(), records, wall);
        ApiServer server =
            ApiServer.start(
                new ApiSettings("127.0.0.1", port),
                new ControlRoom(
                    lab.laboratory().reactor(),
                    lab.laboratory()::snapshot,
                    lab.laboratory().commands(),
                    new RecordsArchive(records),
                    Optional.of(daemonJobs.desk()),
                    WeirSections.of(
                        data,
                        records,
                        new CampaignSection(WeirHome.find(campaign), lab.laboratory()),
                        new DevicesSection(
                            plan.reactor().devices(), plan.reactor().lines(), lab.lines()))),
                token)) {
      announce(lab, server);
      lab.run(goOn::get);
      follower.failure().ifPresent(spec.commandLine().getErr()::println);
    } finally {
      spec.commandLine().getOut().println("weir: ended; everything was commanded safe");
      spec.commandLine().getOut().flush();
      ended.countDown();
    }
  }

  private void announce(RunningLab lab, ApiServer server) {
    PrintWriter out = spec.commandLine().getOut();
    Laboratory.Bench bench = lab.laboratory().bench();
    if (bench.simulated()) {
      out.printf("weir: simulated reactor at %s times real time%n", bench.speed());
    }
    out.println("weir: status page at " + server.address());
    out.println("weir: token for commands in " + data.token());
    out.println("weir: Ctrl-C makes the reactor safe and ends");
    out.flush();
  }

  /** Ctrl-C is the way to end the daemon and no failure: the exit code is 0 once all is safe. */
  private void end() {
    goOn.set(false);
    try {
      if (ended.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.DONE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
