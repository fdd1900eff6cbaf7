package dev.weir.materials.generate;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Tells how much more often a formula would be met among known ones than among proposals: the sum
 * of one learned number for each element with its count, one for each pair of elements, and one for
 * each stoichiometry. Logistic regression on known formulas against proposals makes that sum the
 * logarithm of the ratio of their densities; accepting proposals in its proportion (Azadi et al.,
 * arXiv:1810.06758) brings their distribution nearer to the known one. Plain Java and quick: a
 * formula costs a few look-ups. Immutable once taught.
 */
final class PlausibilityCritic {
  private static final int ELEMENTS = Element.LAST + 1;
  private static final int MOST_COUNT = 16;

  /** How the counts of a pair compare: fewer, as many, more. */
  private static final int ORDERS = 3;

  private static final int PASSES = 8;
  private static final float RATE = 0.15f;
  private static final float DECAY = 2e-3f;

  /** Proposals by whose scores the ceiling is found, and the share of them below it. */
  private static final double CEILING_SHARE = 0.9;

  private final float[] single = new float[ELEMENTS * (MOST_COUNT + 1)];
  private final float[] pair = new float[ELEMENTS * ELEMENTS * ORDERS];
  private final float[] size = new float[MOST_COUNT + 1];
  private final Map<Long, Integer> shapes = new HashMap<>();
  private float[] shape = new float[0];
  private double ceiling;

  private PlausibilityCritic() {}

  /** Known formulas below which no critic is taught: it would know the few by heart. */
  static final int FEWEST_KNOWN = 2000;

  /** Returns a critic that finds everything plausible. */
  static PlausibilityCritic indifferent() {
    return new PlausibilityCritic();
  }

  /** Teaches a critic to tell known formulas from proposals. */
  static PlausibilityCritic teach(List<Formula> known, List<Formula> proposals, long seed) {
    PlausibilityCritic critic = new PlausibilityCritic();
    known.forEach(formula -> critic.shapes.putIfAbsent(shape(formula), critic.shapes.size()));
    critic.shape = new float[critic.shapes.size()];
    SplittableRandom random = new SplittableRandom(seed);
    int all = known.size() + proposals.size();
    float balance = (float) known.size() / Math.max(1, proposals.size());
    int[] order = new int[all];
    for (int i = 0; i < all; i++) {
      order[i] = i;
    }
    for (int pass = 0; pass < PASSES; pass++) {
      float rate = RATE / (1.0f + pass);
      for (int i = all - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
      for (int row : order) {
        boolean isKnown = row < known.size();
        Formula formula = isKnown ? known.get(row) : proposals.get(row - known.size());
        float chance = (float) (1.0 / (1.0 + Math.exp(-critic.score(formula))));
        float push = isKnown ? 1.0f - chance : -chance * balance;
        critic.move(formula, rate * push, 1.0f - rate * DECAY);
      }
    }
    double[] scores = proposals.stream().mapToDouble(critic::score).sorted().toArray();
    critic.ceiling = scores.length == 0 ? 0.0 : scores[(int) (CEILING_SHARE * (scores.length - 1))];
    return critic;
  }

  /** Returns the logarithm of the ratio of densities. */
  double score(Formula formula) {
    List<Formula.Term> terms = formula.terms();
    double sum = size[Math.min(MOST_COUNT, terms.size())];
    for (int i = 0; i < terms.size(); i++) {
      Formula.Term one = terms.get(i);
      sum += single[single(one)];
      for (int j = i + 1; j < terms.size(); j++) {
        sum += pair[pair(one, terms.get(j))];
      }
    }
    Integer known = shapes.get(shape(formula));
    return known == null ? sum : sum + shape[known];
  }

  /** Returns the chance of accepting a proposal: 1 for the most plausible tenth. */
  double chance(Formula formula) {
    return Math.min(1.0, Math.exp(score(formula) - ceiling));
  }

  private void move(Formula formula, float by, float keep) {
    List<Formula.Term> terms = formula.terms();
    int count = Math.min(MOST_COUNT, terms.size());
    size[count] = size[count] * keep + by;
    for (int i = 0; i < terms.size(); i++) {
      int one = single(terms.get(i));
      single[one] = single[one] * keep + by;
      for (int j = i + 1; j < terms.size(); j++) {
        int two = pair(terms.get(i), terms.get(j));
        pair[two] = pair[two] * keep + by;
      }
    }
    Integer known = shapes.get(shape(formula));
    if (known != null) {
      shape[known] = shape[known] * keep + by;
    }
  }

  /** The counts in rising order as one number; equal stoichiometries have equal numbers. */
  private static long shape(Formula formula) {
    List<Formula.Term> terms = formula.terms();
    int[] counts = new int[terms.size()];
    for (int i = 0; i < counts.length; i++) {
      int count = terms.get(i).count();
      int at = i;
      for (; at > 0 && counts[at - 1] > count; at--) {
        counts[at] = counts[at - 1];
      }
      counts[at] = count;
    }
    long key = 1;
    for (int count : counts) {
      key = key * 1_000_003L + count;
    }
    return key;
  }

  private static int single(Formula.Term term) {
    return term.element().atomicNumber() * (MOST_COUNT + 1) + Math.min(MOST_COUNT, term.count());
  }

  /** The place of a pair; terms come by rising atomic number. */
  private static int pair(Formula.Term one, Formula.Term two) {
    int order = Integer.signum(one.count() - two.count()) + 1;
    return (one.element().atomicNumber() * ELEMENTS + two.element().atomicNumber()) * ORDERS
        + order;
  }
}
