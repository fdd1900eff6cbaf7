package dev.weir.app.bench;

import dev.weir.app.learning.LearningFiles;
import dev.weir.app.terminal.Progress;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.SyntheticRuns;
import dev.weir.learn.features.FeatureSet;
import dev.weir.learn.features.MonomerFeatures;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.mechanistic.KineticPredictor;
import dev.weir.learn.regress.Regressor;
import dev.weir.learn.regress.RegressorKind;
import dev.weir.learn.regress.Samples;
import dev.weir.learn.regress.Tuning;
import dev.weir.learn.validation.Split;
import dev.weir.learn.validation.Target;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * The processor time of retraining at 1,000 runs: full nested tuning of one target, the overall
 * conversion, by each regressor on features A+D, and the kinetic predictor.
 */
final class LearnRetrain {
  private static final int PER_COMONOMER = 200;

  private final long seed;
  private final String wanted;
  private final DoubleSupplier processorSeconds;

  LearnRetrain(long seed, String wanted, DoubleSupplier processorSeconds) {
    this.seed = seed;
    this.wanted = wanted;
    this.processorSeconds = processorSeconds;
  }

  void say(Consumer<String> page, Progress progress) {
    RunTable table = SyntheticRuns.make(PER_COMONOMER, seed);
    page.accept("");
    page.accept("## Retraining");
    page.accept("");
    page.accept(
        "Data: "
            + table.origin()
            + ". Processor time; nested tuning of X: 5 outer folds, 4 inner ones, then on all runs.");
    page.accept("");
    page.accept("| learner | what | R2 of X held out | CPU s |");
    page.accept("|---|---|---|---|");
    for (RegressorKind kind : RegressorKind.values()) {
      if ((kind.title() + " A+D").contains(wanted)) {
        progress.tell(() -> "retraining " + kind.title());
        page.accept(nested(kind, table));
      }
    }
    if ("kinetics + GP".contains(wanted)) {
      progress.tell(() -> "retraining kinetics");
      double began = processorSeconds.getAsDouble();
      KineticPredictor.fit(table, seed);
      page.accept(
          String.format(
              Locale.ROOT,
              "| kinetics + GP | one training | | %.1f |",
              processorSeconds.getAsDouble() - began));
    }
  }

  private String nested(RegressorKind kind, RunTable table) {
    MonomerFeatures monomers = LearningFiles.features(table, QuantumTable.SHIPPED);
    List<LearningRun> runs = table.runs();
    Samples samples =
        new Samples(
            runs.stream().map(run -> FeatureSet.A_D.of(run, monomers)).toList(),
            runs.stream().mapToDouble(Target.CONVERSION::measured).toArray());
    double began = processorSeconds.getAsDouble();
    double mean = 0.0;
    for (double output : samples.outputs()) {
      mean += output / samples.size();
    }
    double squares = 0.0;
    double total = 0.0;
    for (int[] fold : Split.DCV.folds(table, seed)) {
      Samples left = samples.choose(Tuning.without(samples.size(), fold));
      Regressor regressor = Tuning.tune(kind, left, seed).regressor();
      for (int row : fold) {
        double output = samples.outputs()[row];
        squares += Math.pow(regressor.at(samples.inputs().get(row)).mean() - output, 2);
        total += Math.pow(output - mean, 2);
      }
    }
    Tuning.tune(kind, samples, seed);
    return String.format(
        Locale.ROOT,
        "| %s A+D | nested tuning | %.4f | %.1f |",
        kind.title(),
        1.0 - squares / total,
        processorSeconds.getAsDouble() - began);
  }
}
