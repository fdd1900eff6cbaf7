package dev.weir.app.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonFile;
import dev.weir.app.terminal.Progress;
import dev.weir.app.terminal.TextFile;
import dev.weir.optimize.ask.Advisor;
import dev.weir.optimize.ask.Hypervolume;
import dev.weir.optimize.ask.Problem;
import dev.weir.optimize.ask.ReferenceProblem;
import dev.weir.optimize.ask.Told;
import dev.weir.optimize.ask.Variable;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures proposals on published test functions, beside evenly spread and random points. */
@Command(
    name = "optimize",
    mixinStandardHelpOptions = true,
    subcommands = {CopolymerBench.class, CopolymerFrontBench.class, TransferBench.class},
    description = "Regret, or share of the largest hypervolume, on published test functions.")
final class OptimizeBench implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, List<double[]>>> CURVES = new TypeReference<>() {};

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--function",
      paramLabel = "NAME",
      description =
          "branin, hartmann6, hartmann6-noisy, dtlz2, zdt1, dtlz2-three or snar (default: all).")
  private Optional<String> function = Optional.empty();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many seeds (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "N",
      description =
          "The first of them (default: ${DEFAULT-VALUE}); what is tuned is tuned from 101.",
      defaultValue = "1")
  private int firstSeed;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Evaluations of each (default: 30 for branin, else 50).")
  private Optional<Integer> runs = Optional.empty();

  @Option(
      names = "--times",
      description = "Measures the time of a suggestion at 20, 50, 100 and 200 runs instead.")
  private boolean times;

  @Option(
      names = "--memory",
      paramLabel = "N",
      description = "Measures the heap in use after each tenth of N suggestions instead.")
  private Optional<Integer> memory = Optional.empty();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Writes median and quartiles of every curve, one evaluation a line.")
  private Optional<java.nio.file.Path> csv = Optional.empty();

  @Option(names = "--svg", paramLabel = "FILE", description = "Draws every curve.")
  private Optional<java.nio.file.Path> svg = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes every curve as JSON.")
  private Optional<java.nio.file.Path> json = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "Tells curves that --json wrote instead of measuring; may be given several times.")
  private List<java.nio.file.Path> from = List.of();

  /** For picocli. */
  OptimizeBench() {}

  /** What chooses the points. */
  private enum Method {
    WEIR,
    SOBOL,
    RANDOM
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (times) {
      suggestionTimes(out);
      return ExitCode.DONE;
    }
    if (memory.isPresent()) {
      heap(out, memory.get());
      return ExitCode.DONE;
    }
    Map<String, List<double[]>> curves = new LinkedHashMap<>();
    out.println("| function | runs | method | median | quarter | three quarters | worst |");
    out.println("|---|---|---|---|---|---|---|");
    Map<String, List<double[]>> written = written();
    for (ReferenceProblem reference : ReferenceProblem.values()) {
      if (function.isPresent() && !function.get().equals(reference.word())) {
        continue;
      }
      for (Method method : Method.values()) {
        String name = reference.word() + " " + method.name().toLowerCase(Locale.ROOT);
        if (from.isEmpty()) {
          curves.put(name, measured(reference, method));
        } else if (written.containsKey(name)) {
          curves.put(name, written.get(name));
        }
        if (curves.containsKey(name)) {
          tell(out, reference, method, curves.get(name));
        }
      }
    }
    json.ifPresent(file -> JsonFile.write(file, curves));
    csv.ifPresent(file -> TextFile.write(file, CurvePlot.csv(curves)));
    svg.ifPresent(file -> TextFile.write(file, CurvePlot.svg(curves)));
    return ExitCode.DONE;
  }

  /** Returns the curves that were written by earlier calls. */
  private Map<String, List<double[]>> written() {
    Map<String, List<double[]>> curves = new LinkedHashMap<>();
    for (java.nio.file.Path file : from) {
      try {
        curves.putAll(MAPPER.readValue(java.nio.file.Files.readAllBytes(file), CURVES));
      } catch (IOException e) {
        throw new BadDataException(file + ": holds no curves of --json: " + e.getMessage());
      }
    }
    return curves;
  }

  private List<double[]> measured(ReferenceProblem reference, Method method) {
    int most = runs.orElse(reference == ReferenceProblem.BRANIN ? 30 : 50);
    Progress progress = new Progress(spec.commandLine().getErr(), new SystemClock());
    List<double[]> all = new ArrayList<>();
    for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
      int number = seed;
      progress.tell(() -> "%s, %s, seed %d".formatted(reference.word(), method, number));
      all.add(curve(reference, method, most, seed));
    }
    return all;
  }

  private static void tell(
      PrintWriter out, ReferenceProblem reference, Method method, List<double[]> curves) {
    double[] ends =
        curves.stream().mapToDouble(curve -> curve[curve.length - 1]).sorted().toArray();
    out.printf(
        Locale.ROOT,
        "| %s | %d | %s | %.4f | %.4f | %.4f | %.4f |%n",
        reference.word(),
        curves.getFirst().length,
        method.name().toLowerCase(Locale.ROOT),
        quantile(ends, 0.5),
        quantile(ends, 0.25),
        quantile(ends, 0.75),
        reference.objectives() == 1 ? ends[ends.length - 1] : ends[0]);
    out.flush();
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    return sorted[below]
        + (at - below) * (sorted[Math.min(sorted.length - 1, below + 1)] - sorted[below]);
  }

  /** Returns the regret, or the share of the hypervolume, after each evaluation. */
  private static double[] curve(ReferenceProblem reference, Method method, int most, long seed) {
    int initial = reference == ReferenceProblem.BRANIN ? 5 : 10;
    Problem problem = reference.problem(method == Method.SOBOL ? most : initial);
    Advisor advisor = new Advisor(problem);
    SplittableRandom random = new SplittableRandom(seed);
    List<Told> told = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    double[] curve = new double[most];
    for (int i = 0; i < most; i++) {
      double[] x =
          method == Method.RANDOM && i >= initial
              ? drawn(problem, random)
              : advisor.suggest(told, 1, seed).getFirst().values();
      values.add(reference.value(x));
      told.add(new Told(x, reference.measured(x, random), Told.State.MEASURED));
      curve[i] = score(reference, values);
    }
    return curve;
  }

  private static double score(ReferenceProblem reference, List<double[]> values) {
    return reference.objectives() == 1
        ? values.stream().mapToDouble(value -> value[0]).min().orElseThrow() - reference.best()
        : Hypervolume.of(values, reference.reference()) / reference.best();
  }

  private static double[] drawn(Problem problem, SplittableRandom random) {
    return problem.variables().stream()
        .mapToDouble((Variable variable) -> variable.at(random.nextDouble()))
        .toArray();
  }

  private static List<Told> randomRuns(ReferenceProblem reference, Problem problem, int known) {
    SplittableRandom random = new SplittableRandom(known);
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < known; i++) {
      double[] x = drawn(problem, random);
      told.add(new Told(x, reference.measured(x, random), Told.State.MEASURED));
    }
    return told;
  }

  private static final int TIMED = 50;
  private static final int WARMING = 5;

  /**
   * Times of a whole suggestion, and of a further point of the same answer: what was learnt is kept
   * from point to point, so the difference is what learning takes.
   */
  private void suggestionTimes(PrintWriter out) {
    out.println(
        "| function | runs known | median ms | 99 % below ms | median CPU ms | 99 % below CPU ms |"
            + " a further point, median CPU ms |");
    out.println("|---|---|---|---|---|---|---|");
    for (ReferenceProblem reference : ReferenceProblem.values()) {
      if (function.isPresent() && !function.get().equals(reference.word())) {
        continue;
      }
      for (int known : new int[] {20, 50, 100, 200}) {
        Problem problem = reference.problem(1);
        List<Told> told = randomRuns(reference, problem, known);
        Times one = Times.of(problem, told, 1);
        Times two = Times.of(problem, told, 2);
        out.printf(
            Locale.ROOT,
            "| %s | %d | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
            reference.word(),
            known,
            quantile(one.millis, 0.5),
            quantile(one.millis, 0.99),
            quantile(one.cpu, 0.5),
            quantile(one.cpu, 0.99),
            quantile(two.cpu, 0.5) - quantile(one.cpu, 0.5));
        out.flush();
      }
    }
  }

  /** Times of many answers in ms, sorted. */
  private static final class Times {
    private final double[] millis = new double[TIMED];
    private final double[] cpu = new double[TIMED];

    private static Times of(Problem problem, List<Told> told, int count) {
      SystemClock clock = new SystemClock();
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      Times times = new Times();
      for (int i = -WARMING; i < TIMED; i++) {
        long start = clock.nanoseconds();
        long worked = threads.getCurrentThreadCpuTime();
        new Advisor(problem).suggest(told, count, i);
        times.millis[Math.max(0, i)] = (clock.nanoseconds() - start) / 1e6;
        times.cpu[Math.max(0, i)] = (threads.getCurrentThreadCpuTime() - worked) / 1e6;
      }
      Arrays.sort(times.millis);
      Arrays.sort(times.cpu);
      return times;
    }
  }

  private static void heap(PrintWriter out, int suggestions) {
    out.println("| suggestions | heap in use after a collection, KiB |");
    out.println("|---|---|");
    Problem problem = ReferenceProblem.HARTMANN6_NOISY.problem(1);
    List<Told> told = randomRuns(ReferenceProblem.HARTMANN6_NOISY, problem, 30);
    Advisor advisor = new Advisor(problem);
    Runtime runtime = Runtime.getRuntime();
    int part = Math.max(1, suggestions / 10);
    for (int i = 1; i <= suggestions; i++) {
      advisor.suggest(told, 1, i);
      if (i % part == 0) {
        runtime.gc();
        out.printf(
            Locale.ROOT, "| %d | %d |%n", i, (runtime.totalMemory() - runtime.freeMemory()) / 1024);
        out.flush();
      }
    }
  }
}
