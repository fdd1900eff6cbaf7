package dev.weir.materials.data;

import java.util.Locale;

/**
 * The energy by which a compound lies below (negative) or above its elements, for one atom.
 *
 * @param electronvoltsPerAtom finite, from -{@value #LARGEST} to {@value #LARGEST} eV/atom: no
 *     compound comes near that, so that a value beyond is in another unit or damaged
 */
public record FormationEnergy(double electronvoltsPerAtom) implements Comparable<FormationEnergy> {
  /** The largest magnitude that is accepted, in eV/atom. */
  public static final double LARGEST = 12.0;

  /** Rejects NaN and values outside the range. */
  public FormationEnergy {
    if (!(Math.abs(electronvoltsPerAtom) <= LARGEST)) {
      throw new IllegalArgumentException(
          "formation energy must be from -%s to %s eV/atom, was %s"
              .formatted(LARGEST, LARGEST, electronvoltsPerAtom));
    }
  }

  @Override
  public int compareTo(FormationEnergy other) {
    return Double.compare(electronvoltsPerAtom, other.electronvoltsPerAtom);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f eV/atom", electronvoltsPerAtom);
  }
}
