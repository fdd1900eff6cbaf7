package dev.weir.app.verb;

import dev.weir.app.learning.Learners;
import dev.weir.app.learning.LearningFiles;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonOutput;
import dev.weir.app.terminal.WeirHome;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.learn.Prediction;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.MissingFeatures;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.mechanistic.KineticPredictor;
import dev.weir.learn.registry.PredictorRecord;
import dev.weir.learn.regress.Normal;
import dev.weir.learn.validation.RunPrediction;
import dev.weir.units.Concentration;
import dev.weir.units.Dimension;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import dev.weir.yaml.YamlMap;
import dev.weir.yaml.YamlReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what the live predictor expects of a run. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Says what the live predictor expects under given conditions, with standard deviations.",
      "CONDITIONS holds monomer_1, monomer_2, feed_composition, residence_time, temperature,"
          + " total_monomer and initiator, each with its unit. A monomer without runs needs its"
          + " values in --quantum."
    })
public final class PredictVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CONDITIONS", description = "Conditions (YAML).")
  private Path conditions = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder that keeps the predictors (default: ${DEFAULT-VALUE}).",
      defaultValue = "data")
  private Path data = Path.of("");

  @Option(
      names = "--quantum",
      paramLabel = "FILE",
      description = "Table of features D (CSV) instead of the shipped one.")
  private Optional<Path> quantum = Optional.empty();

  @Mixin private JsonOutput json = new JsonOutput();

  /** For picocli. */
  PredictVerb() {}

  @Override
  public Integer call() {
    YamlMap root = YamlReader.read(WeirHome.find(conditions));
    SpeciesName monomer1 = root.parsed("monomer_1", SpeciesName::new);
    SpeciesName monomer2 = root.parsed("monomer_2", SpeciesName::new);
    Conditions asked = conditions(root);
    root.refuseUnknownKeys();
    PredictorFolder folder = new PredictorFolder(data);
    PredictorRecord live =
        folder
            .registry()
            .live()
            .orElseThrow(
                () -> new BadDataException(data + ": no predictor is live; train one first"));
    try {
      tell(live, expected(folder.table(live), live, new Question(monomer1, monomer2, asked)));
    } catch (MissingFeatures | IllegalArgumentException e) {
      throw new BadDataException(conditions + ": " + e.getMessage());
    }
    return ExitCode.DONE;
  }

  private static Conditions conditions(YamlMap root) {
    return new Conditions(
        new FeedComposition(root.quantity("feed_composition", Dimension.FRACTION).canonicalValue()),
        (TimeSpan) root.quantity("residence_time", Dimension.TIME_SPAN),
        (Temperature) root.quantity("temperature", Dimension.TEMPERATURE),
        (Concentration) root.quantity("total_monomer", Dimension.CONCENTRATION),
        (Concentration) root.quantity("initiator", Dimension.CONCENTRATION));
  }

  private record Question(SpeciesName monomer1, SpeciesName monomer2, Conditions conditions) {}

  /**
   * What is expected.
   *
   * @param withNoise whether the analyser's noise is in the deviations
   */
  private record Answer(Normal x1, Normal x2, Normal x, Normal f1, boolean withNoise) {}

  private Answer expected(RunTable table, PredictorRecord live, Question question) {
    QuantumTable values = LearningFiles.quantum(quantum);
    if (live.kind().equals(Learners.KINETIC)) {
      Prediction prediction =
          KineticPredictor.fit(table, values, List.of(), live.seed())
              .predict(question.monomer1(), question.monomer2(), question.conditions());
      return new Answer(
          normal(prediction.conversion1()),
          normal(prediction.conversion2()),
          normal(prediction.conversion()),
          normal(prediction.copolymerComposition()),
          false);
    }
    Set<SpeciesName> monomers = new TreeSet<>(LearningFiles.monomers(table));
    monomers.add(question.monomer1());
    monomers.add(question.monomer2());
    MeasuredConversion notYet = new MeasuredConversion(0.5, 0.0);
    RunPrediction prediction =
        Learners.named(live.kind(), monomers, values)
            .learn(table, live.seed())
            .at(
                new LearningRun(
                    question.monomer1(),
                    question.monomer2(),
                    question.conditions(),
                    notYet,
                    notYet));
    return new Answer(
        prediction.conversion1(),
        prediction.conversion2(),
        prediction.conversion(),
        prediction.compositionFromConversions(),
        true);
  }

  private static Normal normal(Prediction.Estimate estimate) {
    return new Normal(estimate.mean(), estimate.standardDeviation());
  }

  private void tell(PredictorRecord live, Answer answer) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("predictor", live.number());
    document.put("learnt_from", live.origin());
    document.put("kind", live.kind());
    put(document, "x1", answer.x1());
    put(document, "x2", answer.x2());
    put(document, "conversion", answer.x());
    put(document, "copolymer_composition", answer.f1());
    document.put("with_analyser_noise", answer.withNoise());
    spec.commandLine()
        .getOut()
        .printf(
            "predictor %d: X1 %s, X2 %s, X %s, F1 %s mol/mol (one standard deviation, %s the analyser's noise)%n",
            live.number(),
            text(answer.x1()),
            text(answer.x2()),
            text(answer.x()),
            text(answer.f1()),
            answer.withNoise() ? "with" : "without");
    json.write(() -> document);
  }

  private static String text(Normal value) {
    return String.format(Locale.ROOT, "%.3f ± %.3f", value.mean(), value.standardDeviation());
  }

  private static void put(Map<String, Object> document, String name, Normal value) {
    document.put(name + "_mol_per_mol", value.mean());
    document.put(name + "_sd_mol_per_mol", value.standardDeviation());
  }
}
