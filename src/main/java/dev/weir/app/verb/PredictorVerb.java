package dev.weir.app.verb;

import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.learning.Training;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonOutput;
import dev.weir.learn.registry.PredictorRecord;
import dev.weir.learn.registry.Registry;
import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the trained predictors of a data folder and changes which one is live. */
@Command(
    name = "predictor",
    mixinStandardHelpOptions = true,
    description = "Shows the trained predictors and changes which one is live.",
    subcommands = {
      PredictorVerb.ListAll.class,
      PredictorVerb.Show.class,
      PredictorVerb.RollBack.class
    })
public final class PredictorVerb {
  /** For picocli. */
  PredictorVerb() {}

  /** Lists all predictors. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists all predictors with their scores; '*' marks the live one.")
  static final class ListAll implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataFolder data = new DataFolder();

    @Mixin private JsonOutput json = new JsonOutput();

    /** For picocli. */
    ListAll() {}

    @Override
    public Integer call() {
      Registry registry = new PredictorFolder(data.folder()).registry();
      Optional<Integer> live = registry.live().map(PredictorRecord::number);
      List<Map<String, Object>> documents = new ArrayList<>();
      for (PredictorRecord record : registry.records()) {
        boolean isLive = live.equals(Optional.of(record.number()));
        spec.commandLine()
            .getOut()
            .printf(
                Locale.ROOT,
                "%s %d  %d runs  %s  %s%n",
                isLive ? "*" : " ",
                record.number(),
                record.runs(),
                score(record),
                record.origin());
        Map<String, Object> document = Training.document(record);
        document.put("live", isLive);
        documents.add(document);
      }
      json.write(() -> documents);
      return ExitCode.DONE;
    }

    private static String score(PredictorRecord record) {
      Optional<Score> overall = Optional.ofNullable(record.scores().get(Target.CONVERSION));
      Optional<Score> share =
          Optional.ofNullable(record.scores().get(Target.COMPOSITION_FROM_CONVERSIONS));
      return overall.isEmpty() || share.isEmpty()
          ? "not scored"
          : String.format(
              Locale.ROOT,
              "RMSE of X %.4f, of F1 %.4f mol/mol",
              overall.get().rmse(),
              share.get().rmse());
    }
  }

  /** Shows one predictor. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows a predictor's record and every score; the live one without a number.")
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataFolder data = new DataFolder();

    @Parameters(paramLabel = "NUMBER", arity = "0..1", description = "Its number.")
    private Optional<Integer> number = Optional.empty();

    /** For picocli. */
    Show() {}

    @Override
    public Integer call() {
      Registry registry = new PredictorFolder(data.folder()).registry();
      PredictorRecord record =
          number
              .map(wanted -> numbered(registry, wanted))
              .orElseGet(registry::live)
              .orElseThrow(() -> new BadDataException(data.folder() + ": no such predictor"));
      Training.document(record)
          .forEach(
              (name, value) -> {
                if (value instanceof Map<?, ?> scores) {
                  scores.forEach((what, score) -> tell(String.valueOf(what), score));
                } else {
                  tell(name, value);
                }
              });
      return ExitCode.DONE;
    }

    private void tell(String name, Object value) {
      spec.commandLine().getOut().println(name + ": " + value);
    }

    private static Optional<PredictorRecord> numbered(Registry registry, int wanted) {
      return registry.records().stream().filter(record -> record.number() == wanted).findFirst();
    }
  }

  /** Makes the predictor live again that was so before the present one. */
  @Command(
      name = "roll-back",
      mixinStandardHelpOptions = true,
      description = "Makes the predictor live again that was so before the present one.")
  static final class RollBack implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataFolder data = new DataFolder();

    /** For picocli. */
    RollBack() {}

    @Override
    public Integer call() {
      PredictorFolder folder = new PredictorFolder(data.folder());
      Registry back =
          folder.change(
              registry -> {
                Registry earlier =
                    registry
                        .rolledBack()
                        .orElseThrow(
                            () ->
                                new BadDataException(
                                    data.folder() + ": no earlier predictor was live"));
                folder.keep(earlier);
                return earlier;
              });
      spec.commandLine()
          .getOut()
          .println("predictor " + back.liveHistory().getLast() + " is live again");
      return ExitCode.DONE;
    }
  }
}
