package dev.weir.materials.structure.crystal;

import dev.weir.materials.formula.Element;

/**
 * An atom in a cell, at fractions of the three cell edges.
 *
 * @param element which
 * @param x fraction of edge a, finite; equal to its value plus any whole number
 * @param y fraction of edge b
 * @param z fraction of edge c
 */
public record Site(Element element, double x, double y, double z) {
  /** Rejects places that are not finite. */
  public Site {
    if (!Double.isFinite(x + y + z)) {
      throw new CrystalException(
          "%s stands at %s %s %s, which is no place in a cell".formatted(element, x, y, z));
    }
  }

  /** Returns this site moved into the cell: every fraction at least 0 and below 1. */
  public Site wrapped() {
    return new Site(element, wrap(x), wrap(y), wrap(z));
  }

  private static double wrap(double fraction) {
    double inside = fraction - Math.floor(fraction);
    return inside >= 1.0 ? 0.0 : inside;
  }
}
