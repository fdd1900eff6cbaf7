package dev.weir.app.bench;

import dev.weir.materials.data.FormationEnergy;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.generate.Candidate;
import dev.weir.materials.generate.EnergyPrediction;
import dev.weir.materials.generate.EnergyPredictor;
import dev.weir.materials.generate.Generation;
import dev.weir.materials.generate.GenerationRequest;
import dev.weir.materials.generate.GenerationScore;
import dev.weir.materials.generate.Recovery;
import dev.weir.materials.generate.SubstitutionGenerator;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The figures of the default generator. One thread. */
final class DefaultJudgement {
  /** Charge-balanced formulas that are asked for. */
  private static final int BALANCED = 1000;

  private static final List<Integer> RECOVERY_COUNTS = List.of(10_000, 100_000, 1_000_000);

  private final SubstitutionGenerator generator;
  private final GenerationScore.Judge scorer;
  private final EnergyPredictor predictor;
  private final Rows rows;
  private final Counts counts;
  private final long seed;

  /**
   * The known formulas.
   *
   * @param teaching those that the generator knows
   * @param apart those that were held back
   */
  record Rows(List<KnownFormula> teaching, List<KnownFormula> apart) {}

  /**
   * How many formulas are looked at.
   *
   * @param formulas for each target
   * @param recovery among which held-back ones are looked for
   * @param energies that the whole ensemble predicts
   */
  record Counts(int formulas, int recovery, int energies) {}

  /**
   * What was found at one target.
   *
   * @param figures by their names in JSON
   * @param recovery of held-back formulas
   * @param recoveryRate formulas a second of CPU while they were made
   * @param energies predicted by the ensemble, in eV/atom
   */
  record Judged(
      Map<String, Object> figures, Recovery recovery, double recoveryRate, List<Double> energies) {}

  DefaultJudgement(
      SubstitutionGenerator generator,
      GenerationScore.Judge scorer,
      EnergyPredictor predictor,
      Rows rows,
      Counts counts,
      long seed) {
    this.generator = generator;
    this.scorer = scorer;
    this.predictor = predictor;
    this.rows = rows;
    this.counts = counts;
    this.seed = seed;
  }

  Judged judge(double target) {
    FormationEnergy energy = new FormationEnergy(target);
    GenerationRequest request =
        GenerationRequest.of(
            energy, counts.formulas(), GenerationRequest.Rule.NEUTRAL_OR_ALL_METAL);
    long began = cpu();
    Generation generation = generator.generate(request, seed);
    double perSecond = generation.candidates().size() / ((cpu() - began) / 1e9);
    List<Formula> formulas = generation.candidates().stream().map(Candidate::formula).toList();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("target_ev_per_atom", target);
    figures.put("formulas", formulas.size());
    if (formulas.isEmpty()) {
      return new Judged(
          figures, new Recovery(List.of(), 0, generation.shortfall()), 0.0, List.of());
    }
    score(figures, energy, formulas);
    figures.put("formulas_per_cpu_second", perSecond);
    Recovery.Region region = Recovery.Region.of(rows.teaching(), rows.apart(), target);
    GenerationRequest many =
        GenerationRequest.of(
            energy, counts.recovery(), GenerationRequest.Rule.NEUTRAL_OR_ALL_METAL);
    long wide = cpu();
    Recovery recovery =
        Recovery.measure(
            generator,
            many,
            region,
            Stream.concat(RECOVERY_COUNTS.stream(), Stream.of(counts.recovery()))
                .filter(n -> n <= counts.recovery())
                .distinct()
                .sorted()
                .toList(),
            seed);
    double rate = recovery.steps().getLast().generated() / ((cpu() - wide) / 1e9);
    figures.put("recovery", recovery.steps());
    figures.put("recovery_held_back", recovery.heldBack());
    recovery.shortfall().ifPresent(reason -> figures.put("recovery_shortfall", reason));
    figures.put("recovery_formulas_per_cpu_second", rate);
    return new Judged(figures, recovery, rate, energies(formulas));
  }

