package dev.weir.materials.generate;

import dev.weir.materials.data.FormationEnergy;
import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.Optional;
import java.util.Set;

/**
 * What formulas are wanted.
 *
 * @param target the formation energy they should have
 * @param count how many, 1 to {@value #MOST}
 * @param required elements that every formula must hold
 * @param excluded elements that none may hold
 * @param fewestElements least number of different elements, from 1
 * @param mostElements largest number of different elements
 * @param rule what a formula must fulfil
 */
public record GenerationRequest(
    FormationEnergy target,
    int count,
    Set<Element> required,
    Set<Element> excluded,
    int fewestElements,
    int mostElements,
    Rule rule) {
  /** The largest number of formulas in one request. */
  public static final int MOST = 2_000_000;

  /** What a formula must fulfil to be handed out. */
  public enum Rule {
    /** Nothing but the request. */
    NONE,
    /** It can be neutral, or it is of metals only: the literature's rule for "valid". */
    NEUTRAL_OR_ALL_METAL,
    /** Oxidation states exist that make it neutral. */
    CHARGE_BALANCED;

    /** Tells whether a formula fulfils this; {@link #check} comes first. */
    boolean holds(Formula formula, Optional<ChargeBalance> balance) {
      return switch (this) {
        case NONE -> true;
        case NEUTRAL_OR_ALL_METAL -> balance.orElseThrow().isNeutralOrAllMetal(formula);
        case CHARGE_BALANCED -> balance.orElseThrow().isNeutral(formula);
      };
    }

    /**
     * Checks that a rule of charges comes with oxidation states.
     *
     * @throws IllegalArgumentException when it does not
     */
    void check(Optional<ChargeBalance> balance) {
      if (this != NONE && balance.isEmpty()) {
        throw new IllegalArgumentException(
            "the rule " + this + " needs a table of oxidation states");
      }
    }
  }

  /** Rejects counts outside their range and elements that are both required and excluded. */
  public GenerationRequest {
    required = Set.copyOf(required);
    excluded = Set.copyOf(excluded);
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "the count must be from 1 to %d formulas, was %d".formatted(MOST, count));
    }
    if (fewestElements < 1 || mostElements < fewestElements) {
      throw new IllegalArgumentException(
          "the number of elements must be a range from 1, was %d to %d"
              .formatted(fewestElements, mostElements));
    }
    if (required.size() > mostElements) {
      throw new IllegalArgumentException(
          "%d elements are required, and at most %d allowed"
              .formatted(required.size(), mostElements));
    }
    for (Element element : required) {
      if (excluded.contains(element)) {
        throw new IllegalArgumentException(element + " is both required and excluded");
      }
    }
  }

  /** Returns a request for any formulas of an energy. */
  public static GenerationRequest of(FormationEnergy target, int count, Rule rule) {
    return new GenerationRequest(target, count, Set.of(), Set.of(), 1, 20, rule);
  }

  /** Returns the same request for another number of formulas. */
  GenerationRequest withCount(int wanted) {
    return new GenerationRequest(
        target, wanted, required, excluded, fewestElements, mostElements, rule);
  }

  /** Tells whether a formula has the elements that are wanted. */
  boolean admits(Formula formula) {
    int different = formula.terms().size();
    if (different < fewestElements || different > mostElements) {
      return false;
    }
    if (required.isEmpty() && excluded.isEmpty()) {
      return true;
    }
    int found = 0;
    for (Formula.Term term : formula.terms()) {
      if (excluded.contains(term.element())) {
        return false;
      }
      found += required.contains(term.element()) ? 1 : 0;
    }
    return found == required.size();
  }
}
