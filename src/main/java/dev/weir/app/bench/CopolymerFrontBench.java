package dev.weir.app.bench;

import dev.weir.app.file.ReactorFile;
import dev.weir.app.terminal.ConfigurationException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonOutput;
import dev.weir.app.terminal.Progress;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.optimize.Lattice;
import dev.weir.optimize.LatticePoint;
import dev.weir.optimize.Past;
import dev.weir.optimize.SobolDesign;
import dev.weir.optimize.ask.Hypervolume;
import dev.weir.optimize.copolymer.Goal;
import dev.weir.optimize.copolymer.GreyBoxProposer;
import dev.weir.optimize.copolymer.LayerKind;
import dev.weir.time.SystemClock;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
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

/** How fast the front of composition, conversion and productivity is found. */
@Command(
    name = "copolymer-fronts",
    mixinStandardHelpOptions = true,
    description = {
      "Two objectives (distance from the target composition, conversion) and three (and productivity): true hypervolume of the",
      "runs, as a share of that of 2,000 evenly spread points and all runs together, after 6, 10 and all runs."
    })
final class CopolymerFrontBench implements Callable<Integer> {
  private static final int INITIAL = 4;
  private static final int SPREAD = 2000;
  private static final double NOISE = 0.01;

  /** Monomer made into polymer that counts as all, in mol/(L h): about the most in the space. */
  private static final double PRODUCTIVITY = 12.0;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ReactorChoice reactor = new ReactorChoice();

  @Option(
      names = "--problem",
      paramLabel = "NAME",
      description = "Which plant (default: ${DEFAULT-VALUE}).",
      defaultValue = "styrene")
  private String problem = "";

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Seeds 1 to N (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int seeds;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Runs, the initial design of 4 included (default: ${DEFAULT-VALUE}).",
      defaultValue = "16")
  private int runs;

  @Mixin private JsonOutput json = new JsonOutput();

  /** For picocli. */
  CopolymerFrontBench() {}

  /** What chooses the points after the initial design. */
  private enum Method {
    SOBOL,
    PLAIN,
    GREY_BOX
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ReactorFile reactorFile = reactor.read();
    CopolymerProblem chosen =
        Arrays.stream(CopolymerProblem.values())
            .filter(one -> one.word().equals(problem))
            .findFirst()
            .orElseThrow(() -> new ConfigurationException("no problem is named '" + problem + "'"));
    CopolymerPlant plant =
        new CopolymerPlant(reactorFile, chosen.system(), chosen.settings(), NOISE);
    Map<String, Object> report = new LinkedHashMap<>();
    out.println("| objectives | method | after 6 | after 10 | after " + runs + " | processor ms |");
    out.println("|---|---|---|---|---|---|");
    for (Goal goal :
        List.of(
            new Goal.CompositionAndConversion(chosen.objective().target()),
            new Goal.WithProductivity(chosen.objective().target(), PRODUCTIVITY))) {
      measure(chosen, goal, plant, out, report);
    }
    json.write(() -> report);
    return ExitCode.DONE;
  }

  private void measure(
      CopolymerProblem chosen,
      Goal goal,
      CopolymerPlant plant,
      PrintWriter out,
      Map<String, Object> report) {
    Progress progress = new Progress(spec.commandLine().getErr(), new SystemClock());
    List<double[]> everything = new ArrayList<>();
    Lattice lattice = new Lattice(CopolymerProblem.space());
    for (LatticePoint point : new SobolDesign(lattice, 0L).first(SPREAD)) {
      everything.add(losses(goal, plant, lattice.conditions(point)));
    }
    Map<Method, List<List<double[]>>> courses = new LinkedHashMap<>();
    Map<Method, Double> millis = new LinkedHashMap<>();
    for (Method method : Method.values()) {
      long began = cpuNanos();
      List<List<double[]>> all = new ArrayList<>();
      for (long seed = 1; seed <= seeds; seed++) {
        long number = seed;
        progress.tell(() -> "%s, seed %d".formatted(method, number));
        List<double[]> course = course(chosen, goal, method, plant, seed);
        all.add(course);
        everything.addAll(course);
      }
      courses.put(method, all);
      millis.put(method, (cpuNanos() - began) / 1e6 / (seeds * (runs - INITIAL)));
    }
    double whole = Hypervolume.of(Hypervolume.front(everything), goal.reference());
    courses.forEach(
        (method, all) -> {
          out.printf(
              Locale.ROOT,
              "| %d | %s | %.3f | %.3f | %.3f | %.0f |%n",
              goal.losses(),
              method.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              median(all, 6, goal, whole),
              median(all, 10, goal, whole),
              median(all, runs, goal, whole),
              millis.get(method));
          out.flush();
          report.put(
              goal.losses() + " " + method.name().toLowerCase(Locale.ROOT),
              median(all, runs, goal, whole));
        });
  }

  private static double median(List<List<double[]>> all, int after, Goal goal, double whole) {
    double[] shares =
        all.stream()
            .mapToDouble(
                course ->
                    Hypervolume.of(
                            Hypervolume.front(course.subList(0, Math.min(after, course.size()))),
                            goal.reference())
                        / whole)
            .sorted()
            .toArray();
    int middle = shares.length / 2;
    return shares.length % 2 == 1 ? shares[middle] : 0.5 * (shares[middle - 1] + shares[middle]);
  }

  private List<double[]> course(
      CopolymerProblem chosen, Goal goal, Method method, CopolymerPlant plant, long seed) {
    Lattice lattice = new Lattice(CopolymerProblem.space());
    List<LatticePoint> design = new SobolDesign(lattice, seed).first(runs);
    GreyBoxProposer.Plan plan = GreyBoxProposer.Plan.standard(INITIAL, 0, chosen.system());
    GreyBoxProposer proposer =
        new GreyBoxProposer(
            method == Method.PLAIN ? plan.withKinds(EnumSet.of(LayerKind.PLAIN)) : plan);
    SplittableRandom random = new SplittableRandom(seed);
    List<Observation> observations = new ArrayList<>();
    List<double[]> course = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      Conditions next =
          run < INITIAL || method == Method.SOBOL
              ? lattice.conditions(design.get(run))
              : proposer.next(
                  CopolymerProblem.space(), goal, new Past(observations, List.of(), run), seed);
      observations.add(plant.run(run + 1, next, random));
      course.add(losses(goal, plant, next));
    }
    return course;
  }

  private static double[] losses(Goal goal, CopolymerPlant plant, Conditions conditions) {
    Outcome truth = plant.truth(conditions);
    double[] losses = new double[goal.losses()];
    goal.losses(truth.copolymerComposition(), truth.conversion(), conditions, losses);
    return losses;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
