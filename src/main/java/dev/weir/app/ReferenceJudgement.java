package dev.weir.app;

import dev.weir.materials.data.FormationEnergy;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.generate.AdversarialGenerator;
import dev.weir.materials.generate.AdversarialNetwork;
import dev.weir.materials.generate.EnergyPrediction;
import dev.weir.materials.generate.EnergyPredictor;
import dev.weir.materials.generate.GenerationScore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The figures of the reference generator, beside those of the default one. */
final class ReferenceJudgement {
  private static final String HEADER =
      "| target | mean | spread | empty or unknown | unique | new | valid | AUC | elements |"
          + " stoichiometries | recovered | of |\n"
          + "|---|---|---|---|---|---|---|---|---|---|---|---|";

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

  void print(PrintWriter out, List<Double> targets) {
    out.printf(
        Locale.ROOT,
        "%nThe reference after %d steps of its generator; energies of the formulas as drawn, the rest"
            + " of the nearest ones in small whole numbers%n%n",
        network.steps());
    out.println(HEADER);
    targets.forEach(target -> one(out, target));
    out.flush();
  }

  private void one(PrintWriter out, double target) {
    List<Formula> drawn = generator.published(target, count, seed);
    if (drawn.isEmpty()) {
      out.printf(Locale.ROOT, "| %.0f | nothing drawn |%n", target);
      return;
    }
    double[] energies =
        predictor.predict(drawn.subList(0, Math.min(2000, drawn.size()))).stream()
            .mapToDouble(EnergyPrediction::mean)
            .toArray();
    double mean = java.util.Arrays.stream(energies).average().orElse(Double.NaN);
    double squares = java.util.Arrays.stream(energies).map(e -> (e - mean) * (e - mean)).sum();
    List<Formula> whole = AdversarialGenerator.wholeNumbered(drawn);
    Set<Formula> unique = new LinkedHashSet<>(whole);
    long fresh = unique.stream().filter(formula -> !known.contains(formula)).count();
    GenerationScore score =
        judge.judge(new FormationEnergy(target), List.copyOf(unique), unique.size());
    out.printf(
        Locale.ROOT,
        "| %.0f | %.3f | %.3f | %d | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %d | %d |%n",
        target,
        mean,
        Math.sqrt(squares / energies.length),
        count - drawn.size(),
        (double) unique.size() / whole.size(),
        (double) fresh / unique.size(),
        score.valid(),
        score.distinguishable(),
        score.elements(),
        score.stoichiometries(),
        score.recovered(),
        score.heldBack());
    out.flush();
  }
}
