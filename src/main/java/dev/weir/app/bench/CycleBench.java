package dev.weir.app.bench;

import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.file.WeirEvents;
import dev.weir.app.laboratory.Laboratory;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.app.laboratory.VirtualLab;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonFile;
import dev.weir.app.terminal.WeirHome;
import dev.weir.journal.Journal;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What one step of a whole virtual lab costs: plant, lines, control cycle and journal. */
@Command(
    name = "cycle",
    mixinStandardHelpOptions = true,
    description =
        "Measures one 100 ms step of a whole virtual lab: plant, lines, control cycle, journal.")
final class CycleBench implements Callable<Integer> {
  private static final int STEPS_PER_ROUND = 36_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of one plant hour each (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int rounds;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Optional<Path> json = Optional.empty();

  /** For picocli. */
  CycleBench() {}

  @Override
  public Integer call() throws IOException {
    ReactorFile reactor =
        ReactorFile.read(WeirHome.find(Path.of("config/reactors/simulated.yaml")));
    CampaignFile campaign =
        CampaignFile.read(WeirHome.find(Path.of("config/campaigns/styrene-mma.yaml")));
    Path folder = Files.createTempDirectory("weir-bench");
    Laboratory.Plan plan =
        new Laboratory.Plan(
            reactor,
            campaign.description(),
            1,
            new Laboratory.Bench(1.0, true),
            List.of(),
            VirtualCampaign.START);
    SystemClock clock = new SystemClock();
    double[] means = new double[rounds];
    long[] worst = new long[rounds];
    try (Journal journal = Journal.open(folder, WeirEvents.types());
        VirtualLab lab = VirtualLab.open(new VirtualLab.Order(plan, campaign, 1, journal, true))) {
      for (int round = 0; round < rounds; round++) {
        long began = clock.nanoseconds();
        long before = began;
        for (int step = 0; step < STEPS_PER_ROUND; step++) {
          lab.step();
          long after = clock.nanoseconds();
          worst[round] = Math.max(worst[round], after - before);
          before = after;
        }
        means[round] = (before - began) / (double) STEPS_PER_ROUND / 1e3;
      }
    }
    Arrays.sort(means);
    Arrays.sort(worst);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("rounds", rounds);
    report.put("median_step_microseconds", means[rounds / 2]);
    report.put("best_step_microseconds", means[0]);
    report.put("median_worst_step_milliseconds", worst[rounds / 2] / 1e6);
    json.ifPresent(file -> JsonFile.write(file, report));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "one step of 100 ms: median of %d rounds %.1f µs (%.0f times real time), best round %.1f µs; worst single step, median of rounds, %.1f ms%n",
            rounds,
            means[rounds / 2],
            1e5 / means[rounds / 2],
            means[0],
            worst[rounds / 2] / 1e6);
    return ExitCode.DONE;
  }
}
