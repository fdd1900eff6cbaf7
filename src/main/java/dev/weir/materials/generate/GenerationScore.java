package dev.weir.materials.generate;

import dev.weir.materials.data.FormationEnergy;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * How good a set of generated formulas is. Beside each figure stands that of the shuffled null: the
 * stoichiometries of known formulas of the same energy, filled with elements drawn by their
 * frequency among all known formulas.
 *
 * @param mean predicted by the whole ensemble, in eV/atom
 * @param spread standard deviation of the ensemble's predictions, in eV/atom
 * @param valid share that is neutral or of metals only, by the judging table
 * @param realValid the same of known formulas of the same energy
 * @param shuffledValid the same of the shuffled null
 * @param distinguishable area under the curve of a classifier that tells generated formulas from
 *     known ones of the same energy: 0.5 when it cannot
 * @param heldBackDistinguishable the same classifier's with held-back formulas in place of known
 *     ones
 * @param shuffledDistinguishable the same as distinguishable for the shuffled null
 * @param elements total variation distance between the shares of elements in generated and in known
 *     formulas of the same energy, 0 when alike, 1 when they have nothing in common
 * @param shuffledElements the same for the shuffled null
 * @param stoichiometries total variation distance between the shares of stoichiometries
 * @param shuffledStoichiometries the same for the shuffled null
 * @param recovered how many held-back formulas are among the generated
 * @param shuffledRecovered how many are among as many of the shuffled null
 * @param heldBack how many formulas of that energy were held back
 */
