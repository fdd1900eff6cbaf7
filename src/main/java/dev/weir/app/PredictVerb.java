package dev.weir.app;

import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.learn.Prediction;
import dev.weir.learn.features.MissingFeatures;
import dev.weir.learn.mechanistic.KineticPredictor;
import dev.weir.learn.registry.PredictorRecord;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
      "CONDITIONS holds monomer_1, monomer_2, feed_composition, residence_time, temperature,",
      "total_monomer and initiator. A monomer without runs needs its values in --quantum."
    })
final class PredictVerb implements Callable<Integer> {
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

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the prediction as JSON.")
  private Optional<Path> json = Optional.empty();

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
      KineticPredictor predictor =
          KineticPredictor.fit(
              folder.table(live), LearningFiles.quantum(quantum), List.of(), live.seed());
      tell(live, predictor.predict(monomer1, monomer2, asked));
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

  private void tell(PredictorRecord live, Prediction prediction) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("predictor", live.number());
    document.put("learnt_from", live.origin());
    put(document, "x1", prediction.conversion1());
    put(document, "x2", prediction.conversion2());
    put(document, "conversion", prediction.conversion());
    put(document, "copolymer_composition", prediction.copolymerComposition());
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "predictor %d: X1 %.3f ± %.3f, X2 %.3f ± %.3f, X %.3f ± %.3f, F1 %.3f ± %.3f mol/mol (one standard deviation, without the analyser's noise)%n",
            live.number(),
            prediction.conversion1().mean(),
            prediction.conversion1().standardDeviation(),
            prediction.conversion2().mean(),
            prediction.conversion2().standardDeviation(),
            prediction.conversion().mean(),
            prediction.conversion().standardDeviation(),
            prediction.copolymerComposition().mean(),
            prediction.copolymerComposition().standardDeviation());
    json.ifPresent(file -> JsonFile.write(file, document));
  }

  private static void put(Map<String, Object> document, String name, Prediction.Estimate estimate) {
    document.put(name + "_mol_per_mol", estimate.mean());
    document.put(name + "_sd_mol_per_mol", estimate.standardDeviation());
  }
}
