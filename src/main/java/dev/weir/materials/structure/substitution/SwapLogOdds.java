package dev.weir.materials.structure.substitution;

import dev.weir.materials.formula.Element;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much more often two elements fill the same place of the same prototype than chance would have
 * it: the logarithm of P(a,b) / (P(a) P(b)), mined from a library. After the idea of Hautier et
 * al., Inorg. Chem. 50 (2011) 656, without charges. Immutable.
 *
 * <p>Every pair of structures of a prototype counts the elements of equal coefficient and equal
 * number of orbits; where several elements of a structure have the same, they are told apart by the
 * order of their electronegativities. A prototype's pairs weigh the reciprocal of its size, so that
 * the weight of a prototype grows with its size and not with the square of it.
 */
public final class SwapLogOdds {
  private static final int WIDTH = Element.LAST + 1;

  /** Added to every pair's count (Jeffreys' prior), so that an unseen pair stays possible. */
  private static final double SMOOTHING = 0.5;

  private static final long ORBITS = CrystalStructure.MOST_SITES + 1L;
  private static final long RANKS = Element.LAST + 1L;

  private static final Comparator<StructureEntry.Slot> BY_ROLE =
      Comparator.comparingLong(SwapLogOdds::key)
          .thenComparingDouble(slot -> slot.element().electronegativity().orElse(0.0))
          .thenComparing(StructureEntry.Slot::element);

  private final double[] odds;
  private final double[] likeness;

  private SwapLogOdds(double[] odds) {
    this.odds = odds;
    this.likeness = cosines(odds);
  }

  private static double[] cosines(double[] odds) {
    double[] lengths = new double[WIDTH];
    for (int a = 1; a < WIDTH; a++) {
      lengths[a] = Math.sqrt(product(odds, a, a));
    }
    double[] cosines = new double[WIDTH * WIDTH];
    for (int a = 1; a < WIDTH; a++) {
      for (int b = 1; b < WIDTH; b++) {
        cosines[a * WIDTH + b] = product(odds, a, b) / Math.max(1e-9, lengths[a] * lengths[b]);
      }
    }
    return cosines;
  }

  private static double product(double[] odds, int a, int b) {
    double sum = 0.0;
    for (int i = 1; i < WIDTH; i++) {
      sum += odds[a * WIDTH + i] * odds[b * WIDTH + i];
    }
    return sum;
  }

  /** Returns the log-odds of a library. */
  public static SwapLogOdds of(TemplateLibrary library) {
    double[] pairs = new double[WIDTH * WIDTH];
    for (List<StructureEntry> members : library.prototypes().values()) {
      Map<Long, double[]> slots = new TreeMap<>();
      for (StructureEntry member : members) {
        List<StructureEntry.Slot> ordered = member.slots().stream().sorted(BY_ROLE).toList();
        int rank = 0;
        for (int i = 0; i < ordered.size(); i++) {
          StructureEntry.Slot slot = ordered.get(i);
          rank = i > 0 && key(slot) == key(ordered.get(i - 1)) ? rank + 1 : 0;
          slots
              .computeIfAbsent(key(slot) + rank, ignored -> new double[WIDTH])[
              slot.element().atomicNumber()]++;
        }
      }
      double weight = 1.0 / members.size();
      slots.values().forEach(counts -> count(counts, weight, pairs));
    }
    return new SwapLogOdds(logarithms(pairs));
  }

  /** Returns a number that tells roles apart and leaves room for ranks within a role. */
  private static long key(StructureEntry.Slot slot) {
    return ((long) slot.coefficient() * ORBITS + slot.orbits()) * RANKS;
  }

  private static void count(double[] counts, double weight, double[] pairs) {
    for (int a = 1; a < WIDTH; a++) {
      if (counts[a] > 0) {
        for (int b = 1; b < WIDTH; b++) {
          double other = a == b ? counts[b] - 1 : counts[b];
          pairs[a * WIDTH + b] += weight * counts[a] * other;
        }
      }
    }
  }

  private static double[] logarithms(double[] pairs) {
    double all = 0.0;
    double[] single = new double[WIDTH];
    for (int a = 1; a < WIDTH; a++) {
      for (int b = 1; b < WIDTH; b++) {
        pairs[a * WIDTH + b] += SMOOTHING;
        single[a] += pairs[a * WIDTH + b];
        all += pairs[a * WIDTH + b];
      }
    }
    double[] odds = new double[WIDTH * WIDTH];
    for (int a = 1; a < WIDTH; a++) {
      for (int b = 1; b < WIDTH; b++) {
        odds[a * WIDTH + b] = Math.log(pairs[a * WIDTH + b] * all / (single[a] * single[b]));
      }
    }
    return odds;
  }

  /** Returns the log-odds of a pair; above 0 when they replace each other more than by chance. */
  public double of(Element one, Element other) {
    return at(one.atomicNumber(), other.atomicNumber());
  }

  public double at(int one, int other) {
    return odds[one * WIDTH + other];
  }

  /** Returns how alike two elements replace all others: a cosine, 1 for the same element. */
  public double likeness(int one, int other) {
    return likeness[one * WIDTH + other];
  }
}
