package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Trains a {@link EnergyPredictor}. One tenth of the formulas ({@link HoldOut}) chooses the best
 * epoch and calibrates the intervals, the others teach. Loads the native library; belongs into a
 * process of its own beside a running reactor.
 */
public final class EnergyTraining {
  /** The tenth of the formulas that validates. */
  public static final int VALIDATION_TENTH = 1;

  private static final int FEWEST_ROWS = 50;

  private final ElementTable table;
  private final TrainingPlan plan;
  private final long seed;
  private final TrainingProgress progress;

  /**
   * Creates a training.
   *
   * @param table the elemental features
   * @param plan the networks and their schedule
   * @param seed of weights, order of rows and dropout
   * @param progress hears of every epoch
   */
  public EnergyTraining(
      ElementTable table, TrainingPlan plan, long seed, TrainingProgress progress) {
    this.table = table;
    this.plan = plan;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * Trains on known formulas.
   *
   * @throws IllegalArgumentException when there are too few rows, or one holds an element that the
   *     table lacks
   */
  public EnergyPredictor train(List<KnownFormula> rows) {
    List<KnownFormula> teaching = new ArrayList<>();
    List<KnownFormula> validating = new ArrayList<>();
    for (KnownFormula row : rows) {
      table
          .missing(row.formula())
          .ifPresent(
              element -> {
                throw new IllegalArgumentException(
                    "the table '%s' lacks %s of %s"
                        .formatted(table.name(), element, row.formula()));
              });
      boolean validates = HoldOut.tenth(row.formula()) == VALIDATION_TENTH;
      (validates ? validating : teaching).add(row);
    }
    if (teaching.size() < FEWEST_ROWS || validating.isEmpty()) {
      throw new IllegalArgumentException(
          "a training needs %d rows and some to validate, has %d and %d"
              .formatted(FEWEST_ROWS, teaching.size(), validating.size()));
    }
    return train(teaching, validating);
  }

  private EnergyPredictor train(List<KnownFormula> teaching, List<KnownFormula> validating) {
    List<Formula> formulas = teaching.stream().map(KnownFormula::formula).toList();
    TreeSet<Element> elements = new TreeSet<>();
    teaching.forEach(row -> elements.addAll(row.formula().elements()));
    List<KnownFormula> covered =
        validating.stream().filter(row -> elements.containsAll(row.formula().elements())).toList();
    FormulaFeatures features = FormulaFeatures.fit(table, List.copyOf(elements), formulas);
    EnergyPredictor.Scale scale = scale(teaching);
    TorchRegression.Rows training = rows(features, scale, teaching);
    TorchRegression.Rows validation = rows(features, scale, covered);
    TrainingPlan small = TrainingPlan.QUICK.withEpochs(plan.epochs());
    DenseNetwork quick =
        new TorchRegression(small, seed)
            .train(training, validation, listener("quick network", small, scale));
    List<DenseNetwork> members = new ArrayList<>();
    for (int m = 1; m <= plan.members(); m++) {
      String name = "member %d of %d".formatted(m, plan.members());
      members.add(
          new TorchRegression(plan, seed + m)
              .train(training, validation, listener(name, plan, scale)));
    }
    return new EnergyPredictor(
            features, scale, members, quick, new EnergyPredictor.Calibration(1.0, 1.0))
        .calibrated(covered);
  }

  private TorchRegression.EpochListener listener(
      String name, TrainingPlan shape, EnergyPredictor.Scale scale) {
    return (epoch, error) ->
        progress.epochDone(name, epoch, shape.epochs(), error * scale.deviation());
  }

  private static EnergyPredictor.Scale scale(List<KnownFormula> rows) {
    double mean =
        rows.stream().mapToDouble(row -> row.energy().electronvoltsPerAtom()).average().orElse(0.0);
    double squares = 0.0;
    for (KnownFormula row : rows) {
      double off = row.energy().electronvoltsPerAtom() - mean;
      squares += off * off;
    }
    double deviation = Math.sqrt(squares / rows.size());
    if (deviation == 0.0) {
      throw new IllegalArgumentException("all rows have the same formation energy");
    }
    return new EnergyPredictor.Scale(mean, deviation);
  }

  private static TorchRegression.Rows rows(
      FormulaFeatures features, EnergyPredictor.Scale scale, List<KnownFormula> rows) {
    float[] targets = new float[rows.size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = scale.target(rows.get(i).energy().electronvoltsPerAtom());
    }
    return new TorchRegression.Rows(
        features.of(rows.stream().map(KnownFormula::formula).toList()), targets);
  }
}