public record GenerationScore(
    double mean,
    double spread,
    double valid,
    double realValid,
    double shuffledValid,
    double distinguishable,
    double heldBackDistinguishable,
    double shuffledDistinguishable,
    double elements,
    double shuffledElements,
    double stoichiometries,
    double shuffledStoichiometries,
    int recovered,
    int shuffledRecovered,
    int heldBack) {

  /** Known formulas within this distance of the target count as of its energy, in eV/atom. */
  private static final double REGION = 0.25;

  /** Judges sets of generated formulas. One thread. */
  public static final class Judge {
    private final EnergyPredictor predictor;
    private final ChargeBalance balance;
    private final List<KnownFormula> teaching;
    private final List<KnownFormula> apart;
    private final int ensembleCount;
    private final long seed;

    /**
     * Creates a judge.
     *
     * @param predictor whose ensemble predicts the energies
     * @param balance on the table that judges validity
     * @param teaching the formulas that the generator knows
     * @param apart formulas that it does not know
     * @param ensembleCount how many formulas the ensemble predicts
     * @param seed of the null and the classifier
     */
    public Judge(
        EnergyPredictor predictor,
        ChargeBalance balance,
        List<KnownFormula> teaching,
        List<KnownFormula> apart,
        int ensembleCount,
        long seed) {
      this.predictor = predictor;
      this.balance = balance;
      this.teaching = List.copyOf(teaching);
      this.apart = List.copyOf(apart);
      this.ensembleCount = ensembleCount;
      this.seed = seed;
    }

    /** Returns the share of a set that the judging table calls neutral. */
    public double neutral(Generation generation) {
      return share(
          generation.candidates().stream().map(Candidate::formula).toList(), balance::isNeutral);
    }

    /**
     * Judges a set.
     *
     * @param generated distinct formulas; all of them count for recovery
     * @param count how many of them count for the other figures
     */
    public GenerationScore judge(FormationEnergy target, List<Formula> generated, int count) {
      if (generated.isEmpty()) {
        throw new IllegalArgumentException("there are no generated formulas to judge");
      }
      SplittableRandom random = new SplittableRandom(seed);
      List<Formula> first = generated.subList(0, Math.min(count, generated.size()));
      List<Formula> real = ofEnergy(teaching, target);
      Set<Formula> held = new LinkedHashSet<>(ofEnergy(apart, target));
      Set<Formula> known = new HashSet<>();
      teaching.forEach(row -> known.add(row.formula()));
      List<Formula> shuffled = shuffled(real, generated.size(), known, random);
      List<Formula> firstShuffled = shuffled.subList(0, Math.min(count, shuffled.size()));
      double[] energies =
          predictor.predict(first.subList(0, Math.min(ensembleCount, first.size()))).stream()
              .mapToDouble(EnergyPrediction::mean)
              .toArray();
      Areas areas = distinguishable(real, first, List.copyOf(held));
      double mean = IntStream.range(0, energies.length).mapToDouble(i -> energies[i]).sum();
      mean /= energies.length;
      double squares = 0.0;
      for (double energy : energies) {
        squares += (energy - mean) * (energy - mean);
      }
      return new GenerationScore(
          mean,
          Math.sqrt(squares / energies.length),
          share(first, balance::isNeutralOrAllMetal),
          share(real, balance::isNeutralOrAllMetal),
          share(firstShuffled, balance::isNeutralOrAllMetal),
          areas.known(),
          areas.heldBack(),
          distinguishable(real, firstShuffled, List.copyOf(held)).known(),
          distance(real, first, Judge::symbols),
          distance(real, firstShuffled, Judge::symbols),
          distance(real, first, formula -> List.of(formula.anonymous())),
          distance(real, firstShuffled, formula -> List.of(formula.anonymous())),
          found(generated, held),
          found(shuffled, held),
          held.size());
    }

    private static List<String> symbols(Formula formula) {
      return formula.elements().stream().map(Element::symbol).toList();
    }

    /** Half of the sum of the absolute differences of shares. */
    private static double distance(
        List<Formula> one, List<Formula> other, Function<Formula, List<String>> marks) {
      Map<String, Double> difference = new TreeMap<>();
      count(one, marks, 1.0, difference);
      count(other, marks, -1.0, difference);
      return difference.values().stream().mapToDouble(Math::abs).sum() / 2.0;
    }

    private static void count(
        List<Formula> formulas,
        Function<Formula, List<String>> marks,
        double sign,
        Map<String, Double> difference) {
      List<String> all = formulas.stream().flatMap(f -> marks.apply(f).stream()).toList();
      all.forEach(mark -> difference.merge(mark, sign / all.size(), Double::sum));
    }

    private static List<Formula> ofEnergy(List<KnownFormula> rows, FormationEnergy target) {
      return rows.stream()
          .filter(
              row ->
                  Math.abs(row.energy().electronvoltsPerAtom() - target.electronvoltsPerAtom())
                      <= REGION)
          .map(KnownFormula::formula)
          .toList();
    }

    private static int found(List<Formula> made, Set<Formula> held) {
      Set<Formula> all = new HashSet<>(made);
      return (int) held.stream().filter(all::contains).count();
    }

    private static double share(
        List<Formula> formulas, java.util.function.Predicate<Formula> test) {
      return formulas.isEmpty()
          ? 0.0
          : (double) formulas.stream().filter(test).count() / formulas.size();
    }

    /** Draws distinct unknown formulas of the null; ends early when there are no more. */
    private List<Formula> shuffled(
        List<Formula> templates, int count, Set<Formula> known, RandomGenerator random) {
      List<Element> pool = new ArrayList<>();
      teaching.forEach(row -> pool.addAll(row.formula().elements()));
      Set<Formula> made = new LinkedHashSet<>();
      long limit = 20L * count;
      for (long tries = 0; made.size() < count && tries < limit; tries++) {
        Formula template = templates.get(random.nextInt(templates.size()));
        Set<Element> drawn = new LinkedHashSet<>();
        while (drawn.size() < template.terms().size()) {
          drawn.add(pool.get(random.nextInt(pool.size())));
        }
        List<Element> elements = new ArrayList<>(drawn);
        List<Formula.Term> terms = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
          terms.add(new Formula.Term(elements.get(i), template.terms().get(i).count()));
        }
        terms.sort(Comparator.comparing(Formula.Term::element));
        Formula formula = new Formula(terms);
        if (!known.contains(formula) && predictor.table().missing(formula).isEmpty()) {
          made.add(formula);
        }
      }
      return new ArrayList<>(made);
    }

    /**
     * Areas under the curve of trees that tell known formulas from made ones, on formulas that they
     * have not learned from: known ones, and held-back ones in their place.
     */
    private Areas distinguishable(List<Formula> real, List<Formula> made, List<Formula> held) {
      int each = Math.min(real.size(), made.size());
      List<Formula> first = new ArrayList<>();
      List<Formula> second = new ArrayList<>();
      List<Formula> judgedFirst = new ArrayList<>();
      List<Formula> judgedSecond = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        (HoldOut.tenth(real.get(i)) <= JUDGED_TENTHS ? judgedFirst : first).add(real.get(i));
        (HoldOut.tenth(made.get(i)) <= JUDGED_TENTHS ? judgedSecond : second).add(made.get(i));
      }
      List<Formula> teachers = new ArrayList<>(first);
      teachers.addAll(second);
      if (first.isEmpty() || second.isEmpty() || judgedFirst.isEmpty() || judgedSecond.isEmpty()) {
        return new Areas(Double.NaN, Double.NaN);
      }
      FormulaFeatures features =
          FormulaFeatures.fit(predictor.table(), predictor.elements(), teachers);
      BoostedTrees trees =
          BoostedTrees.grow(features.of(teachers), first.size(), JUDGING_TREES, seed);
      return new Areas(
          area(trees, features, judgedFirst, judgedSecond),
          area(trees, features, held, judgedSecond));
    }

    /**
     * Two areas under a curve.
     *
     * @param known with known formulas
     * @param heldBack with formulas in their place that the generator does not know
     */
    private record Areas(double known, double heldBack) {}

    /** The chance that a formula of the first sort has the higher score than one of the second. */
    private static double area(
        BoostedTrees trees, FormulaFeatures features, List<Formula> first, List<Formula> second) {
      List<double[]> scored = new ArrayList<>();
      for (float[] row : features.of(first)) {
        scored.add(new double[] {trees.score(row), 1.0});
      }
      for (float[] row : features.of(second)) {
        scored.add(new double[] {trees.score(row), 0.0});
      }
      return area(scored);
    }

    private static double area(List<double[]> scored) {
      scored.sort(Comparator.comparingDouble(pair -> pair[0]));
      double ranks = 0.0;
      long positives = 0;
      for (int i = 0; i < scored.size(); i++) {
        if (scored.get(i)[1] > 0.5) {
          ranks += i + 1.0;
          positives++;
        }
      }
      long negatives = scored.size() - positives;
      return scored.isEmpty()
          ? Double.NaN
          : (ranks - positives * (positives + 1) / 2.0) / Math.max(1, positives * negatives);
    }
  }

  /** Formulas whose tenth is at most this judge the classifier; the others teach it. */
  private static final int JUDGED_TENTHS = 3;

  private static final int JUDGING_TREES = 120;
}
