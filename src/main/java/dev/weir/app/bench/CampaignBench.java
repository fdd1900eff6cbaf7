package dev.weir.app.bench;

import dev.weir.app.extension.SteadyConditions;
import dev.weir.app.extension.TrueOutcome;
import dev.weir.app.extension.VirtualBench;
import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.app.laboratory.VirtualLab;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonOutput;
import dev.weir.app.terminal.Progress;
import dev.weir.app.terminal.WeirHome;
import dev.weir.campaign.CampaignDescription;
import dev.weir.campaign.CampaignDescription.Method;
import dev.weir.chemistry.Reagents;
import dev.weir.experiment.Conditions;
import dev.weir.flow.FlowPath;
import dev.weir.optimize.Objective;
import dev.weir.optimize.SearchSpace;
import dev.weir.time.SystemClock;
import dev.weir.units.Decimal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * After how many runs a campaign truly reaches its objective, over many seeds, with random sampling
 * beside it.
 */
@Command(
    name = "campaign",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the campaign in virtual time for many seeds and asks the simulated plant, free of noise, whether the conditions that",
      "a run achieved reach the objective. Random sampling, and the blind rule 'feed the target, longest and hottest', stand beside."
    })
final class CampaignBench implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "CAMPAIGN",
      arity = "0..1",
      description = "Campaign file (default: ${DEFAULT-VALUE}).",
      defaultValue = "config/campaigns/styrene-mma.yaml")
  private Path campaign = Path.of("");

  @Mixin private ReactorChoice reactor = new ReactorChoice();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Seeds 1 to N (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int seeds;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Runs of each campaign (default: ${DEFAULT-VALUE}).",
      defaultValue = "15")
  private int runs;

  @Option(
      names = "--aliquots",
      paramLabel = "N",
      description = {
        "Compares campaigns by one method without ramps with such that may propose ramps of up to N aliquots, and leaves the",
        "other methods out."
      })
  private Optional<Integer> aliquots = Optional.empty();

  @Option(
      names = "--residence-times",
      paramLabel = "X",
      description =
          "Shortest duration of a ramp, in residence times of its slower end (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.6")
  private double residenceTimes;

  @Option(
      names = "--method",
      paramLabel = "WORD",
      description = "With --aliquots: grey_box or plain (default: ${DEFAULT-VALUE}).",
      defaultValue = "grey_box")
  private Method method = Method.GREY_BOX;

  @Mixin private JsonOutput json = new JsonOutput();

  /** For picocli. */
  CampaignBench() {}

  @Override
  public Integer call() throws IOException {
    ReactorFile reactorFile = reactor.read();
    CampaignFile campaignFile = CampaignFile.read(WeirHome.find(campaign));
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("campaign", campaignFile.description().name());
    report.put("seeds", seeds);
    report.put("runs", runs);
    if (aliquots.isPresent()) {
      report.put("method", method.name().toLowerCase(Locale.ROOT));
      new RampBench(spec, seeds).compare(reactorFile, withoutAndWith(campaignFile), report);
      json.write(() -> report);
      return ExitCode.DONE;
    }
    for (Method method : Method.values()) {
      List<OptionalInt> first = firstTrueRuns(reactorFile, campaignFile, method);
      List<Integer> reached =
          first.stream()
              .filter(OptionalInt::isPresent)
              .map(OptionalInt::getAsInt)
              .sorted()
              .toList();
      String name = method.name().toLowerCase(Locale.ROOT);
      report.put(name + "_seeds_reached", reached.size());
      report.put(
          name + "_first_run_reached",
          first.stream().map(run -> run.isPresent() ? (Object) run.getAsInt() : "none").toList());
      report.put(
          name + "_median_run", reached.isEmpty() ? "none" : reached.get(reached.size() / 2));
      out.printf(
          "%s: %d of %d seeds reach the objective within %d runs; median run of those %s%n",
          name.replace('_', ' '),
          reached.size(),
          seeds,
          runs,
          reached.isEmpty() ? "-" : reached.get(reached.size() / 2).toString());
      out.flush();
    }
    blindRule(reactorFile, campaignFile, report, out);
    json.write(() -> report);
    return ExitCode.DONE;
  }

  /** The campaign by one method without ramps, and with them. */
  private List<CampaignFile> withoutAndWith(CampaignFile file) {
    return Stream.of(
            Optional.<CampaignDescription.RampWish>empty(),
            Optional.of(new CampaignDescription.RampWish(aliquots.orElseThrow(), residenceTimes)))
        .map(
            ramp ->
                new CampaignFile(file.file(), file.hash(), with(file.description(), method, ramp)))
        .toList();
  }

  private List<OptionalInt> firstTrueRuns(ReactorFile reactorFile, CampaignFile file, Method method)
      throws IOException {
    List<OptionalInt> first = new ArrayList<>();
    CampaignFile variant =
        new CampaignFile(
            file.file(), file.hash(), with(file.description(), method, Optional.empty()));
    for (long seed = 1; seed <= seeds; seed++) {
      Path folder = Files.createTempDirectory("weir-bench");
      try {
        Progress progress = new Progress(spec.commandLine().getErr(), new SystemClock());
        VirtualCampaign.Finished finished =
            VirtualCampaign.run(reactorFile, variant, seed, folder, progress);
        first.add(firstTrueRun(finished, reactorFile, variant.description()));
      } finally {
        delete(folder);
      }
    }
    return first;
  }

  private CampaignDescription with(
      CampaignDescription from, Method method, Optional<CampaignDescription.RampWish> ramp) {
    return new CampaignDescription(
        from.name(),
        from.monomer1(),
        from.monomer2(),
        from.initiator(),
        from.space(),
        from.objective(),
        runs,
        Math.min(from.initialDesign(), runs),
        method,
        from.confirmations(),
        List.of(),
        from.run(),
        from.start(),
        from.afterRestart(),
        ramp);
  }

  private static OptionalInt firstTrueRun(
      VirtualCampaign.Finished finished, ReactorFile reactorFile, CampaignDescription campaign) {
    return finished.status().observations().stream()
        .filter(
            observation ->
                isTrulyReached(finished.bench(), observation.achieved(), reactorFile, campaign))
        .mapToInt(observation -> observation.run().value())
        .min();
  }

  static boolean isTrulyReached(
      VirtualBench bench,
      Conditions conditions,
      ReactorFile reactorFile,
      CampaignDescription campaign) {
    TrueOutcome truth = bench.truth(steady(conditions, reactorFile, campaign));
    Objective objective = campaign.objective();
    return truth
        .composition()
        .filter(
            composition ->
                objective.isReachedBy(
                    composition.value(), truth.conversion(conditions.feedComposition().value())))
        .isPresent();
  }

  private static SteadyConditions steady(
      Conditions conditions, ReactorFile reactorFile, CampaignDescription campaign) {
    FlowPath path = reactorFile.reactor().path();
    Reagents reagents =
        new Reagents(campaign.monomer1(), campaign.monomer2(), campaign.initiator());
    return new SteadyConditions(
        reagents.recipe(
            conditions.feedComposition(), conditions.totalMonomer(), conditions.initiator()),
        path.totalFlow(conditions.residenceTime()),
        conditions.temperature());
  }

  /**
   * What anybody would try without a model: feed the wanted composition, as long and as hot as
   * allowed.
   */
  private void blindRule(
      ReactorFile reactorFile, CampaignFile file, Map<String, Object> report, PrintWriter out) {
    CampaignDescription description = file.description();
    SearchSpace space = description.space();
    double[] values =
        space.variables().stream()
            .mapToDouble(
                variable ->
                    variable.quantity() == SearchSpace.Quantity.FEED_COMPOSITION
                        ? description.objective().target().value()
                        : variable.high())
            .toArray();
    VirtualBench bench = VirtualLab.bench(reactorFile, description, 1, VirtualCampaign.START);
    Conditions blind = space.conditions(values);
    TrueOutcome truth = bench.truth(steady(blind, reactorFile, description));
    boolean reached = isTrulyReached(bench, blind, reactorFile, description);
    report.put("blind_rule_reached", reached);
    out.printf(
        "blind rule: F1 %s, X %s: %s%n",
        truth.composition().map(value -> Decimal.fixed(value.value(), 3)).orElse("none"),
        Decimal.fixed(truth.conversion(blind.feedComposition().value()), 3),
        reached ? "reaches the objective" : "does not reach the objective");
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
