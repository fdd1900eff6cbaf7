package dev.weir.app.verb;

import dev.weir.app.learning.Learners;
import dev.weir.app.learning.LearningFiles;
import dev.weir.app.learning.ScoreDocument;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonOutput;
import dev.weir.app.terminal.Progress;
import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.MissingFeatures;
import dev.weir.learn.validation.Learner;
import dev.weir.learn.validation.RunPrediction;
import dev.weir.learn.validation.Split;
import dev.weir.learn.validation.Target;
import dev.weir.learn.validation.Validation;
import dev.weir.time.SystemClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores learners on held-out runs. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Scores predictors on held-out runs of a table, settings tuned on the others alone.",
      "dcv: double cross validation; mev: all runs of one monomer 1 are left out at a time."
    })
public final class ScoreVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RUNS", description = "Run table (CSV).")
  private Path runs = Path.of("");

  @Option(
      names = "--split",
      paramLabel = "dcv|mev",
      description = "How runs are held out (default: ${DEFAULT-VALUE}).",
      defaultValue = "DCV")
  private Split split = Split.DCV;

  @Option(
      names = "--learner",
      paramLabel = "NAME",
      description = "Only learners whose name holds this text, for example GP or A+D.")
  private Optional<String> learner = Optional.empty();

  @Option(
      names = "--quantum",
      paramLabel = "FILE",
      description = "Table of features D (CSV) instead of the shipped one.")
  private Optional<Path> quantum = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of folds and methods (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Mixin private JsonOutput json = new JsonOutput();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes a page (HTML) with table, parity plots and calibration.")
  private Optional<Path> report = Optional.empty();

  /** For picocli. */
  ScoreVerb() {}

  @Override
  public Integer call() {
    RunTable table = LearningFiles.runs(runs).oriented();
    Progress progress = new Progress(spec.commandLine().getErr(), new SystemClock());
    List<Map<String, Object>> documents = new ArrayList<>();
    List<Validation.Result> results = new ArrayList<>();
    try {
      for (Learner each : learners(table)) {
        progress.tell(() -> "scoring " + each.title());
        Validation.Result result = Validation.of(each, table, split, seed);
        tell(result);
        documents.add(document(result, table));
        results.add(result);
      }
    } catch (MissingFeatures | IllegalArgumentException e) {
      throw new BadDataException(runs + ": " + e.getMessage());
    }
    json.write(() -> whole(table, documents));
    report.ifPresent(file -> new ScoreReport(table).write(file, results));
    return ExitCode.DONE;
  }

  private List<Learner> learners(RunTable table) {
    Set<SpeciesName> monomers = LearningFiles.monomers(table);
    List<Learner> all = Learners.all(monomers, LearningFiles.quantum(quantum), monomers);
    List<Learner> chosen =
        all.stream()
            .filter(each -> learner.isEmpty() || each.title().contains(learner.get()))
            .toList();
    if (chosen.isEmpty()) {
      throw new BadDataException(
          "no learner's name holds '%s'; there are %s"
              .formatted(
                  learner.orElse(""),
                  String.join(", ", all.stream().map(Learner::title).toList())));
    }
    return chosen;
  }

  private void tell(Validation.Result result) {
    StringBuilder line = new StringBuilder();
    result
        .scores()
        .forEach(
            (target, score) ->
                line.append(
                    String.format(
                        Locale.ROOT,
                        "  %s: R2 %.3f, RMSE %.4f, within 95 %%: %.2f",
                        target.title(),
                        score.r2(),
                        score.rmse(),
                        score.coverage95())));
    spec.commandLine().getOut().println(result.learner() + line);
  }

  private Map<String, Object> whole(RunTable table, List<Map<String, Object>> documents) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("origin", table.origin());
    whole.put("runs", table.size());
    whole.put("split", split.name());
    whole.put("seed", seed);
    whole.put("learners", documents);
    return whole;
  }

  private static Map<String, Object> document(Validation.Result result, RunTable table) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("learner", result.learner());
    document.put("scores", ScoreDocument.of(result.scores()));
    List<Map<String, Object>> parity = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      RunPrediction prediction = result.predictions().get(i);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("row", i + 1);
      for (Target target : Target.values()) {
        String name = ScoreDocument.name(target);
        row.put(name + "_measured_mol_per_mol", target.measured(table.runs().get(i)));
        row.put(name + "_predicted_mol_per_mol", target.predicted(prediction).mean());
        row.put(name + "_sd_mol_per_mol", target.predicted(prediction).standardDeviation());
      }
      parity.add(row);
    }
    document.put("held_out", parity);
    return document;
  }
}
