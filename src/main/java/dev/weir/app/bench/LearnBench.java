package dev.weir.app.bench;

import dev.weir.app.learning.Learners;
import dev.weir.app.learning.LearningFiles;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.Progress;
import dev.weir.app.terminal.TextFile;
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
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.reactivity.CompositionFile;
import dev.weir.learn.reactivity.CompositionPoint;
import dev.weir.learn.reactivity.ReactivityFit;
import dev.weir.learn.validation.Learner;
import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Split;
import dev.weir.learn.validation.Target;
import dev.weir.learn.validation.Validation;
import dev.weir.time.SystemClock;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--part",
      paramLabel = "table|curve|retrain|papers",
      split = ",",
      description = "Which parts (default: all).")
  private List<String> parts = List.of("table", "curve", "retrain", "papers");

  @Option(
      names = "--per-comonomer",
      paramLabel = "N",
      description = "Runs of each comonomer in the table (default: ${DEFAULT-VALUE}).",
      defaultValue = "16")
  private int perComonomer;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description =
          "Tables for the curve, each with a truth of its own (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int repeats;

  @Option(
      names = "--learner",
      paramLabel = "NAME",
      description = "Only learners whose name holds this text.",
      defaultValue = "")
  private String learner = "";

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
        case "retrain" ->
            new LearnRetrain(seed, learner, LearnBench::processorSeconds)
                .say(this::say, progress());
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
    Progress progress = progress();
    for (Split split : Split.values()) {
      say("");
      say("### " + split);
      say("");
      say("| learner | X1 | X2 | X | F1 direct | F1 from X1, X2 | CPU s |");
      say("|---|---|---|---|---|---|---|");
      for (Learner each :
          Learners.all(
              LearningFiles.monomers(table), QuantumTable.SHIPPED, LearningFiles.monomers(table))) {
        if (!each.title().contains(learner)) {
          continue;
        }
        progress.tell(() -> split + " " + each.title());
        double began = processorSeconds();
        Map<Target, Score> scores = Validation.of(each, table, split, seed).scores();
        StringBuilder line = new StringBuilder("| " + each.title() + " |");
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
        say(line + String.format(Locale.ROOT, " %.1f |", processorSeconds() - began));
      }
    }
  }

  private void curve() {
    new LearnCurve(seed, repeats, learner).say(this::say, progress());
  }

  private Progress progress() {
    return new Progress(spec.commandLine().getErr(), new SystemClock());
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

  /** Returns the processor time of the whole program so far: the machine may be shared. */
  private static double processorSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(spent -> spent.toNanos() / 1e9)
        .orElse(Double.NaN);
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
    page.append(line).append('\n');
  }
}
