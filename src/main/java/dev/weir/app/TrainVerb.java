package dev.weir.app;

import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunFile;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.MissingFeatures;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.registry.Gate;
import dev.weir.learn.registry.PredictorRecord;
import dev.weir.learn.registry.Registry;
import dev.weir.learn.validation.KineticLearner;
import dev.weir.learn.validation.Learner;
import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Split;
import dev.weir.learn.validation.Target;
import dev.weir.learn.validation.Validation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains the kinetic predictor and lets it go live when the gate allows. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the kinetic predictor on a run table, scores it on held-out runs, and lets it go live",
      "when it is calibrated and not worse than the live one on the same runs."
    },
    subcommands = TrainVerb.RollBack.class)
final class TrainVerb implements Callable<Integer> {
  /** With fewer runs nothing can be held out. */
  private static final int FEWEST_RUNS = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RUNS", arity = "0..1", description = "Run table (CSV).")
  private Optional<Path> runs = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder that keeps the predictors (default: ${DEFAULT-VALUE}).",
      defaultValue = "data")
  private Path data = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of every random choice (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the record as JSON.")
  private Optional<Path> json = Optional.empty();

  /** For picocli. */
  TrainVerb() {}

  @Override
  public Integer call() {
    Path file =
        runs.orElseThrow(
            () -> new ParameterException(spec.commandLine(), "name a run table (CSV)"));
    RunTable table = LearningFiles.runs(file);
    if (table.size() < FEWEST_RUNS) {
      throw new BadDataException(
          "%s: has %d runs, training needs at least %d".formatted(file, table.size(), FEWEST_RUNS));
    }
    try {
      train(table);
    } catch (MissingFeatures | IllegalArgumentException e) {
      throw new BadDataException(file + ": " + e.getMessage());
    }
    return ExitCode.DONE;
  }

  private void train(RunTable table) {
    Learner learner = new KineticLearner(QuantumTable.SHIPPED, Set.of());
    PredictorFolder folder = new PredictorFolder(data);
    Registry registry = folder.registry();
    Map<Target, Score> scores = Validation.of(learner, table, Split.DCV, seed).scores();
    PredictorRecord candidate = record(registry, learner, table, scores);
    Optional<PredictorRecord> live =
        registry.live().map(record -> onTheSameRuns(record, folder, learner, table));
    Gate.Verdict verdict = Gate.DEFAULT.judge(candidate, live);
    Registry next = registry.with(candidate, verdict);
    folder.keep(next, table);
    tell(candidate, verdict);
    json.ifPresent(path -> JsonFile.write(path, document(candidate, verdict)));
  }

  private PredictorRecord record(
      Registry registry, Learner learner, RunTable table, Map<Target, Score> scores) {
    return new PredictorRecord(
        registry.records().size() + 1,
        learner.title(),
        Hashes.sha256(RunFile.write(table)),
        table.size(),
        table.origin(),
        seed,
        Version.text(),
        Split.DCV,
        scores);
  }

  /** Scores what the live predictor learnt on the candidate's held-out runs, without those. */
  private PredictorRecord onTheSameRuns(
      PredictorRecord live, PredictorFolder folder, Learner learner, RunTable table) {
    List<LearningRun> known = folder.table(live).runs();
    Map<Target, Score> scores =
        Validation.withOther(learner, table, known, new Validation.Turns(Split.DCV, seed)).scores();
    return new PredictorRecord(
        live.number(),
        live.kind(),
        live.dataHash(),
        live.runs(),
        live.origin(),
        live.seed(),
        live.version(),
        Split.DCV,
        scores);
  }

  private void tell(PredictorRecord candidate, Gate.Verdict verdict) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "predictor %d (%s) learnt %d runs (%s)%n",
        candidate.number(),
        candidate.kind(),
        candidate.runs(),
        candidate.origin());
    candidate
        .scores()
        .forEach(
            (target, score) ->
                out.printf(
                    Locale.ROOT,
                    "  %s: R2 %.3f, RMSE %.4f mol/mol, %.1f %% within their 95 %% intervals%n",
                    target.title(),
                    score.r2(),
                    score.rmse(),
                    100.0 * score.coverage95()));
    switch (verdict) {
      case Gate.Verdict.Passed _ -> out.println("it is live");
      case Gate.Verdict.Refused(List<String> reasons) ->
          out.println("it is not live: " + String.join("; ", reasons));
    }
  }

  private static Map<String, Object> document(PredictorRecord candidate, Gate.Verdict verdict) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("number", candidate.number());
    document.put("kind", candidate.kind());
    document.put("data_sha256", candidate.dataHash());
    document.put("runs", candidate.runs());
    document.put("origin", candidate.origin());
    document.put("seed", candidate.seed());
    document.put("version", candidate.version());
    document.put("scores", ScoreVerb.scores(candidate.scores()));
    switch (verdict) {
      case Gate.Verdict.Passed _ -> document.put("live", true);
      case Gate.Verdict.Refused(List<String> reasons) -> {
        document.put("live", false);
        document.put("reasons", reasons);
      }
    }
    return document;
  }

  /** Makes the predictor live again that was so before the present one. */
  @Command(
      name = "roll-back",
      mixinStandardHelpOptions = true,
      description = "Makes the predictor live again that was so before the present one.")
  static final class RollBack implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Folder that keeps the predictors (default: ${DEFAULT-VALUE}).",
        defaultValue = "data")
    private Path data = Path.of("");

    /** For picocli. */
    RollBack() {}

    @Override
    public Integer call() {
      PredictorFolder folder = new PredictorFolder(data);
      Registry back =
          folder
              .registry()
              .rolledBack()
              .orElseThrow(() -> new BadDataException(data + ": no earlier predictor was live"));
      folder.keep(back);
      spec.commandLine()
          .getOut()
          .println("predictor " + back.liveHistory().getLast() + " is live again");
      return ExitCode.DONE;
    }
  }
}
