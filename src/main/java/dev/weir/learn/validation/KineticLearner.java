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
    AnalyserNoise noise = new AnalyserNoise(predictor.noise());
    return run -> {
      Prediction prediction = predictor.predict(run.monomer1(), run.monomer2(), run.conditions());
      AnalyserNoise.Truth truth =
          new AnalyserNoise.Truth(
              normal(prediction.conversion1()),
              normal(prediction.conversion2()),
              normal(prediction.conversion()),
              normal(prediction.copolymerComposition()));
      return noise.measured(run.conditions().feedComposition(), truth, truth.composition());
    };
  }

  private static Normal normal(Prediction.Estimate estimate) {
    return new Normal(estimate.mean(), estimate.standardDeviation());
  }
}
