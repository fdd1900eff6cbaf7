package dev.weir.materials.generate;

import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Element;
import java.util.Optional;

/**
 * A rule of charges for formulas in slots: the same answers as {@link ChargeBalance}, without
 * making a formula of them. Owned by one thread.
 */
final class ChargeRule {
  private final GenerationRequest.Rule rule;
  private final int[][] states = new int[Element.LAST + 1][];
  private final boolean[] metal = new boolean[Element.LAST + 1];
  private final int[] lowest = new int[Slots.MOST + 1];
  private final int[] highest = new int[Slots.MOST + 1];

  ChargeRule(GenerationRequest.Rule rule, Optional<ChargeBalance> balance) {
    this.rule = rule;
    for (Element element : Element.all()) {
      metal[element.atomicNumber()] = element.isMetal();
      states[element.atomicNumber()] =
          balance
              .map(known -> known.states().of(element).stream().mapToInt(s -> s).toArray())
              .orElse(new int[0]);
    }
  }

  /** Tells whether a formula fulfils the rule. */
  boolean holds(Slots slots) {
    return switch (rule) {
      case NONE -> true;
      case NEUTRAL_OR_ALL_METAL -> slots.size == 1 || isAllMetal(slots) || isNeutral(slots);
      case CHARGE_BALANCED -> isNeutral(slots);
    };
  }

  private boolean isAllMetal(Slots slots) {
    for (int i = 0; i < slots.size; i++) {
      if (!metal[slots.elements[i]]) {
        return false;
      }
    }
    return true;
  }

  private boolean isNeutral(Slots slots) {
    lowest[slots.size] = 0;
    highest[slots.size] = 0;
    for (int i = slots.size - 1; i >= 0; i--) {
      int[] possible = states[slots.elements[i]];
      if (possible.length == 0) {
        return false;
      }
      lowest[i] = lowest[i + 1] + slots.counts[i] * possible[0];
      highest[i] = highest[i + 1] + slots.counts[i] * possible[possible.length - 1];
    }
    return isReached(slots, 0, 0);
  }

  /** Tells whether the slots from one on can bring the charge to zero. */
  private boolean isReached(Slots slots, int from, int charge) {
    if (from == slots.size) {
      return charge == 0;
    }
    if (charge + lowest[from] > 0 || charge + highest[from] < 0) {
      return false;
    }
    for (int state : states[slots.elements[from]]) {
      if (isReached(slots, from + 1, charge + slots.counts[from] * state)) {
        return true;
      }
    }
    return false;
  }
}
