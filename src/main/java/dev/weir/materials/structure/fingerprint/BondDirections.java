package dev.weir.materials.structure.fingerprint;

/**
 * The directions from an atom to some of its neighbours, and the angles between them. Owned by one
 * thread.
 */
final class BondDirections {
  /** Directions that differ by less than this from a pole have no meridian. */
  private static final double NO_MERIDIAN = 1e-6;

  private final int count;
  private final double[] unit;
  private final double[] angle;
  private final double[] meridian;
  private final boolean[] onAxis;

  /**
   * Takes the first neighbours of a list.
   *
   * @param vectors x y z of each, in Å
   */
  BondDirections(double[] vectors, int count) {
    this.count = count;
    this.unit = new double[3 * count];
    this.angle = new double[count * count];
    this.meridian = new double[3 * count * count];
    this.onAxis = new boolean[count * count];
    for (int i = 0; i < count; i++) {
      double length =
          Math.sqrt(
              vectors[3 * i] * vectors[3 * i]
                  + vectors[3 * i + 1] * vectors[3 * i + 1]
                  + vectors[3 * i + 2] * vectors[3 * i + 2]);
      for (int k = 0; k < 3; k++) {
        unit[3 * i + k] = vectors[3 * i + k] / length;
      }
    }
    for (int pole = 0; pole < count; pole++) {
      for (int i = 0; i < count; i++) {
        if (i != pole) {
          turn(pole, i);
        }
      }
    }
  }

  private void turn(int pole, int i) {
    double cosine =
        unit[3 * pole] * unit[3 * i]
            + unit[3 * pole + 1] * unit[3 * i + 1]
            + unit[3 * pole + 2] * unit[3 * i + 2];
    angle[pole * count + i] = Math.acos(Math.max(-1.0, Math.min(1.0, cosine)));
    int at = 3 * (pole * count + i);
    double squared = 0.0;
    for (int k = 0; k < 3; k++) {
      meridian[at + k] = unit[3 * i + k] - cosine * unit[3 * pole + k];
      squared += meridian[at + k] * meridian[at + k];
    }
    double length = Math.sqrt(squared);
    onAxis[pole * count + i] = length < NO_MERIDIAN;
    for (int k = 0; k < 3; k++) {
      meridian[at + k] /= length;
    }
  }

  /** Returns how many directions there are. */
  int count() {
    return count;
  }

  /** Returns the angle between two directions, in radians. */
  double angle(int one, int other) {
    return angle[one * count + other];
  }

  /** Tells whether a direction has no meridian about a pole. */
  boolean isOnAxis(int pole, int i) {
    return onAxis[pole * count + i];
  }

  /** Returns the cosine of the angle between the meridians of two directions about a pole. */
  double azimuthCosine(int pole, int one, int other) {
    int i = 3 * (pole * count + one);
    int j = 3 * (pole * count + other);
    double cosine =
        meridian[i] * meridian[j]
            + meridian[i + 1] * meridian[j + 1]
            + meridian[i + 2] * meridian[j + 2];
    return Math.max(-1.0, Math.min(1.0, cosine));
  }

  /** Returns the cosine between two directions, or 1 for a direction and itself. */
  double cosine(int one, int other) {
    return Math.max(
        -1.0,
        Math.min(
            1.0,
            unit[3 * one] * unit[3 * other]
                + unit[3 * one + 1] * unit[3 * other + 1]
                + unit[3 * one + 2] * unit[3 * other + 2]));
  }
}
