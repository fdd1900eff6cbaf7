package dev.weir.app.verb;

import dev.weir.app.learning.JournalRuns;
import dev.weir.app.learning.Learners;
import dev.weir.app.learning.LearningFiles;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.learning.Training;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonOutput;
import dev.weir.app.terminal.Progress;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.MissingFeatures;
import dev.weir.learn.registry.Gate;
import dev.weir.learn.registry.PredictorRecord;
import dev.weir.time.SystemClock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a predictor and lets it go live when the gate allows. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a predictor, scores it on held-out runs, and lets it go live when it is calibrated"
          + " and not worse than the live one on the same runs.",
      "Without RUNS it learns the accepted runs of the journal and the tables in DIR/lab-runs;"
          + " with RUNS those tables, and --with-journal both."
    })
public final class TrainVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataFolder data = new DataFolder();

  @Parameters(paramLabel = "RUNS", arity = "0..*", description = "Run tables (CSV).")
  private List<Path> runs = new ArrayList<>();

  @Option(names = "--with-journal", description = "Learns the data folder's runs beside RUNS.")
  private boolean withJournal;

  @Option(
      names = "--learner",
      paramLabel = "NAME",
      description = {
        "Which learner, as 'weir score' names it, for example 'GP A+D' (default: ${DEFAULT-VALUE}).",
        "The kinetic one knows pairs with MMA started by AIBN; campaigns start from it alone."
      },
      defaultValue = "kinetics + GP")
  private String learner = Learners.KINETIC;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of every random choice (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Mixin private JsonOutput json = new JsonOutput();

  /** For picocli. */
  TrainVerb() {}

  @Override
  public Integer call() {
    RunTable table = table();
    try {
      Progress progress = new Progress(spec.commandLine().getErr(), new SystemClock());
      Training training =
          new Training(
              new PredictorFolder(data.folder()),
              new Training.Order(learner, seed),
              (step, of) ->
                  progress.tell(
                      () -> "weir: learning, held-out part %d of %d".formatted(step, of)));
      switch (training.of(table)) {
        case Training.Outcome.Trained(PredictorRecord candidate, Gate.Verdict verdict) -> {
          tell(candidate, verdict);
          json.write(() -> Training.document(candidate, verdict));
        }
        case Training.Outcome.NothingNew(PredictorRecord record) -> {
          spec.commandLine()
              .getOut()
              .println("predictor " + record.number() + " learnt these runs before");
          json.write(() -> Training.document(record));
        }
      }
    } catch (MissingFeatures | IllegalArgumentException e) {
      throw new BadDataException(table.origin() + ": " + e.getMessage());
    }
    return ExitCode.DONE;
  }

  private RunTable table() {
    List<RunTable> tables = new ArrayList<>();
    if (runs.isEmpty() || withJournal) {
      JournalRuns.read(data).ifPresent(tables::add);
    }
    runs.stream().map(LearningFiles::runs).forEach(tables::add);
    if (tables.isEmpty()) {
      throw new BadDataException(
          data.folder() + ": neither its journal nor " + JournalRuns.LAB_RUNS + " holds a run");
    }
    return JournalRuns.together(tables);
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
}
