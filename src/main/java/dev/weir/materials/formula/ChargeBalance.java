package dev.weir.materials.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The exact search for oxidation states that make a formula neutral.
 *
 * <p>Depth first over the elements with one state each; a branch is cut as soon as the charge that
 * is still open lies outside what the remaining elements can reach. It therefore finds a balance
 * whenever one exists. {@link #isNeutralMixed} lets atoms of one element take different states, as
 * iron does in Fe3O4.
 */
public final class ChargeBalance {
  private final OxidationStates states;

  /**
   * One neutral choice.
   *
   * @param formula the formula
   * @param states one oxidation state for each of the formula's terms, in their order
   */
  public record Assignment(Formula formula, List<Integer> states) {
    /** Copies the list and rejects states that do not add up to zero. */
    public Assignment {
      states = List.copyOf(states);
      long charge = 0;
      for (int i = 0; i < states.size(); i++) {
        charge += (long) states.get(i) * formula.terms().get(i).count();
      }
      if (charge != 0 || states.size() != formula.terms().size()) {
        throw new IllegalArgumentException(
            "the states %s leave %s with the charge %+d".formatted(states, formula, charge));
      }
    }

    /**
     * Tells whether every cation is less electronegative than every anion (Pauling's rule); false
     * when there is no cation or no anion, or a value is missing.
     */
    public boolean isElectronegativityBalanced() {
      double cations = Double.NEGATIVE_INFINITY;
      double anions = Double.POSITIVE_INFINITY;
      for (int i = 0; i < states.size(); i++) {
        double value = formula.terms().get(i).element().electronegativity().orElse(Double.NaN);
        if (Double.isNaN(value)) {
          return false;
        }
        if (states.get(i) > 0) {
          cations = Math.max(cations, value);
        } else if (states.get(i) < 0) {
          anions = Math.min(anions, value);
        }
      }
      return Double.isFinite(cations) && Double.isFinite(anions) && cations < anions;
    }
  }

  /** Creates the search on a table of oxidation states. */
  public ChargeBalance(OxidationStates states) {
    this.states = states;
  }

  /** Returns the table below. */
  public OxidationStates states() {
    return states;
  }

  /** Returns the first neutral choice with one state for each element, if there is any. */
  public Optional<Assignment> find(Formula formula) {
    return find(formula, assignment -> true);
  }

  /** Returns the first neutral choice that also passes a test, if there is any. */
  public Optional<Assignment> find(Formula formula, Predicate<Assignment> test) {
    return new Search(formula, states, test).run();
  }

  /** Tells whether one state for each element can make the formula neutral. */
  public boolean isNeutral(Formula formula) {
    return find(formula).isPresent();
  }

  /** Tells whether a neutral choice exists in which every cation is less electronegative. */
  public boolean isElectronegativityBalanced(Formula formula) {
    return find(formula, Assignment::isElectronegativityBalanced).isPresent();
  }

  /**
   * The rule by which the literature counts a generated formula as valid: it is of one element, or
   * of metals only, or some choice of oxidation states makes it neutral.
   */
  public boolean isNeutralOrAllMetal(Formula formula) {
    return formula.terms().size() == 1
        || formula.elements().stream().allMatch(Element::isMetal)
        || isNeutral(formula);
  }

  /**
   * Tells whether the formula can be neutral when the atoms of one element may differ in their
   * state. The sums that n atoms can reach are built atom by atom on the reduced formula.
   *
   * @throws IllegalArgumentException beyond {@value #MOST_MIXED_ATOMS} atoms
   */
  public boolean isNeutralMixed(Formula formula) {
    Formula reduced = formula.reduced();
    if (reduced.atoms() > MOST_MIXED_ATOMS) {
      throw new IllegalArgumentException(
          "mixed valence is searched up to %d atoms, %s has %d"
              .formatted(MOST_MIXED_ATOMS, formula, reduced.atoms()));
    }
    int reach = 9 * (int) reduced.atoms();
    boolean[] reached = new boolean[2 * reach + 1];
    reached[reach] = true;
    for (Formula.Term term : reduced.terms()) {
      for (int atom = 0; atom < term.count(); atom++) {
        boolean[] next = new boolean[reached.length];
        for (int state : states.raw(term.element())) {
          for (int i = Math.max(0, -state); i < Math.min(next.length, next.length - state); i++) {
            next[i + state] |= reached[i];
          }
        }
        reached = next;
      }
    }
    return reached[reach];
  }

  /** The largest reduced formula in which mixed valence is searched, in atoms. */
  public static final int MOST_MIXED_ATOMS = 1000;

  private static final class Search {
    private final Formula formula;
    private final Predicate<Assignment> test;
    private final int[][] options;
    private final long[] lowest;
    private final long[] highest;
    private final int[] chosen;

    Search(Formula formula, OxidationStates states, Predicate<Assignment> test) {
      this.formula = formula;
      this.test = test;
      int n = formula.terms().size();
      this.options = new int[n][];
      this.lowest = new long[n + 1];
      this.highest = new long[n + 1];
      this.chosen = new int[n];
      for (int i = n - 1; i >= 0; i--) {
        Formula.Term term = formula.terms().get(i);
        options[i] = states.raw(term.element());
        if (options[i].length > 0) {
          lowest[i] = lowest[i + 1] + (long) options[i][0] * term.count();
          highest[i] = highest[i + 1] + (long) options[i][options[i].length - 1] * term.count();
        }
      }
    }

    Optional<Assignment> run() {
      for (int[] option : options) {
        if (option.length == 0) {
          return Optional.empty();
        }
      }
      return from(0, 0);
    }

    private Optional<Assignment> from(int index, long charge) {
      if (charge + lowest[index] > 0 || charge + highest[index] < 0) {
        return Optional.empty();
      }
      if (index == options.length) {
        return Optional.of(assignment()).filter(test);
      }
      int count = formula.terms().get(index).count();
      for (int state : options[index]) {
        chosen[index] = state;
        Optional<Assignment> found = from(index + 1, charge + (long) state * count);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }

    private Assignment assignment() {
      List<Integer> list = new ArrayList<>();
      for (int state : chosen) {
        list.add(state);
      }
      return new Assignment(formula, list);
    }
  }
}
