package dev.weir.app.bench;

import dev.weir.app.file.ReactorFile;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonOutput;
import dev.weir.app.terminal.Progress;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.optimize.Past;
import dev.weir.optimize.Proposer;
import dev.weir.optimize.RandomProposer;
import dev.weir.optimize.copolymer.GreyBoxProposer;
import dev.weir.optimize.copolymer.KineticBelief;
import dev.weir.optimize.copolymer.LayerKind;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * After how many runs a composition is truly reached with enough conversion, by each layer of the
 * grey box alone and by all together.
 */
@Command(
    name = "copolymer",
    mixinStandardHelpOptions = true,
    description = {
      "Runs after an initial design of 4, the same for all methods, until the conditions of a run truly (free of noise) give",
      "a composition within 0.01 mol/mol of the target and a conversion of 0.6 mol/mol or more. The virtual plant is asked",
      "directly; the analyser's noise is 0.01 mol/mol."
    })
final class CopolymerBench implements Callable<Integer> {
  private static final int INITIAL = 4;
  private static final double NOISE = 0.01;
  private static final double NANOS_PER_MILLI = 1e6;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ReactorChoice reactor = new ReactorChoice();

  @Option(
      names = "--problem",
      paramLabel = "NAME",
      split = ",",
      description = "Which problems (default: all).")
  private List<String> problems = List.of();

  @Option(
      names = "--method",
      paramLabel = "NAME",
      split = ",",
      description = "Which methods (default: all).")
  private List<String> methods = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Seeds 1 to N (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int seeds;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Most runs after the initial design (default: ${DEFAULT-VALUE}).",
      defaultValue = "24")
  private int runs;

  @Mixin private JsonOutput json = new JsonOutput();

  @Option(names = "--csv", paramLabel = "FILE", description = "Writes the curves as CSV.")
  private Optional<Path> csv = Optional.empty();

  @Option(names = "--svg", paramLabel = "FILE", description = "Draws the curves as SVG.")
  private Optional<Path> svg = Optional.empty();

  /** For picocli. */
  CopolymerBench() {}

  /** What chooses the points after the initial design. */
  private enum Method {
    RANDOM,
    PLAIN,
    CONVERSIONS,
    RATES,
    KINETICS,
    GREY_BOX;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Proposer proposer(CopolymerProblem problem) {
      return switch (this) {
        case RANDOM -> new RandomProposer();
        case PLAIN -> layers(problem, EnumSet.of(LayerKind.PLAIN));
        case CONVERSIONS -> layers(problem, EnumSet.of(LayerKind.CONVERSIONS));
        case RATES -> layers(problem, EnumSet.of(LayerKind.RATES));
        case KINETICS -> layers(problem, EnumSet.of(LayerKind.KINETICS));
        case GREY_BOX -> layers(problem, EnumSet.allOf(LayerKind.class));
      };
    }

    private static GreyBoxProposer layers(CopolymerProblem problem, EnumSet<LayerKind> kinds) {
      return new GreyBoxProposer(
          new GreyBoxProposer.Plan(
              INITIAL,
              0,
              problem.system(),
              List.of(KineticBelief.literature(problem.system())),
              kinds));
    }
  }

  /**
   * One campaign.
   *
   * @param visited runs after the initial design until a run's conditions truly reach; one more
   *     than allowed when none does
   * @param recommended the same of the recommended conditions
   * @param millis processor time of all proposals, in ms
   * @param proposals how many they were
   */
  private record Course(int visited, int recommended, double millis, int proposals) {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ReactorFile reactorFile = reactor.read();
    Map<String, Object> report = new LinkedHashMap<>();
    ReachCurves curves = new ReachCurves(runs);
    out.println(
        "| problem | method | median runs | quarter | three quarters | reached | median until recommended | processor ms a proposal |");
    out.println("|---|---|---|---|---|---|---|---|");
    for (CopolymerProblem problem : CopolymerProblem.values()) {
      if (!problems.isEmpty() && !problems.contains(problem.word())) {
        continue;
      }
      CopolymerPlant plant =
          new CopolymerPlant(reactorFile, problem.system(), problem.settings(), NOISE);
      for (Method method : Method.values()) {
        if (methods.isEmpty() || methods.contains(method.word())) {
          measure(problem, method, plant, report, curves, out);
        }
      }
    }
    json.write(() -> report);
    if (csv.isPresent()) {
      curves.writeCsv(csv.get());
    }
    if (svg.isPresent()) {
      curves.writeSvg(svg.get());
    }
    return ExitCode.DONE;
  }

