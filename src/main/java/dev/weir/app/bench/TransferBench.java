package dev.weir.app.bench;

import dev.weir.app.file.ReactorFile;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonOutput;
import dev.weir.chemistry.CopolymerComposition;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.features.QuantumTable;
import dev.weir.optimize.Lattice;
import dev.weir.optimize.LatticePoint;
import dev.weir.optimize.Objective;
import dev.weir.optimize.Past;
import dev.weir.optimize.SobolDesign;
import dev.weir.optimize.copolymer.CopolymerSystem;
import dev.weir.optimize.copolymer.EarlierCampaign;
import dev.weir.optimize.copolymer.GreyBoxProposer;
import dev.weir.optimize.copolymer.KineticBelief;
import dev.weir.optimize.copolymer.Measured;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Whether an earlier campaign with another comonomer saves runs, and what a misleading one costs.
 */
@Command(
    name = "transfer",
    mixinStandardHelpOptions = true,
    description = {
      "Runs until a composition of acetoxystyrene with MMA is truly reached, without and with an earlier campaign of 12 runs with",
      "styrene: on the same plant, which departs from the literature, or on one that departs the other way. No initial design",
      "beyond one run."
    })
final class TransferBench implements Callable<Integer> {
  private static final int INITIAL = 1;
  private static final int EARLIER_RUNS = 12;
  private static final double NOISE = 0.01;

  private static final CopolymerSystem NEW =
      new CopolymerSystem(new SpeciesName("MMA"), new SpeciesName("PACS"), new SpeciesName("AIBN"));
  private static final CopolymerSystem OLD =
      new CopolymerSystem(new SpeciesName("MMA"), new SpeciesName("St"), new SpeciesName("AIBN"));
  private static final Objective OBJECTIVE =
      new Objective(new CopolymerComposition(0.70), 0.01, 0.6);

  /** The new plant: ratios nearer to 1 and rates higher than the literature's. */
  private static final Map<String, String> PLANT =
      Map.of("r1", "0.80", "r2", "1.15", "rate_factor", "1.6");

  @Spec private CommandSpec spec = CommandSpec.create();

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
      description = "Most runs (default: ${DEFAULT-VALUE}).",
      defaultValue = "12")
  private int runs;

  @Mixin private JsonOutput json = new JsonOutput();

  /** For picocli. */
  TransferBench() {}

  /** What came before. */
  private enum Before {
    NOTHING(List.of()),
    AGREEING(List.of(Map.of("r1", "0.85", "r2", "0.82", "rate_factor", "1.6"))),
    MISLEADING(List.of(Map.of("r1", "0.22", "r2", "0.27", "rate_factor", "0.5"))),
    BOTH(
        List.of(
            Map.of("r1", "0.85", "r2", "0.82", "rate_factor", "1.6"),
            Map.of("r1", "0.22", "r2", "0.27", "rate_factor", "0.5")));

    private final List<Map<String, String>> plants;

    Before(List<Map<String, String>> plants) {
      this.plants = plants;
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ReactorFile reactorFile = reactor.read();
    CopolymerPlant plant = new CopolymerPlant(reactorFile, NEW, PLANT, NOISE);
    Map<String, Object> report = new LinkedHashMap<>();
    out.println("| earlier campaigns | mean runs | median runs | most | reached |");
    out.println("|---|---|---|---|---|");
    for (Before before : Before.values()) {
      List<Integer> counts = new ArrayList<>();
      for (long seed = 1; seed <= seeds; seed++) {
        counts.add(runsUntilReached(proposer(before, reactorFile, seed), plant, seed));
      }
      List<Integer> sorted = counts.stream().sorted().toList();
      out.printf(
          Locale.ROOT,
          "| %s | %.2f | %d | %d | %d of %d |%n",
          before.name().toLowerCase(Locale.ROOT),
          counts.stream().mapToInt(Integer::intValue).average().orElseThrow(),
          sorted.get(sorted.size() / 2),
          sorted.getLast(),
          counts.stream().filter(count -> count <= runs).count(),
          seeds);
      out.flush();
      report.put(before.name().toLowerCase(Locale.ROOT), counts);
    }
    json.write(() -> report);
    return ExitCode.DONE;
  }

  private static GreyBoxProposer proposer(Before before, ReactorFile reactorFile, long seed) {
    List<KineticBelief> beliefs = new ArrayList<>();
    for (Map<String, String> settings : before.plants) {
      CopolymerPlant plant = new CopolymerPlant(reactorFile, OLD, settings, NOISE);
      beliefs.add(
          new EarlierCampaign(
                  "an earlier campaign " + (beliefs.size() + 1), OLD, earlier(plant, seed))
              .belief(NEW, QuantumTable.SHIPPED));
    }
    return new GreyBoxProposer(GreyBoxProposer.Plan.standard(INITIAL, 0, NEW).withBeliefs(beliefs));
  }

  /** An evenly spread campaign. */
  private static List<Measured> earlier(CopolymerPlant plant, long seed) {
    Lattice lattice = new Lattice(CopolymerProblem.space());
    SplittableRandom random = new SplittableRandom(-seed);
    List<Measured> measured = new ArrayList<>();
    for (LatticePoint point : new SobolDesign(lattice, -seed).first(EARLIER_RUNS)) {
      measured.add(Measured.of(plant.run(measured.size() + 1, lattice.conditions(point), random)));
    }
    return measured;
  }

  private int runsUntilReached(GreyBoxProposer proposer, CopolymerPlant plant, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Observation> observations = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      Conditions next =
          proposer
              .propose(
                  CopolymerProblem.space(),
                  OBJECTIVE,
                  new Past(observations, List.of(), run - 1),
                  seed)
              .conditions();
      observations.add(plant.run(run, next, random));
      if (OBJECTIVE.isReachedBy(plant.truth(next))) {
        return run;
      }
    }
    return runs + 1;
  }
}
