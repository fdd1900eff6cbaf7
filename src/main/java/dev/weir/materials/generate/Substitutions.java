package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Which element may take whose place, mined from known formulas: two elements replace each other
 * when both complete the same rest, as Ti and Zr do in {@code _O2}. Immutable.
 *
 * <p>Every rest that n elements complete adds {@code 1/(n-1)} to each of its pairs, so that it
 * weighs n in all; each element that occurs at all adds {@value #SMOOTHING} of its share. The idea
 * is that of Hautier et al., Inorg. Chem. 50 (2011) 656, with formulas in place of crystals.
 */
final class Substitutions {
  private static final double SMOOTHING = 2.0;

  /** Chance of one substitution, and of at most two. */
  private static final double ONE = 0.5;

  private static final double TWO = 0.85;

  /** For each atomic number the running sum of the weights of its substitutes. */
  private final double[][] cumulative;

  /** For each atomic number the shares of its substitutes. */
  private final float[][] shares;

  private Substitutions(double[][] weights) {
    this.shares = new float[Element.LAST + 1][PairSums.ROW];
    for (int a = 1; a <= Element.LAST; a++) {
      double sum = Arrays.stream(weights[a]).sum();
      for (int b = 1; b <= Element.LAST; b++) {
        shares[a][b] = (float) (weights[a][b] / sum);
      }
      Arrays.parallelPrefix(weights[a], Double::sum);
    }
    this.cumulative = weights;
  }

  /** Returns the shares of an element's substitutes by atomic number; not to be written. */
  float[] shares(int element) {
    return shares[element];
  }

  static Substitutions mine(List<KnownFormula> rows) {
    Map<String, List<Element>> rests = new LinkedHashMap<>();
    double[] shares = new double[Element.LAST + 1];
    double total = 0.0;
    for (KnownFormula row : rows) {
      List<Formula.Term> terms = row.formula().terms();
      for (int i = 0; i < terms.size(); i++) {
        rests.computeIfAbsent(rest(terms, i), key -> new ArrayList<>()).add(terms.get(i).element());
        shares[terms.get(i).element().atomicNumber()]++;
        total++;
      }
    }
    double[][] weights = new double[Element.LAST + 1][Element.LAST + 1];
    for (double[] row : weights) {
      for (int b = 1; b <= Element.LAST; b++) {
        row[b] = SMOOTHING * shares[b] / total;
      }
    }
    for (List<Element> together : rests.values()) {
      count(together, weights);
    }
    for (int a = 1; a <= Element.LAST; a++) {
      weights[a][a] = 0.0;
    }
    return new Substitutions(weights);
  }

  private static String rest(List<Formula.Term> terms, int without) {
    StringBuilder text = new StringBuilder().append(terms.get(without).count()).append('|');
    for (int i = 0; i < terms.size(); i++) {
      if (i != without) {
        text.append(terms.get(i).element().symbol()).append(terms.get(i).count());
      }
    }
    return text.toString();
  }

  private static void count(List<Element> together, double[][] weights) {
    for (Element a : together) {
      for (Element b : together) {
        if (!a.equals(b)) {
          weights[a.atomicNumber()][b.atomicNumber()] += 1.0 / (together.size() - 1);
        }
      }
    }
  }

  /** Returns a formula with one to three of its elements replaced, or unchanged by chance. */
  Formula child(Formula parent, RandomGenerator random) {
    int size = parent.terms().size();
    Element[] elements = new Element[size];
    for (int i = 0; i < size; i++) {
      elements[i] = parent.terms().get(i).element();
    }
    for (int change = changes(random); change > 0; change--) {
      substitute(elements, random.nextInt(size), random);
    }
    return assemble(parent, elements);
  }

  /** Replaces one to three elements of a formula in slots, or none by chance. */
  void change(Slots slots, RandomGenerator random) {
    for (int change = changes(random); change > 0; change--) {
      int slot = random.nextInt(slots.size);
      int drawn = draw(slots.elements[slot], random);
      if (!slots.holds(drawn)) {
        slots.elements[slot] = drawn;
      }
    }
  }

  /** Draws how many elements are replaced. */
  static int changes(RandomGenerator random) {
    double dice = random.nextDouble();
    return dice < ONE ? 1 : dice < TWO ? 2 : 3;
  }

  /** Replaces one element, unless the draw is among the elements already. */
  void substitute(Element[] elements, int slot, RandomGenerator random) {
    Element drawn = draw(elements[slot], random);
    for (Element other : elements) {
      if (other.equals(drawn)) {
        return;
      }
    }
    elements[slot] = drawn;
  }

  /** Puts elements in the places of a formula's own. */
  static Formula assemble(Formula parent, Element[] elements) {
    List<Formula.Term> terms = new ArrayList<>(elements.length);
    for (int i = 0; i < elements.length; i++) {
      terms.add(new Formula.Term(elements[i], parent.terms().get(i).count()));
    }
    terms.sort(Comparator.comparing(Formula.Term::element));
    return new Formula(terms);
  }

  /** Draws a substitute for an element; never the element itself. */
  Element draw(Element element, RandomGenerator random) {
    return Element.of(draw(element.atomicNumber(), random));
  }

  /** Draws the atomic number of a substitute. */
  int draw(int element, RandomGenerator random) {
    double[] sums = cumulative[element];
    double at = random.nextDouble() * sums[Element.LAST];
    int low = 1;
    int high = Element.LAST;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
