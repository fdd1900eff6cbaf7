package dev.weir.app.verb;

import dev.weir.app.job.MaterialsFiles;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonFile;
import dev.weir.app.terminal.Progress;
import dev.weir.materials.data.DemonstrationTable;
import dev.weir.materials.data.EnergyTable;
import dev.weir.materials.data.EnergyTableWriter;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.generate.CheckpointFolder;
import dev.weir.materials.generate.EnergyPredictor;
import dev.weir.materials.generate.EnergyScore;
import dev.weir.materials.generate.EnergyTraining;
import dev.weir.materials.generate.HoldOut;
import dev.weir.materials.generate.MemberStore;
import dev.weir.materials.generate.TrainingPlan;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir energy}: predictors of the formation energy of a formula. */
@Command(
    name = "energy",
    description = "Trains and judges predictors of the formation energy of a formula.",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.FAULT,
    subcommands = {EnergyVerb.Train.class, EnergyVerb.Score.class, TrainReferenceVerb.class})
public final class EnergyVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** For picocli only. */
  EnergyVerb() {}

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name train, score or train-reference");
  }

  static Map<String, Object> figures(EnergyScore score) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows", score.rows());
    figures.put("rmse_ev_per_atom", score.rootMeanSquareError());
    figures.put("mae_ev_per_atom", score.meanAbsoluteError());
    figures.put("r2", score.determination());
    figures.put("coverage_of_95_percent_interval", score.coverage());
    figures.put("mean_half_width_ev_per_atom", score.meanHalfWidth());
    return figures;
  }

  /** {@code weir energy train}. */
  @Command(
      name = "train",
      description = "Trains a predictor on formulas with known formation energies.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = ExitCode.USAGE,
      exitCodeOnExecutionException = ExitCode.FAULT)
  static final class Train implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
        paramLabel = "DATA.csv",
        arity = "0..1",
        description = "formulas and energies, may be gzipped")
    private Optional<Path> data = Optional.empty();

    @Option(
        names = "--demonstration",
        description =
            "learns from some hundred well-known compounds instead: for a first look, not for use")
    private boolean demonstration;

    @Option(
        names = "--elements",
        paramLabel = "TABLE.csv",
        description = "elemental features, as of XenonPy or Magpie (default: a built-in table)")
    private Optional<Path> elements = Optional.empty();

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "folder to write (default: data/formulas)")
    private Path out = MaterialsFiles.FOLDER;

    @Option(
        names = "--members",
        paramLabel = "N",
        description = "networks on descriptors in the ensemble (default: 3)")
    private int members = TrainingPlan.DEFAULT.members();

    @Option(
        names = "--set-members",
        paramLabel = "N",
        description = "networks on sets of elements in the ensemble (default: 3)")
    private int setMembers = TrainingPlan.DEFAULT.setMembers();

    @Option(
        names = "--epochs",
        paramLabel = "N",
        description = "how often each row is seen (default: 40)")
    private int epochs = TrainingPlan.DEFAULT.epochs();

    @Option(
        names = "--hidden",
        paramLabel = "N",
        split = ",",
        description = "widths of the hidden layers on descriptors (default: 512,512,256)")
    private List<Integer> hidden = TrainingPlan.DEFAULT.hidden();

    @Option(
        names = "--hold-out",
        paramLabel = "TENTH",
        description =
            "keeps one tenth of the formulas apart, 0 or 2 to 9, and judges the predictor on it")
    private Optional<Integer> holdOut = Optional.empty();

    @Option(
        names = "--resume",
        description = "goes on with the members that a training broken off had finished")
    private boolean resume;

    @Option(names = "--seed", paramLabel = "N", description = "of everything random (default: 1)")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the figures as JSON")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws IOException {
      CommandLine line = spec.commandLine();
      TrainingPlan plan = plan(line);
      if (demonstration == data.isPresent()) {
        throw new CommandLine.ParameterException(line, "name either DATA.csv or --demonstration");
      }
      EnergyTable table =
          data.map(file -> MaterialsFiles.energies(file, line.getErr()))
              .orElseGet(() -> new EnergyTable(DemonstrationTable.rows(), List.of(), List.of()));
      ElementTable features = MaterialsFiles.elements(elements);
      List<KnownFormula> teaching = new ArrayList<>();
      List<KnownFormula> judging = new ArrayList<>();
      for (KnownFormula row : table.rows()) {
        boolean apart = holdOut.isPresent() && HoldOut.tenth(row.formula()) == holdOut.get();
        (apart ? judging : teaching).add(row);
      }
      SystemClock clock = new SystemClock();
      Progress progress = new Progress(line.getErr(), clock);
      long began = clock.nanoseconds();
      Path finished = out.resolve("checkpoint");
      if (!resume) {
        CheckpointFolder.clear(finished);
      }
      CheckpointFolder store =
          new CheckpointFolder(finished, EnergyTraining.key(teaching, features, plan, seed));
      EnergyPredictor predictor = train(features, plan, teaching, progress, store);
      double seconds = (clock.nanoseconds() - began) / 1e9;
      predictor.write(out.resolve(MaterialsFiles.PREDICTOR));
      EnergyTableWriter.write(out.resolve(MaterialsFiles.KNOWN), teaching);
      CheckpointFolder.clear(finished);
      line.getOut()
          .printf(
              Locale.ROOT,
              "%d networks (%d of them resumed) learned from %d formulas in %.0f s: %s%n",
              predictor.members(),
              Math.min(store.resumed(), predictor.members()),
              teaching.size(),
              seconds,
              out.resolve(MaterialsFiles.PREDICTOR));
      Map<String, Object> figures = new LinkedHashMap<>();
      if (!judging.isEmpty()) {
        EnergyScore score = EnergyScore.of(predictor, judging);
        line.getOut().println(score);
        figures.putAll(figures(score));
      }
      figures.put("formulas", teaching.size());
      figures.put("skipped_rows", table.skipped().size());
      figures.put("members", predictor.members());
      figures.put("epochs", plan.epochs());
      figures.put("training_seconds", seconds);
      json.ifPresent(file -> JsonFile.write(file, figures));
      return ExitCode.DONE;
    }

    private TrainingPlan plan(CommandLine line) {
      if (holdOut.isPresent()
          && (holdOut.get() < 0
              || holdOut.get() >= HoldOut.TENTHS
              || holdOut.get() == EnergyTraining.VALIDATION_TENTH)) {
        throw new CommandLine.ParameterException(
            line, "--hold-out must be 0 or 2 to 9: tenth 1 validates, was " + holdOut.get());
      }
      try {
        return new TrainingPlan(
            hidden, epochs, members, setMembers, TrainingPlan.DEFAULT.peakRate());
      } catch (IllegalArgumentException e) {
        throw new CommandLine.ParameterException(line, String.valueOf(e.getMessage()));
      }
    }

    private EnergyPredictor train(
        ElementTable features,
        TrainingPlan plan,
        List<KnownFormula> rows,
        Progress progress,
        MemberStore store) {
      try {
        return new EnergyTraining(
                features,
                plan,
                seed,
                (network, epoch, all, error) ->
                    progress.tell(
                        () ->
                            String.format(
                                Locale.ROOT,
                                "%s: epoch %d of %d, RMSE %.3f eV/atom on the validating rows",
                                network,
                                epoch,
                                all,
                                error)),
                store)
            .train(rows);
      } catch (IllegalArgumentException e) {
        throw new BadDataException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** {@code weir energy score}. */
  @Command(
      name = "score",
      description = "Judges a predictor on formulas that it has not learned from.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = ExitCode.USAGE,
      exitCodeOnExecutionException = ExitCode.FAULT)
  static final class Score implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DATA.csv", description = "formulas and energies, may be gzipped")
    private Path data = Path.of("data.csv");

    @Option(
        names = "--predictor",
        paramLabel = "DIR",
        description = "the folder of a training (default: data/formulas)")
    private Path folder = MaterialsFiles.FOLDER;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the figures as JSON")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() {
      CommandLine line = spec.commandLine();
      EnergyPredictor predictor = MaterialsFiles.predictor(folder);
      EnergyTable table = MaterialsFiles.energies(data, line.getErr());
      List<KnownFormula> known = new ArrayList<>();
      for (KnownFormula row : table.rows()) {
        predictor
            .table()
            .missing(row.formula())
            .ifPresentOrElse(
                element ->
                    line.getErr()
                        .printf(
                            "%s: not judged: the table of elements lacks %s%n",
                            row.formula(), element),
                () -> known.add(row));
      }
      if (known.isEmpty()) {
        throw new BadDataException(data + ": no formula can be judged");
      }
      EnergyScore score = EnergyScore.of(predictor, known);
      line.getOut().println(score);
      Map<String, Object> figures = figures(score);
      figures.put("not_judged", table.rows().size() - known.size());
      json.ifPresent(file -> JsonFile.write(file, figures));
      return ExitCode.DONE;
    }
  }
}
