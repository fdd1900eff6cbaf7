package dev.weir.app;

import dev.weir.chemistry.CopolymerisationKinetics;
import dev.weir.chemistry.CopolymerisationKinetics.Mechanism;
import dev.weir.chemistry.GelEffect;
import dev.weir.chemistry.Initiator;
import dev.weir.chemistry.Inlet;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.Propagation;
import dev.weir.chemistry.ReactivityRatios;
import dev.weir.learn.data.CsvTable;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.SyntheticRuns;
import dev.weir.learn.features.FeatureSet;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.reactivity.CompositionFile;
import dev.weir.learn.reactivity.CompositionPoint;
import dev.weir.learn.reactivity.ReactivityFit;
import dev.weir.learn.regress.RegressorKind;
import dev.weir.learn.regress.Tuning;
import dev.weir.learn.validation.KineticLearner;
import dev.weir.learn.validation.Learner;
import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Split;
import dev.weir.learn.validation.StatisticalLearner;
import dev.weir.learn.validation.Target;
import dev.weir.learn.validation.Validation;
import dev.weir.time.SystemClock;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How well predictors predict: the validation table, the learning curve, and published data. */
@Command(
    name = "learn",
    mixinStandardHelpOptions = true,
    description = {
      "Measures predictors on synthetic runs (no laboratory made them) and on published data:",
      "the whole validation table, errors against the number of runs, reactivity ratios, a bulk curve."
    })