  private List<Double> energies(List<Formula> formulas) {
    return predictor
        .predict(formulas.subList(0, Math.min(counts.energies(), formulas.size())))
        .stream()
        .map(EnergyPrediction::mean)
        .toList();
  }

  private void score(Map<String, Object> figures, FormationEnergy energy, List<Formula> formulas) {
    GenerationScore score = scorer.judge(energy, formulas, counts.formulas());
    Set<Formula> unique = new HashSet<>(formulas);
    Set<Formula> known = new HashSet<>();
    rows.teaching().forEach(row -> known.add(row.formula()));
    double fresh = formulas.stream().filter(f -> !known.contains(f)).count();
    Generation balanced =
        generator.generate(
            GenerationRequest.of(energy, BALANCED, GenerationRequest.Rule.CHARGE_BALANCED), seed);
    figures.put("mean_ev_per_atom", score.mean());
    figures.put("spread_ev_per_atom", score.spread());
    figures.put("unique", (double) unique.size() / formulas.size());
    figures.put("new", fresh / formulas.size());
    figures.put("valid", score.valid());
    figures.put("real_valid", score.realValid());
    figures.put("shuffled_valid", score.shuffledValid());
    figures.put("neutral_when_asked", scorer.neutral(balanced));
    figures.put("auc", score.distinguishable());
    figures.put("auc_held_back", score.heldBackDistinguishable());
    figures.put("auc_shuffled", score.shuffledDistinguishable());
    figures.put("element_distance", score.elements());
    figures.put("element_distance_shuffled", score.shuffledElements());
    figures.put("stoichiometry_distance", score.stoichiometries());
    figures.put("stoichiometry_distance_shuffled", score.shuffledStoichiometries());
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static final String HEADER =
      "| asked, eV/atom | formulas | mean | spread | unique | new | valid | real | shuffled | balanced"
          + " when asked | AUC | held back | shuffled | elements | shuffled | stoichiometries |"
          + " shuffled | formulas/CPU s |\n"
          + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";

  /** Returns the table of everything but recovery. */
  static String table(List<Judged> judged) {
    StringBuilder text = new StringBuilder("## The default generator\n\n").append(HEADER);
    for (Judged one : judged) {
      text.append('|');
      one.figures()
          .forEach(
              (name, value) -> {
                if (!name.startsWith("recovery")) {
                  text.append(cell(name, value));
                }
              });
      text.append('\n');
    }
    return text.toString();
  }

  private static String cell(String name, Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, name.endsWith("second") ? " %.0f |" : " %.3f |", number)
        : " " + value + " |";
  }

  /** Returns the table of recovery. */
  static String recovery(List<Judged> judged) {
    StringBuilder text =
        new StringBuilder(
            "\n## Held-back formulas among the generated ones\n\n"
                + "| asked, eV/atom | generated | recovered | shuffled | recovered there | of | times |"
                + " formulas/CPU s |\n|---|---|---|---|---|---|---|---|\n");
    for (Judged one : judged) {
      for (Recovery.Step step : one.recovery().steps()) {
        text.append(
            String.format(
                Locale.ROOT,
                "| %.0f | %d | %d | %d | %d | %d | %.1f | %.0f |%n",
                (Double) one.figures().get("target_ev_per_atom"),
                step.generated(),
                step.recovered(),
                step.shuffled(),
                step.shuffledRecovered(),
                one.recovery().heldBack(),
                (double) step.recovered() / Math.max(1, step.shuffledRecovered()),
                one.recoveryRate()));
      }
    }
    for (Judged one : judged) {
      one.recovery()
          .shortfall()
          .ifPresent(
              reason ->
                  text.append(
                      String.format(
                          Locale.ROOT,
                          "%nAt %.0f eV/atom the generator ended by itself: %s.%n",
                          (Double) one.figures().get("target_ev_per_atom"),
                          reason)));
    }
    return text.toString();
  }
}
