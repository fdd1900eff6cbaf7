package dev.weir.learn.validation;

import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.Prediction;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.mechanistic.KineticPredictor;
import dev.weir.learn.regress.Normal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The kinetic predictor as validation sees it. Its draws are of the truth; the analyser's noise is
 * added for a measurement. A comonomer without runs in the training table counts as new when {@code
 * strangers} holds it: its literature is not used then.
 *
 * @param quantum features D
 * @param strangers comonomers whose literature may be used only when they were trained on
 */
public record KineticLearner(QuantumTable quantum, Set<SpeciesName> strangers) implements Learner {
  /** Copies the set. */
  public KineticLearner {
    strangers = Set.copyOf(strangers);
  }

  @Override
  public String title() {
    return "kinetics + GP";
  }

  @Override
  public Taught learn(RunTable training, long seed) {
    Set<SpeciesName> trained = new TreeSet<>();
    for (LearningRun run : training.runs()) {
      trained.add(run.monomer1());
      trained.add(run.monomer2());
    }
    List<SpeciesName> hidden =
        new TreeSet<>(strangers)
            .stream()
                .filter(name -> !trained.contains(name) && !name.equals(Monomers.MMA.name()))
                .toList();
    KineticPredictor predictor = KineticPredictor.fit(training, quantum, hidden, seed);
    double noise = predictor.noise();
    return run -> {
      Prediction prediction = predictor.predict(run.monomer1(), run.monomer2(), run.conditions());
      double f10 = run.conditions().feedComposition().value();
      double overall = prediction.conversion().mean();
      double share = prediction.copolymerComposition().mean();
      // Noise of X1 and X2 through F1 = f10 X1 / X and X = f10 X1 + (1 - f10) X2.
      double ofOverall = noise * Math.hypot(f10, 1.0 - f10);
      double ofShare =
          noise * Math.hypot(f10 * (1.0 - share), (1.0 - f10) * share) / Math.max(overall, noise);
      Normal composition = measured(prediction.copolymerComposition(), ofShare);
      return new RunPrediction(
          measured(prediction.conversion1(), noise),
          measured(prediction.conversion2(), noise),
          measured(prediction.conversion(), ofOverall),
          composition,
          composition);
    };
  }

  private static Normal measured(Prediction.Estimate truth, double noise) {
    return new Normal(truth.mean(), Math.hypot(truth.standardDeviation(), noise));
  }
}