final class LearnBench implements Callable<Integer> {
  private static final int[] TRAINING_RUNS = {8, 16, 32, 64};
  private static final int POOL_PER_COMONOMER = 40;
  private static final int SCORED_RUNS = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--part",
      paramLabel = "table|curve|papers",
      split = ",",
      description = "Which parts (default: all).")
  private List<String> parts = List.of("table", "curve", "papers");

  @Option(
      names = "--per-comonomer",
      paramLabel = "N",
      description = "Runs of each comonomer in the table (default: ${DEFAULT-VALUE}).",
      defaultValue = "16")
  private int perComonomer;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "Draws of training runs for the curve (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int repeats;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of runs, folds and methods (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(names = "--papers", paramLabel = "DIR", description = "Folder of published data (CSV).")
  private Optional<Path> papers = Optional.empty();

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the page (Markdown) too.")
  private Optional<Path> out = Optional.empty();

  private final StringBuilder page = new StringBuilder();

  /** For picocli. */
  LearnBench() {}

  @Override
  public Integer call() {
    for (String part : parts) {
      switch (part) {
        case "table" -> table();
        case "curve" -> curve();
        case "papers" -> papers.ifPresent(this::published);
        default -> throw new BadDataException("--part: unknown '" + part + "'");
      }
    }
    out.ifPresent(
        file -> {
          try {
            Files.writeString(file, page);
          } catch (IOException e) {
            throw new BadDataException(file + ": cannot be written: " + e.getMessage());
          }
        });
    return ExitCode.DONE;
  }

  private void table() {
    RunTable table = SyntheticRuns.make(perComonomer, seed);
    say("## Validation table");
    say("");
    say("Data: " + table.origin() + ". R2 (RMSE in mol/mol; share within the 95 % intervals).");
    Progress progress = new Progress(spec.commandLine().getErr(), new SystemClock());
    SystemClock clock = new SystemClock();
    for (Split split : Split.values()) {
      say("");
      say("### " + split);
      say("");
      say("| learner | X1 | X2 | X | F1 direct | F1 from X1, X2 | seconds |");
      say("|---|---|---|---|---|---|---|");
      for (Learner learner : ScoreVerb.learners(table, QuantumTable.SHIPPED)) {
        progress.tell(() -> split + " " + learner.title());
        long began = clock.nanoseconds();
        Map<Target, Score> scores = Validation.of(learner, table, split, seed).scores();
        StringBuilder line = new StringBuilder("| " + learner.title() + " |");
        for (Target target : Target.values()) {
          Score score = scores.get(target);
          line.append(
              score == null
                  ? " |"
                  : String.format(
                      Locale.ROOT,
                      " %.3f (%.3f; %.2f) |",
                      score.r2(),
                      score.rmse(),
                      score.coverage95()));
        }
        say(line + String.format(Locale.ROOT, " %.1f |", (clock.nanoseconds() - began) / 1e9));
      }
    }
  }

  private void curve() {
    RunTable pool = SyntheticRuns.make(POOL_PER_COMONOMER, seed + 1);
    List<Learner> learners = new ArrayList<>();
    for (RegressorKind kind : RegressorKind.values()) {
      learners.add(
          new StatisticalLearner(
              kind, FeatureSet.A_D, LearningFiles.features(pool, QuantumTable.SHIPPED)));
    }
    learners.add(new KineticLearner(QuantumTable.SHIPPED, Set.of()));
    say("");
    say("## Errors against the number of training runs");
    say("");
    say(
        "Data: %s; trained on the first runs of a random order, scored on %d others; mean of %d orders. RMSE of X, RMSE of F1 from conversions, in mol/mol (share of X and of F1 within the 95 %% intervals)."
            .formatted(pool.origin(), SCORED_RUNS, repeats));
    say("");
    say("| runs | " + String.join(" | ", learners.stream().map(Learner::title).toList()) + " |");
    say("|---|" + "---|".repeat(learners.size()));
    Progress progress = new Progress(spec.commandLine().getErr(), new SystemClock());
    for (int runs : TRAINING_RUNS) {
      StringBuilder line = new StringBuilder("| " + runs + " |");
      for (Learner learner : learners) {
        progress.tell(() -> runs + " runs, " + learner.title());
        line.append(curveCell(learner, pool, runs));
      }
      say(line.toString());
    }
  }

  private String curveCell(Learner learner, RunTable pool, int runs) {
    double[] sums = new double[4];
    for (int repeat = 0; repeat < repeats; repeat++) {
      int[] order = Tuning.folds(pool.size(), 1, seed + repeat).getFirst();
      RunTable training = pool.choose(Arrays.copyOf(order, runs));
      RunTable others =
          pool.choose(Arrays.copyOfRange(order, order.length - SCORED_RUNS, order.length));
      Map<Target, Score> scores = Validation.onOthers(learner, training, others, seed);
      List<Score> two =
          Stream.of(Target.CONVERSION, Target.COMPOSITION_FROM_CONVERSIONS)
              .map(scores::get)
              .toList();
      for (int k = 0; k < two.size(); k++) {
        sums[k] += two.get(k).rmse() / repeats;
        sums[2 + k] += two.get(k).coverage95() / repeats;
      }
    }
    return String.format(
        Locale.ROOT, " %.4f, %.4f (%.2f, %.2f) |", sums[0], sums[1], sums[2], sums[3]);
  }

  private void published(Path folder) {
    say("");
    say("## Published data");
    say("");
    for (String name : List.of("styrene_mma", "mma_dma")) {
      String file = name + "_instantaneous_composition.csv";
      List<CompositionPoint> points =
          CompositionFile.read(file, TextFile.read(folder.resolve(file))).points();
      ReactivityFit.Fitted fitted =
          ReactivityFit.fit(points, new ReactivityFit.Errors(0.005, 0.01));
      say(
          String.format(
              Locale.ROOT,
              "- %s: r1 %.3f (%.3f to %.3f), r2 %.3f (%.3f to %.3f), %d points",
              file,
              fitted.ratios().r1(),
              fitted.interval1().low(),
              fitted.interval1().high(),
              fitted.ratios().r2(),
              fitted.interval2().low(),
              fitted.interval2().high(),
              points.size()));
    }
    bulk(folder.resolve("mma_bulk_aibn_70C_conversion_exp.csv"));
  }

  /** Bulk MMA at 70 °C with 0.01548 mol/L of AIBN, from literature constants, nothing fitted. */
  private void bulk(Path file) {
    CsvTable table = CsvTable.parse(file.toString(), TextFile.read(file));
    // Density of MMA at 70 °C over its molar mass; a trace of styrene makes a pair of it.
    Inlet inlet =
        new Inlet(
            new Concentration((968.0 - 1.225 * 70.0) / 100.117),
            new Concentration(0.0),
            new Concentration(0.01548));
    CopolymerisationKinetics kinetics =
        new CopolymerisationKinetics(
            Monomers.MMA,
            Monomers.ST,
            Initiator.AIBN,
            ReactivityRatios.between(Monomers.MMA.name(), Monomers.ST.name()).orElseThrow(),
            new Mechanism(new Propagation.Terminal(), GelEffect.FreeVolume.METHYL_METHACRYLATE));
    double squares = 0.0;
    for (CsvTable.Row row : table.rows()) {
      double predicted =
          kinetics
              .plugFlow(inlet, TimeSpan.ofMinutes(table.number(row, 0)), new Temperature(70.0))
              .conversion1()
              .value();
      squares += Math.pow(predicted - table.number(row, 1), 2) / table.rows().size();
    }
    say(
        String.format(
            Locale.ROOT,
            "- %s: bulk MMA with gel effect from literature constants, RMSE of X %.3f mol/mol, %d points, nothing fitted",
            file.getFileName(),
            Math.sqrt(squares),
            table.rows().size()));
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
    page.append(line).append('\n');
  }
}
