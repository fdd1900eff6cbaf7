package dev.weir.app.bench;

import dev.weir.app.job.MaterialsFiles;
import dev.weir.materials.data.FormationEnergy;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.generate.AdversarialGenerator;
import dev.weir.materials.generate.AdversarialNetwork;
import dev.weir.materials.generate.EnergyPrediction;
import dev.weir.materials.generate.EnergyPredictor;
import dev.weir.materials.generate.GenerationScore;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The figures of the reference generator, beside those of the default one. */
final class ReferenceJudgement {
  private static final String HEADER =
      "| asked, eV/atom | mean | spread | nothing drawn | unique | new | valid | AUC | AUC held back |"
          + " elements | stoichiometries | recovered | of | draws/CPU s |\n"
          + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

  /**
   * What was found.
   *
   * @param text the table
   * @param figures of each target, for JSON
   * @param energies predicted for each target, in eV/atom
   */
  record Judged(String text, List<Map<String, Object>> figures, List<List<Double>> energies) {}

  /** Formulas whose energies the ensemble predicts. */
  private static final int PREDICTED = 2000;

  private final AdversarialNetwork network;
  private final AdversarialGenerator generator;
  private final EnergyPredictor predictor;
  private final Set<Formula> known = new HashSet<>();
  private final GenerationScore.Judge judge;
  private final int count;
  private final long seed;

  ReferenceJudgement(
      Path folder,
      EnergyPredictor predictor,
      List<KnownFormula> teaching,
      GenerationScore.Judge judge,
      int count,
      long seed) {
    teaching.forEach(row -> known.add(row.formula()));
    this.network = MaterialsFiles.adversarial(folder);
    this.generator = new AdversarialGenerator(network, predictor, known, Optional.empty());
    this.predictor = predictor;
    this.judge = judge;
    this.count = count;
    this.seed = seed;
  }

  Judged judge(List<Double> targets, Runnable afterEach) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "After %d steps of its generator. Energies of the formulas as drawn; the rest of the nearest"
                + " ones in small whole numbers.%n%n",
            network.steps()));
    text.append(HEADER).append('\n');
    List<Map<String, Object>> figures = new ArrayList<>();
    List<List<Double>> energies = new ArrayList<>();
    for (double target : targets) {
      long began = cpu();
      List<Formula> drawn = generator.published(target, count, seed);
      double perSecond = drawn.size() / ((cpu() - began) / 1e9);
      List<Double> predicted =
          predictor.predict(drawn.subList(0, Math.min(PREDICTED, drawn.size()))).stream()
              .map(EnergyPrediction::mean)
              .toList();
      energies.add(predicted);
      if (drawn.isEmpty()) {
        text.append(String.format(Locale.ROOT, "| %.0f | nothing drawn |%n", target));
      } else {
        Map<String, Object> one = one(target, drawn, predicted);
        one.put("draws_per_cpu_second", perSecond);
        figures.add(one);
        text.append(line(one));
      }
      afterEach.run();
    }
    return new Judged(text.toString(), figures, energies);
  }

  private Map<String, Object> one(double target, List<Formula> drawn, List<Double> predicted) {
    double mean = predicted.stream().mapToDouble(e -> e).average().orElse(Double.NaN);
    double squares = predicted.stream().mapToDouble(e -> (e - mean) * (e - mean)).sum();
    List<Formula> whole = AdversarialGenerator.wholeNumbered(drawn);
    Set<Formula> unique = new LinkedHashSet<>(whole);
    long fresh = unique.stream().filter(formula -> !known.contains(formula)).count();
    GenerationScore score =
        judge.judge(new FormationEnergy(target), List.copyOf(unique), unique.size());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("target_ev_per_atom", target);
    figures.put("mean_ev_per_atom", mean);
    figures.put("spread_ev_per_atom", Math.sqrt(squares / predicted.size()));
    figures.put("nothing_drawn", count - drawn.size());
    figures.put("unique", (double) unique.size() / whole.size());
    figures.put("new", (double) fresh / unique.size());
    figures.put("valid", score.valid());
    figures.put("auc", score.distinguishable());
    figures.put("auc_held_back", score.heldBackDistinguishable());
    figures.put("element_distance", score.elements());
    figures.put("stoichiometry_distance", score.stoichiometries());
    figures.put("recovered", score.recovered());
    figures.put("held_back", score.heldBack());
    return figures;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String line(Map<String, Object> figures) {
    StringBuilder text = new StringBuilder("|");
    for (Object value : figures.values()) {
      text.append(
          value instanceof Double number
              ? String.format(Locale.ROOT, number >= 100.0 ? " %.0f |" : " %.3f |", number)
              : " " + value + " |");
    }
    return text.append('\n').toString();
  }
}
