package dev.weir.materials.structure.symmetry;

import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.Matrices;
import dev.weir.materials.structure.crystal.Site;
import java.util.Arrays;
import java.util.Locale;

/**
 * A symmetry operation in fractions of a cell: a column of fractions x becomes W x + w. Immutable.
 */
public final class SymmetryOperation {
  /** The finest translation that is written as a fraction, one part in. */
  private static final int DENOMINATOR = 24;

  private static final double SNAP = 2e-3;

  private final int[] rotation;
  private final double[] translation;

  /**
   * Creates an operation.
   *
   * @param rotation nine integers W, row by row, determinant ±1
   * @param translation three fractions w; whole numbers are taken off, and what misses a multiple
   *     of 1/24 by less than 0.002 becomes it
   * @throws CrystalException when the matrix does not keep volumes
   */
  public SymmetryOperation(int[] rotation, double[] translation) {
    if (rotation.length != 9
        || translation.length != 3
        || Math.abs(Matrices.determinant(rotation)) != 1) {
      throw new CrystalException("not a symmetry operation of a cell");
    }
    this.rotation = rotation.clone();
    this.translation = Arrays.stream(translation).map(SymmetryOperation::snapped).toArray();
  }

  private static double snapped(double fraction) {
    double inside = fraction - Math.floor(fraction);
    double parts = inside * DENOMINATOR;
    double whole = Math.rint(parts);
    double snapped = Math.abs(parts - whole) < SNAP * DENOMINATOR ? whole / DENOMINATOR : inside;
    return snapped >= 1.0 ? 0.0 : snapped;
  }

  /** Tells whether every translation is a multiple of 1/24, as in the standard settings. */
  public boolean isCrystallographic() {
    for (double fraction : translation) {
      if (fraction * DENOMINATOR != Math.rint(fraction * DENOMINATOR)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the image of a site. */
  public Site apply(Site site) {
    double[] place = {site.x(), site.y(), site.z()};
    double[] image = translation.clone();
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        image[i] += rotation[3 * i + k] * place[k];
      }
    }
    return new Site(site.element(), image[0], image[1], image[2]);
  }

  /**
   * Reads the notation of CIF: {@code -x+1/2, y, z-x}.
   *
   * @throws CrystalException when the text is not in it
   */
  public static SymmetryOperation parse(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).replace(" ", "").split(",", -1);
    if (parts.length != 3) {
      throw new CrystalException(
          "symmetry operation '%s' does not have three parts".formatted(text));
    }
    int[] rotation = new int[9];
    double[] translation = new double[3];
    for (int i = 0; i < 3; i++) {
      new Part(parts[i], text).read(rotation, translation, i);
    }
    return new SymmetryOperation(rotation, translation);
  }

  /** One of the three sums of an operation, while it is read. */
  private record Part(String sum, String whole) {
    void read(int[] rotation, double[] translation, int row) {
      int at = 0;
      if (sum.isEmpty()) {
        throw fault();
      }
      while (at < sum.length()) {
        int sign = 1;
        char first = sum.charAt(at);
        if (first == '+' || first == '-') {
          sign = first == '-' ? -1 : 1;
          at++;
        } else if (at > 0) {
          throw fault();
        }
        int end = at;
        while (end < sum.length() && sum.charAt(end) != '+' && sum.charAt(end) != '-') {
          end++;
        }
        String term = sum.substring(at, end);
        int axis = term.length() == 1 ? "xyz".indexOf(term) : -1;
        if (axis >= 0) {
          rotation[3 * row + axis] += sign;
        } else {
          translation[row] += sign * fraction(term);
        }
        at = end;
      }
    }

    private double fraction(String term) {
      try {
        int slash = term.indexOf('/');
        double value =
            slash < 0
                ? Double.parseDouble(term)
                : Double.parseDouble(term.substring(0, slash))
                    / Double.parseDouble(term.substring(slash + 1));
        if (!Double.isFinite(value)) {
          throw fault();
        }
        return value;
      } catch (NumberFormatException notOne) {
        throw fault();
      }
    }

    private CrystalException fault() {
      return new CrystalException("symmetry operation '%s' cannot be read".formatted(whole));
    }
  }

  /** Prints the notation of CIF: {@code -x+1/2,y,-x+z}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      text.append(i == 0 ? "" : ",");
      int start = text.length();
      for (int k = 0; k < 3; k++) {
        int factor = rotation[3 * i + k];
        if (factor != 0) {
          text.append(factor < 0 ? "-" : text.length() == start ? "" : "+");
          text.append(Math.abs(factor) == 1 ? "" : Integer.toString(Math.abs(factor)));
          text.append("xyz".charAt(k));
        }
      }
      text.append(printed(translation[i]));
    }
    return text.toString();
  }

  private static String printed(double fraction) {
    if (fraction == 0.0) {
      return "";
    }
    int parts = (int) Math.rint(fraction * DENOMINATOR);
    if (parts == fraction * DENOMINATOR) {
      int divisor = greatestCommonDivisor(parts, DENOMINATOR);
      return "+%d/%d".formatted(parts / divisor, DENOMINATOR / divisor);
    }
    return String.format(Locale.ROOT, "+%.6f", fraction);
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
