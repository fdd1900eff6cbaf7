package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.Formula;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * Trains an {@link EnergyPredictor}. One twentieth of the formulas ({@link #validates}) chooses the
 * best epoch and calibrates the intervals, the others teach. At last a small network learns from
 * the ensemble, on known formulas and on substituted ones ({@link Distillation}). Loads the native
 * library; belongs into a process of its own beside a running reactor.
 */
public final class EnergyTraining {
  /** The tenth of the formulas of which one half validates. */
  public static final int VALIDATION_TENTH = 1;

  private static final int FEWEST_ROWS = 50;

  private static final MemberStore.Codec<DenseNetwork> DENSE =
      MemberCodec.of(DenseNetwork::write, DenseNetwork::read);
  private static final MemberStore.Codec<ElementSetNetwork> SET =
      MemberCodec.of(ElementSetNetwork::write, ElementSetNetwork::read);

  private final ElementTable table;
  private final TrainingPlan plan;
  private final long seed;
  private final TrainingProgress progress;
  private final MemberStore store;

  /**
   * Creates a training.
   *
   * @param table the elemental features
   * @param plan the networks and their schedule
   * @param seed of weights, order of rows and dropout
   * @param progress hears of every epoch
   * @param store keeps finished members
   */
  public EnergyTraining(
      ElementTable table,
      TrainingPlan plan,
      long seed,
      TrainingProgress progress,
      MemberStore store) {
    this.table = table;
    this.plan = plan;
    this.seed = seed;
    this.progress = progress;
    this.store = store;
  }

  /** Tells whether a formula chooses epochs and calibrates intervals instead of teaching. */
  public static boolean validates(Formula formula) {
    return HoldOut.tenth(formula) == VALIDATION_TENTH && HoldOut.half(formula) == 0;
  }

  /**
   * Returns what decides about the outcome of a training, as a hash: rows, features, plan, seed.
   */
  public static String key(
      List<KnownFormula> rows, ElementTable table, TrainingPlan plan, long seed) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((plan + " " + seed + " " + VERSION).getBytes(StandardCharsets.UTF_8));
      table.lines().forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
      for (KnownFormula row : rows) {
        String line = row.formula() + " " + row.energy().electronvoltsPerAtom() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Changes whenever this class trains other networks from the same input. */
  private static final int VERSION = 2;

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
      (validates(row.formula()) ? validating : teaching).add(row);
    }
    if (teaching.size() < FEWEST_ROWS || validating.isEmpty()) {
      throw new IllegalArgumentException(
          "a training needs %d rows and some to validate, has %d and %d"
              .formatted(FEWEST_ROWS, teaching.size(), validating.size()));
    }
    return train(teaching, validating);
  }

  private EnergyPredictor train(List<KnownFormula> teaching, List<KnownFormula> validating) {
    TreeSet<Element> elements = new TreeSet<>();
    teaching.forEach(row -> elements.addAll(row.formula().elements()));
    List<KnownFormula> covered =
        validating.stream().filter(row -> elements.containsAll(row.formula().elements())).toList();
    if (covered.isEmpty()) {
      throw new IllegalArgumentException(
          "no validating formula consists of elements that others teach");
    }
    FormulaFeatures features =
        FormulaFeatures.fit(
            table, List.copyOf(elements), teaching.stream().map(KnownFormula::formula).toList());
    EnergyPredictor.Scale scale = scale(teaching);
    List<Formula> formulas = new ArrayList<>();
    teaching.forEach(row -> formulas.add(row.formula()));
    covered.forEach(row -> formulas.add(row.formula()));
    Lesson lesson =
        new Lesson(features, scale, formulas, targets(scale, teaching), targets(scale, covered));
    EnergyPredictor.Members members = members(lesson);
    Distillation distillation = new Distillation(plan.epochs(), seed);
    ElementSetNetwork quick =
        store.keep(
            "quick network",
            SET,
            () ->
                distillation.distil(
                    new EnergyPredictor(
                        features,
                        scale,
                        members,
                        Distillation.UNUSED,
                        EnergyPredictor.Calibration.NONE),
                    teaching,
                    covered,
                    (epoch, error) ->
                        progress.epochDone(
                            "quick network",
                            epoch,
                            distillation.epochs(),
                            error * scale.deviation())));
    return new EnergyPredictor(features, scale, members, quick, EnergyPredictor.Calibration.NONE)
        .calibrated(covered);
  }

  /** What all members learn from; targets are in standard deviations. */
  private record Lesson(
      FormulaFeatures features,
      EnergyPredictor.Scale scale,
      List<Formula> formulas,
      Targets teaching,
      Targets validating) {}

  /** Targets, kept from being compared as a record's array would be. */
  static final class Targets {
    private final float[] values;

    Targets(float[] values) {
      this.values = values;
    }

    float[] values() {
      return values;
    }
  }

  private EnergyPredictor.Members members(Lesson lesson) {
    List<DenseNetwork> dense = new ArrayList<>();
    List<ElementSetNetwork> sets = new ArrayList<>();
    int all = plan.members() + plan.setMembers();
    float[][] inputs =
        plan.members() == 0 ? new float[0][] : lesson.features().of(lesson.formulas());
    for (int m = 1; m <= plan.members(); m++) {
      String name = "member %d of %d".formatted(m, all);
      dense.add(
          store.keep(
              name,
              DENSE,
              memberTraining(
                  lesson,
                  name,
                  seed + m,
                  random -> new TorchDense(inputs, plan.hidden(), random))));
    }
    List<ElementTokens> tokens = lesson.formulas().stream().map(ElementTokens::new).toList();
    float[][] described = lesson.features().ofElements();
    List<Element> known = lesson.features().elements();
    for (int m = plan.members() + 1; m <= all; m++) {
      String name = "member %d of %d".formatted(m, all);
      sets.add(
          store.keep(
              name,
              SET,
              memberTraining(
                  lesson,
                  name,
                  seed + m,
                  random ->
                      new TorchElementSet(
                          tokens, ElementSetNetwork.Shape.DEFAULT, described, known, random))));
    }
    return new EnergyPredictor.Members(dense, sets);
  }

  private <N> java.util.function.Supplier<N> memberTraining(
      Lesson lesson, String name, long memberSeed, TorchTraining.Blueprint<N> blueprint) {
    return () ->
        new TorchTraining(plan.epochs(), plan.peakRate(), memberSeed)
            .train(
                blueprint,
                lesson.teaching().values(),
                lesson.validating().values(),
                (epoch, error) ->
                    progress.epochDone(
                        name, epoch, plan.epochs(), error * lesson.scale().deviation()));
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

  private static Targets targets(EnergyPredictor.Scale scale, List<KnownFormula> rows) {
    float[] targets = new float[rows.size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = scale.target(rows.get(i).energy().electronvoltsPerAtom());
    }
    return new Targets(targets);
  }
}
