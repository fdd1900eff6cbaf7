package dev.weir.materials.generate;

import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Element;
import java.util.Arrays;
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
  private final ElementBits every = new ElementBits();
  private final ElementBits metals = new ElementBits();

  /** The elements that can take a state, from {@link #leastState} on. */
  private final ElementBits[] takers;

  private final int leastState;
  private final int mostState;

  ChargeRule(GenerationRequest.Rule rule, Optional<ChargeBalance> balance) {
    this.rule = rule;
    for (Element element : Element.all()) {
      metal[element.atomicNumber()] = element.isMetal();
      every.add(element.atomicNumber());
      if (element.isMetal()) {
        metals.add(element.atomicNumber());
      }
      states[element.atomicNumber()] =
          balance
              .map(known -> known.states().of(element).stream().mapToInt(s -> s).toArray())
              .orElse(new int[0]);
    }
    leastState =
        Arrays.stream(states, 1, states.length).flatMapToInt(Arrays::stream).min().orElse(0);
    mostState =
        Arrays.stream(states, 1, states.length).flatMapToInt(Arrays::stream).max().orElse(0);
    takers = new ElementBits[mostState - leastState + 1];
    Arrays.setAll(takers, i -> new ElementBits());
    for (Element element : Element.all()) {
      for (int state : states[element.atomicNumber()]) {
        takers[state - leastState].add(element.atomicNumber());
      }
    }
  }

  /**
   * Finds the elements with which a formula that has one slot open fulfils the rule: those that can
   * take a state which some choice of the others' states leaves open.
   *
   * @param fitting receives them; elements that other slots hold are not left out
   */
  void fit(Slots slots, int open, ElementBits fitting) {
    switch (rule) {
      case NONE -> fitting.set(every);
      case CHARGE_BALANCED -> fitNeutral(slots, open, fitting);
      case NEUTRAL_OR_ALL_METAL -> {
        if (slots.size == 1) {
          fitting.set(every);
        } else {
          fitNeutral(slots, open, fitting);
          if (isAllMetal(slots, open)) {
            fitting.add(metals);
          }
        }
      }
    }
  }

  private void fitNeutral(Slots slots, int open, ElementBits fitting) {
    fitting.clear();
    int count = slots.counts[open];
    lowest[slots.size] = count * leastState;
    highest[slots.size] = count * mostState;
    for (int i = slots.size - 1; i >= 0; i--) {
      lowest[i] = lowest[i + 1];
      highest[i] = highest[i + 1];
      if (i != open) {
        int[] possible = states[slots.elements[i]];
        if (possible.length == 0) {
          return;
        }
        lowest[i] += slots.counts[i] * possible[0];
        highest[i] += slots.counts[i] * possible[possible.length - 1];
      }
    }
    complete(slots, 0, open, 0, fitting);
  }

  /** Goes through the states of the slots from one on and adds the takers of what stays open. */
  private void complete(Slots slots, int from, int open, int charge, ElementBits fitting) {
    if (charge + lowest[from] > 0 || charge + highest[from] < 0) {
      return;
    }
    if (from == slots.size) {
      if (charge % slots.counts[open] == 0) {
        fitting.add(takers[-charge / slots.counts[open] - leastState]);
      }
      return;
    }
    if (from == open) {
      complete(slots, from + 1, open, charge, fitting);
      return;
    }
    for (int state : states[slots.elements[from]]) {
      complete(slots, from + 1, open, charge + slots.counts[from] * state, fitting);
    }
  }

  /** Tells whether a formula fulfils the rule. */
  boolean holds(Slots slots) {
    return switch (rule) {
      case NONE -> true;
      case NEUTRAL_OR_ALL_METAL -> slots.size == 1 || isAllMetal(slots, -1) || isNeutral(slots);
      case CHARGE_BALANCED -> isNeutral(slots);
    };
  }

  /** Tells whether all slots but one hold metals. */
  private boolean isAllMetal(Slots slots, int without) {
    for (int i = 0; i < slots.size; i++) {
      if (i != without && !metal[slots.elements[i]]) {
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
