package dev.weir.materials.generate;

import dev.weir.materials.formula.Element;
import java.util.random.RandomGenerator;

/**
 * Turns a known formula into a draft: all of its substitutions but the last are made, blindly, and
 * a slot is chosen for the last. Required elements come in, excluded ones go out. Owned by one
 * thread.
 */
final class Draft {
  private final Substitutions substitutions;
  private final ElementBits allowed;
  private final int[] required;
  private final RandomGenerator random;

  /**
   * Creates it.
   *
   * @param allowed elements that formulas may hold
   */
  Draft(
      Substitutions substitutions,
      ElementBits allowed,
      GenerationRequest request,
      RandomGenerator random) {
    this.substitutions = substitutions;
    this.allowed = allowed;
    this.required = request.required().stream().mapToInt(Element::atomicNumber).sorted().toArray();
    this.random = random;
  }

  /**
   * Makes a draft of the formula in slots.
   *
   * @return the slot for the last substitution; negative when nothing may be changed or too much
   *     would have to be
   */
  int open(Slots slots) {
    int fixed = require(slots);
    for (int change = Substitutions.changes(random); change > 1; change--) {
      int slot = random.nextInt(slots.size);
      if ((fixed >> slot & 1) == 0) {
        substitute(slots, slot);
        fixed |= 1 << slot;
      }
    }
    return last(slots, fixed);
  }

  /** Puts required elements that are missing into slots; returns the bits of slots to be kept. */
  private int require(Slots slots) {
    int fixed = 0;
    for (int element : required) {
      for (int i = 0; i < slots.size; i++) {
        if (slots.elements[i] == element) {
          fixed |= 1 << i;
        }
      }
    }
    for (int element : required) {
      if (!slots.holds(element)) {
        int slot = random.nextInt(slots.size);
        while ((fixed >> slot & 1) == 1) {
          slot = (slot + 1) % slots.size;
        }
        slots.elements[slot] = element;
        fixed |= 1 << slot;
      }
    }
    return fixed;
  }

  private void substitute(Slots slots, int slot) {
    int drawn = substitutions.draw(slots.elements[slot], random);
    if (allowed.has(drawn) && !slots.holds(drawn)) {
      slots.elements[slot] = drawn;
    }
  }

  /**
   * Replaces what is excluded and chooses the slot that is left open: one that holds an excluded
   * element if there is one.
   */
  private int last(Slots slots, int fixed) {
    int last = -1;
    for (int i = 0; i < slots.size; i++) {
      if (!allowed.has(slots.elements[i])) {
        if ((fixed >> i & 1) == 1 || last >= 0) {
          substitute(slots, i);
          if (!allowed.has(slots.elements[i])) {
            return -1;
          }
        } else {
          last = i;
        }
      }
    }
    if (last >= 0) {
      return last;
    }
    int free = slots.size - Integer.bitCount(fixed);
    if (free == 0) {
      return -1;
    }
    int wanted = random.nextInt(free);
    for (int i = 0; i < slots.size; i++) {
      if ((fixed >> i & 1) == 0) {
        if (wanted == 0) {
          return i;
        }
        wanted--;
      }
    }
    return -1;
  }
}
