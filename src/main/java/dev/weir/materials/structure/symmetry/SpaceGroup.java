package dev.weir.materials.structure.symmetry;

import dev.weir.materials.structure.crystal.CrystalException;

/**
 * A space group in one setting.
 *
 * @param number 1 to 230, International Tables for Crystallography, Volume A
 * @param hallNumber 1 to 530, the setting's place in the list of Hall symbols
 * @param symbol Hermann-Mauguin symbol with blanks, {@code F m -3 m} or {@code R -3 m:H}
 * @param hallSymbol {@code -F 4 2 3}
 */
public record SpaceGroup(int number, int hallNumber, String symbol, String hallSymbol) {
  /** The number of settings in the list of Hall symbols. */
  public static final int SETTINGS = 530;

  /** Rejects numbers that no space group or setting has. */
  public SpaceGroup {
    if (number < 1 || number > 230 || hallNumber < 1 || hallNumber > SETTINGS) {
      throw new CrystalException(
          "space group %d in setting %d does not exist".formatted(number, hallNumber));
    }
  }
}
