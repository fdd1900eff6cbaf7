package dev.weir.app.bench;

import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.app.terminal.Progress;
import dev.weir.experiment.Observation;
import dev.weir.time.SystemClock;
import dev.weir.units.Decimal;
import dev.weir.units.Volume;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs, hours and liquid until a campaign truly reaches its objective, without ramps and with them.
 *
 * @param spec of the verb, for its streams
 * @param seeds seeds 1 to this
 */
record RampBench(CommandSpec spec, int seeds) {
  private static final double MICROLITRES_PER_MILLILITRE = 1000.0;
  private static final double MILLIS_PER_HOUR = 3.6e6;

  /**
   * What it took to reach the objective.
   *
   * @param runs started until then
   * @param ramps how many of these had a ramp
   * @param hours on the plant's clock from the campaign's start until the sample was drawn
   * @param millilitres of all feeds together, in accepted runs, until then
   */
  private record Taken(int runs, int ramps, double hours, double millilitres) {}

  /** Compares campaigns, the first of which has no ramps, and prints and reports the medians. */
  void compare(ReactorFile reactor, List<CampaignFile> campaigns, Map<String, Object> report)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (CampaignFile campaign : campaigns) {
      String name = campaign.description().ramp().isPresent() ? "with ramps" : "without ramps";
      List<Optional<Taken>> all = new ArrayList<>();
      for (long seed = 1; seed <= seeds; seed++) {
        all.add(taken(reactor, campaign, seed));
      }
      List<Taken> reached = all.stream().flatMap(Optional::stream).toList();
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("seeds_reached", reached.size());
      figures.put("median_runs", median(reached, Taken::runs));
      figures.put("median_hours", median(reached, Taken::hours));
      figures.put("median_millilitres", median(reached, Taken::millilitres));
      figures.put("ramps", reached.stream().mapToInt(Taken::ramps).sum());
      figures.put("each_hours", reached.stream().map(Taken::hours).toList());
      figures.put("each_runs", reached.stream().map(Taken::runs).toList());
      figures.put("each_millilitres", reached.stream().map(Taken::millilitres).toList());
      report.put(name.replace(' ', '_'), figures);
      out.printf(
          "%s: %d of %d seeds reach the objective; medians: %s runs, %s h, %s mL; %d ramps in all%n",
          name,
          reached.size(),
          seeds,
          Decimal.fixed(median(reached, Taken::runs), 1),
          Decimal.fixed(median(reached, Taken::hours), 2),
          Decimal.fixed(median(reached, Taken::millilitres), 1),
          reached.stream().mapToInt(Taken::ramps).sum());
      out.flush();
    }
  }

  private Optional<Taken> taken(ReactorFile reactor, CampaignFile campaign, long seed)
      throws IOException {
    Path folder = Files.createTempDirectory("weir-bench");
    try {
      Progress progress = new Progress(spec.commandLine().getErr(), new SystemClock());
      VirtualCampaign.Finished finished =
          VirtualCampaign.run(reactor, campaign, seed, folder, progress);
      List<Observation> before = new ArrayList<>();
      for (Observation one : finished.status().observations()) {
        before.add(one);
        if (CampaignBench.isTrulyReached(
            finished.bench(), one.achieved(), reactor, campaign.description())) {
          return Optional.of(taken(before));
        }
      }
      return Optional.empty();
    } finally {
      CampaignBench.delete(folder);
    }
  }

  private static Taken taken(List<Observation> before) {
    Observation last = before.getLast();
    return new Taken(
        last.run().value(),
        (int)
            before.stream()
                .filter(one -> one.ramp().isPresent())
                .map(Observation::run)
                .distinct()
                .count(),
        Duration.between(VirtualCampaign.START, last.sampledAt()).toMillis() / MILLIS_PER_HOUR,
        before.stream()
                .flatMap(one -> one.used().values().stream())
                .mapToDouble(Volume::microlitres)
                .sum()
            / MICROLITRES_PER_MILLILITRE);
  }

  private static double median(List<Taken> all, ToDoubleFunction<Taken> of) {
    double[] sorted = all.stream().mapToDouble(of).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
  }
}
