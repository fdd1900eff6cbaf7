package dev.weir.materials.structure.symmetry;

import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.Lattice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the operations of a space group that is only named, in the list of settings of spglib.
 * Immutable.
 */
public final class SpaceGroupSettings {
  /** Angles and relative lengths that differ by less are the same. */
  private static final double SAME = 1e-3;

  private final Optional<Spglib> spglib;
  private final List<SpaceGroup> settings;

  /** Reads the list; without spglib nothing is found. */
  public SpaceGroupSettings(Optional<Spglib> spglib) {
    this.spglib = spglib;
    this.settings =
        spglib
            .map(
                library ->
                    IntStream.rangeClosed(1, SpaceGroup.SETTINGS).mapToObj(library::group).toList())
            .orElse(List.of());
  }

  /**
   * Returns the operations of a setting.
   *
   * @param name Hermann-Mauguin or Hall symbol, blanks and underscores as one likes, with or
   *     without {@code :1}, {@code :2}, {@code :H} or {@code :R}; or the number of the group
   * @param lattice tells hexagonal from rhombohedral axes where the name does not
   * @throws CrystalException when there is no such setting, or more than one that differ
   */
  public List<SymmetryOperation> operations(String name, Lattice lattice) {
    Spglib library =
        spglib.orElseThrow(
            () ->
                new CrystalException(
                    "the CIF names space group %s but lists no symmetry operations, and spglib is not installed"
                        .formatted(name)));
    List<SpaceGroup> named = new ArrayList<>();
    for (SpaceGroup setting : settings) {
      if (isNamed(setting, name)) {
        named.add(setting);
      }
    }
    if (named.isEmpty()) {
      throw new CrystalException("the CIF names space group %s, which is none".formatted(name));
    }
    if (named.size() > 1 && named.getFirst().symbol().endsWith(":H")) {
      boolean isHexagonal = Math.abs(lattice.angle(2) - 120.0) < 120.0 * SAME;
      named.removeIf(setting -> setting.symbol().endsWith(":H") != isHexagonal);
    }
    if (named.size() > 1 && named.getFirst().symbol().endsWith(":1")) {
      throw new CrystalException(
          "the CIF names space group %s, which has two origins, and lists no symmetry operations"
              .formatted(name));
    }
    return library.operations(named.getFirst().hallNumber());
  }

  private static boolean isNamed(SpaceGroup setting, String name) {
    String wanted = plain(name);
    String full = plain(setting.symbol());
    int colon = full.indexOf(':');
    return wanted.equals(full)
        || (colon > 0 && wanted.equals(full.substring(0, colon)))
        || wanted.equals(plain(setting.hallSymbol()))
        || wanted.equals(shortForm(setting))
        || wanted.equals(Integer.toString(setting.number()));
  }

  /** Returns P21/c of P 1 21/c 1; nothing but monoclinic symbols has a short form. */
  private static String shortForm(SpaceGroup setting) {
    String[] parts = setting.symbol().split(" ");
    boolean isShort =
        setting.number() >= 3
            && setting.number() <= 15
            && parts.length == 4
            && parts[1].equals("1")
            && parts[3].equals("1");
    return plain(isShort ? parts[0] + parts[2] : setting.symbol());
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[ _]", "");
  }
}
