package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Teaches a small network what an ensemble predicts (Hinton et al., arXiv:1503.02531), on known
 * formulas and as many substituted ones: the formulas that a generator will ask it about.
 */
final class Distillation {
  static final ElementSetNetwork.Shape SHAPE =
      new ElementSetNetwork.Shape(48, 1, List.of(64, 32, 1));

  /** Stands where no small network is needed. */
  static final ElementSetNetwork UNUSED =
      new ElementSetNetwork(
          new float[Element.LAST + 1][1],
          new DenseNetwork.Layer(new float[ElementTokens.AMOUNTS][1], new float[1]),
          List.of(),
          new float[2],
          new float[2],
          new DenseNetwork(List.of(new DenseNetwork.Layer(new float[2][1], new float[1]))));

  private static final double PEAK_RATE = 4e-3;
  private static final int MOST_SUBSTITUTED = 40_000;
  private static final int TRIES = 20;

  private final int epochs;
  private final long seed;

  Distillation(int epochs, long seed) {
    this.epochs = Math.max(1, epochs * 3 / 4);
    this.seed = seed;
  }

  int epochs() {
    return epochs;
  }

  ElementSetNetwork distil(
      EnergyPredictor teacher,
      List<KnownFormula> teaching,
      List<KnownFormula> validating,
      TorchTraining.EpochListener listener) {
    List<Formula> formulas = new ArrayList<>();
    teaching.forEach(row -> formulas.add(row.formula()));
    formulas.addAll(substituted(teacher, teaching));
    int count = formulas.size();
    validating.forEach(row -> formulas.add(row.formula()));
    List<EnergyPrediction> predictions = teacher.predict(formulas);
    float[] targets = new float[count];
    float[] judged = new float[validating.size()];
    for (int i = 0; i < predictions.size(); i++) {
      float target = teacher.scale().target(predictions.get(i).mean());
      if (i < count) {
        targets[i] = target;
      } else {
        judged[i - count] = target;
      }
    }
    List<ElementTokens> tokens = formulas.stream().map(ElementTokens::new).toList();
    return new TorchTraining(epochs, PEAK_RATE, seed)
        .train(
            random ->
                new TorchElementSet(
                    tokens,
                    SHAPE,
                    teacher.features().ofElements(),
                    teacher.features().elements(),
                    random),
            targets,
            judged,
            listener);
  }

  private Set<Formula> substituted(EnergyPredictor teacher, List<KnownFormula> rows) {
    SplittableRandom random = new SplittableRandom(seed);
    Substitutions substitutions = Substitutions.mine(rows);
    int wanted = Math.min(MOST_SUBSTITUTED, rows.size());
    Set<Formula> made = new LinkedHashSet<>();
    for (long tries = 0; made.size() < wanted && tries < (long) TRIES * wanted; tries++) {
      Formula parent = rows.get(random.nextInt(rows.size())).formula();
      Formula child = substitutions.child(parent, random);
      if (teacher.table().missing(child).isEmpty()) {
        made.add(child);
      }
    }
    return made;
  }
}