  private void measure(
      CopolymerProblem problem,
      Method method,
      CopolymerPlant plant,
      Map<String, Object> report,
      ReachCurves curves,
      PrintWriter out) {
    Progress progress = new Progress(spec.commandLine().getErr(), new SystemClock());
    List<Course> courses = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      int number = seed;
      progress.tell(() -> "%s, %s, seed %d".formatted(problem.word(), method.word(), number));
      courses.add(course(problem, method.proposer(problem), plant, seed));
    }
    int[] visited = courses.stream().mapToInt(Course::visited).sorted().toArray();
    int[] recommended = courses.stream().mapToInt(Course::recommended).sorted().toArray();
    long reached = Arrays.stream(visited).filter(count -> count <= runs).count();
    double millis = courses.stream().mapToDouble(Course::millis).sum();
    int proposals = courses.stream().mapToInt(Course::proposals).sum();
    out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %d of %d | %s | %.0f |%n",
        problem.word(),
        method.word(),
        shown(quantile(visited, 0.5)),
        shown(quantile(visited, 0.25)),
        shown(quantile(visited, 0.75)),
        reached,
        seeds,
        method == Method.RANDOM ? "-" : shown(quantile(recommended, 0.5)),
        millis / Math.max(1, proposals));
    out.flush();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("runs_until_visited", courses.stream().map(Course::visited).toList());
    figures.put("runs_until_recommended", courses.stream().map(Course::recommended).toList());
    figures.put("processor_milliseconds_a_proposal", millis / Math.max(1, proposals));
    report.put(problem.word() + " " + method.word(), figures);
    curves.add(problem.word(), method.word(), visited);
  }

  private static double quantile(int[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    return sorted[below]
        + (at - below) * (sorted[Math.min(sorted.length - 1, below + 1)] - sorted[below]);
  }

  private String shown(double count) {
    return count > runs ? "more than " + runs : "%s".formatted(Math.round(count * 10.0) / 10.0);
  }

  private Course course(
      CopolymerProblem problem, Proposer proposer, CopolymerPlant plant, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Proposer design = Method.PLAIN.proposer(problem);
    List<Observation> observations = new ArrayList<>();
    int visited = runs + 1;
    int recommended = runs + 1;
    long nanos = 0;
    int proposals = 0;
    for (int run = 0; run < INITIAL + runs && visited > runs; run++) {
      long began = cpuNanos();
      Conditions next =
          (run < INITIAL ? design : proposer)
              .propose(
                  CopolymerProblem.space(),
                  problem.objective(),
                  new Past(observations, List.of(), run),
                  seed)
              .conditions();
      if (run >= INITIAL) {
        nanos += cpuNanos() - began;
        proposals++;
      }
      observations.add(plant.run(run + 1, next, random));
      if (problem.objective().isReachedBy(plant.truth(next))) {
        visited = Math.max(0, run + 1 - INITIAL);
      }
      if (proposer instanceof GreyBoxProposer box && recommended > runs && run + 1 >= INITIAL) {
        Conditions best =
            box.recommend(CopolymerProblem.space(), problem.objective(), observations, seed)
                .conditions();
        if (problem.objective().isReachedBy(plant.truth(best))) {
          recommended = run + 1 - INITIAL;
        }
      }
    }
    return new Course(visited, Math.min(recommended, visited), nanos / NANOS_PER_MILLI, proposals);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
