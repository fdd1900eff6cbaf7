package dev.weir.materials.structure;

import dev.weir.materials.formula.Element;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much more often two elements fill the same place of the same prototype than chance would have
 * it: the logarithm of P(a,b) / (P(a) P(b)), mined from a library. After the idea of Hautier et
 * al., Inorg. Chem. 50 (2011) 656, without charges. Immutable.
 *
 * <p>Every pair of structures of a prototype counts the elements of equal coefficient and equal
 * number of orbits. Large prototypes are damped by the square root of their size, so that a few
 * famous ones do not say everything.
 */
public final class SwapLogOdds {
  private static final int WIDTH = Element.LAST + 1;

  /** Added to every pair's count (Jeffreys' prior), so that an unseen pair stays possible. */
  private static final double SMOOTHING = 0.5;

  private final double[] odds;

  private SwapLogOdds(double[] odds) {
    this.odds = odds;
  }

  /** Returns the log-odds of a library. */
  public static SwapLogOdds of(TemplateLibrary library) {
    double[] pairs = new double[WIDTH * WIDTH];
    for (List<StructureEntry> members : library.prototypes().values()) {
      Map<Long, double[]> slots = new TreeMap<>();
      for (StructureEntry member : members) {
        for (StructureEntry.Slot slot : member.slots()) {
          long key = ((long) slot.coefficient() << 32) + slot.orbits();
          slots.computeIfAbsent(key, ignored -> new double[WIDTH])[slot.element().atomicNumber()]++;
        }
      }
      double weight = 1.0 / Math.pow(members.size(), POWER);
      slots.values().forEach(counts -> count(counts, weight, pairs));
    }
    return new SwapLogOdds(logarithms(pairs));
  }

  static double POWER = 0.5;

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

  double at(int one, int other) {
    return odds[one * WIDTH + other];
  }
}
