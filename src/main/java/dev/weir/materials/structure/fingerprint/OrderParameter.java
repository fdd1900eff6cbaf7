package dev.weir.materials.structure.fingerprint;

import java.util.Arrays;

/**
 * How much a set of bond directions looks like a certain coordination, 0 to about 1. Pure.
 *
 * <p>After Zimmermann and Jain, RSC Adv. 10 (2020) 6063, whose program pymatgen
 * (LocalStructOrderParams) fixes the details and the constants: one neighbour is put to the North
 * pole, another gives the prime meridian, all others are judged by Gaussians of their polar angle
 * and by the cosine of their azimuth. Widths are reciprocal and count in parts of 180°.
 */
sealed interface OrderParameter {
  /** Returns the value; 0 where there are too few neighbours. */
  double value(BondDirections bonds);

  /** One neighbour alone. */
  record Single() implements OrderParameter {
    @Override
    public double value(BondDirections bonds) {
      return bonds.count() == 1 ? 1.0 : 0.0;
    }
  }

  /**
   * All neighbours see each other under one angle.
   *
   * @param target in parts of 180°
   * @param sharpness reciprocal width
   */
  record Bent(double target, double sharpness) implements OrderParameter {
    @Override
    public double value(BondDirections bonds) {
      double sum = 0.0;
      int count = 0;
      for (int j = 0; j < bonds.count(); j++) {
        for (int k = 0; k < bonds.count(); k++) {
          if (j != k) {
            sum += gauss(sharpness * (bonds.angle(j, k) / Math.PI - target));
            count++;
          }
        }
      }
      return count == 0 ? 0.0 : sum / count;
    }
  }

  /**
   * The neighbours stand around every one of them under one angle, evenly.
   *
   * @param target in parts of 180°
   * @param sharpness reciprocal width
   * @param fold how often the azimuths repeat in a turn
   */
  record Even(double target, double sharpness, int fold) implements OrderParameter {
    @Override
    public double value(BondDirections bonds) {
      double[] polar = polar(bonds, angle -> gauss(sharpness * (angle / Math.PI - target)));
      return highest(
          bonds,
          (j, k) -> {
            Mean mean = new Mean();
            mean.add(polar[j * bonds.count() + k]);
            others(
                bonds,
                j,
                k,
                (m, cosine) -> mean.add(polar[j * bonds.count() + m] * foldedSquare(cosine, fold)));
            return mean;
          });
    }
  }

  /**
   * A regular pentagon around the atom.
   *
   * @param divide the angle up to which a neighbour is a nearest one, in parts of 180°
   * @param sharpness reciprocal width
   */
  record Pentagon(double divide, double sharpness) implements OrderParameter {
    private static final double NEXT = 0.4;
    private static final double SECOND = 0.8;

    @Override
    public double value(BondDirections bonds) {
      double[] polar =
          polar(
              bonds,
              angle ->
                  gauss(
                      sharpness * (angle / Math.PI - (angle <= divide * Math.PI ? NEXT : SECOND))));
      return highest(
          bonds,
          (j, k) -> {
            Mean mean = new Mean();
            mean.add(polar[j * bonds.count() + k]);
            others(
                bonds,
                j,
                k,
                (m, cosine) -> mean.add(polar[j * bonds.count() + m] * cosine * cosine));
            return mean;
          });
    }
  }

  /**
   * Neighbours at both poles, or near the South pole, and others evenly on a belt.
   *
   * @param south from this angle on a neighbour is at the South pole, in radians
   * @param southSharpness reciprocal width there
   * @param belt distance of the belt from the equator, in parts of 180°
   * @param beltSharpness reciprocal width of the belt
   * @param fold how often the azimuths repeat in a turn
   * @param widest azimuths beyond this are not counted, in radians; π for all
   */
  record Poles(
      double south,
      double southSharpness,
      double belt,
      double beltSharpness,
      int fold,
      double widest)
      implements OrderParameter {
    @Override
    public double value(BondDirections bonds) {
      int n = bonds.count();
      double[] equator =
          polar(
              bonds,
              angle ->
                  gauss(
                      beltSharpness
                          * (belt > 0.0
                              ? Math.abs(angle / Math.PI - 0.5) - belt
                              : angle / Math.PI - 0.5)));
      double[] pole = polar(bonds, angle -> gauss(southSharpness * (angle / Math.PI - 1.0)));
      double least = widest >= Math.PI ? -2.0 : Math.cos(widest);
      return highest(
          bonds,
          (j, k) -> {
            Mean mean = new Mean();
            boolean counts = bonds.angle(j, k) < south;
            if (counts) {
              mean.add(equator[j * n + k]);
            }
            if (!bonds.isOnAxis(j, k)) {
              for (int m = 0; m < n; m++) {
                if (m == j || m == k) {
                  continue;
                }
                if (bonds.angle(j, m) >= south) {
                  mean.add(pole[j * n + m]);
                } else if (counts && !bonds.isOnAxis(j, m)) {
                  double cosine = bonds.azimuthCosine(j, k, m);
                  if (cosine > least) {
                    mean.add(equator[j * n + m] * foldedSquare(cosine, fold));
                  }
                }
              }
            }
            return mean;
          });
    }
  }

  /**
   * Eight neighbours at the corners of a cube (Peters, J. Chem. Phys. 131 (2009) 244103). The
   * definition depends on the order of the neighbours where the cube is distorted.
   */
  record Cube() implements OrderParameter {
    private static final double SOUTH = 2.5261129449194057;
    private static final double SOUTH_SHARPNESS = 15.0;
    private static final double SOUTH_WEIGHT = 6.0;
    private static final double HALF = Math.PI / 2.0;
    private static final double WIDTH = Math.asin(1.0 / 3.0);
    private static final double SCALE = Math.exp(0.5);

    @Override
    public double value(BondDirections bonds) {
      int n = bonds.count();
      if (n < 4) {
        return 0.0;
      }
      double sum = 0.0;
      for (int j = 0; j < n; j++) {
        for (int k = j + 1; k < n; k++) {
          double angle = bonds.angle(j, k);
          if (angle >= SOUTH) {
            sum += SOUTH_WEIGHT * gauss(SOUTH_SHARPNESS * (angle / Math.PI - 1.0));
          } else {
            sum += (angle > HALF ? 1.0 : -1.0) * aroundPole(bonds, j, k);
          }
        }
      }
      return sum / (0.5 * n * (6.0 + (n - 2.0) * (n - 3.0)));
    }

    private static double aroundPole(BondDirections bonds, int j, int k) {
      double[] sum = new double[1];
      others(
          bonds,
          j,
          k,
          (m, cosine) -> {
            double width = (bonds.angle(j, m) - HALF) / WIDTH;
            sum[0] += folded(cosine, 3) * SCALE * width * gauss(width);
          });
      return sum[0];
    }
  }

  /** Twelve neighbours at the corners of a cuboctahedron. */
  record Cuboctahedron() implements OrderParameter {
    private static final double SOUTH = 2.792526803190927;
    private static final double SOUTH_SHARPNESS = 28.75;
    private static final double SOUTH_WEIGHT = 1.8;
    private static final double LAST = 1.8325957145940461;
    private static final double FIRST = 1.3089969389957472;
    private static final double BELT_SHARPNESS = 25.5;
    private static final double SIDE_SHARPNESS = 31.25;
    private static final double AZIMUTH_SHARPNESS = 0.0556;
    private static final double AZIMUTH = 0.81649658;

    @Override
    public double value(BondDirections bonds) {
      return highest(
          bonds,
          (j, k) -> {
            Mean mean = new Mean();
            double angle = bonds.angle(j, k);
            if (angle >= SOUTH) {
              mean.add(gauss(SOUTH_SHARPNESS * (angle / Math.PI - 1.0)), SOUTH_WEIGHT);
            }
            if (angle > FIRST && angle < LAST) {
              others(bonds, j, k, (m, cosine) -> add(mean, bonds.angle(j, m), cosine));
            }
            return mean;
          });
    }

    private static void add(Mean mean, double angle, double cosine) {
      if (angle >= SOUTH) {
        return;
      }
      if (angle > FIRST && angle < LAST) {
        mean.add(cosine * cosine * gauss(BELT_SHARPNESS * (angle / Math.PI - 0.5)));
      } else if (angle != FIRST && angle != LAST) {
        double sine = Math.sqrt(1.0 - cosine * cosine);
        double target = angle < FIRST ? 1.0 / 3.0 : 2.0 / 3.0;
        mean.add(
            gauss(AZIMUTH_SHARPNESS * (sine - AZIMUTH))
                * gauss(SIDE_SHARPNESS * (angle / Math.PI - target)));
      }
    }
  }

  /**
   * The bond orientational order parameter of Steinhardt, Nelson and Ronchetti, Phys. Rev. B 28
   * (1983) 784, by the addition theorem: Q² is the mean Legendre polynomial of all pairs.
   *
   * @param degree 2, 4 or 6
   */
  record Steinhardt(int degree) implements OrderParameter {
    @Override
    public double value(BondDirections bonds) {
      int n = bonds.count();
      double sum = n;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          sum += 2.0 * legendre(bonds.cosine(i, j));
        }
      }
      return n == 0 ? 0.0 : Math.sqrt(Math.max(0.0, sum)) / n;
    }

    private double legendre(double x) {
      double before = 1.0;
      double here = x;
      for (int l = 2; l <= degree; l++) {
        double next = ((2 * l - 1) * x * here - (l - 1) * before) / l;
        before = here;
        here = next;
      }
      return here;
    }
  }

  /** A weighted mean while it is summed. */
  final class Mean {
    private double sum;
    private double weight;

    void add(double value) {
      add(value, 1.0);
    }

    void add(double value, double share) {
      sum += share * value;
      weight += share;
    }

    double value() {
      return weight > 0.0 ? sum / weight : 0.0;
    }
  }

  /** What two of the neighbours are worth as pole and meridian. */
  interface PoleAndMeridian {
    /** Returns the mean over the neighbours. */
    Mean mean(int pole, int meridian);
  }

  /** Hears of the neighbours that are neither pole nor meridian. */
  interface Other {
    /** Takes a neighbour and the cosine of its azimuth. */
    void hear(int neighbour, double cosine);
  }

  /** Makes a number of an angle. */
  interface OfAngle {
    /** Returns the number for an angle in radians. */
    double of(double angle);
  }

  private static double highest(BondDirections bonds, PoleAndMeridian pair) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < bonds.count(); j++) {
      for (int k = 0; k < bonds.count(); k++) {
        if (j != k) {
          highest = Math.max(highest, pair.mean(j, k).value());
        }
      }
    }
    return Double.isFinite(highest) ? highest : 0.0;
  }

  private static void others(BondDirections bonds, int j, int k, Other other) {
    if (bonds.isOnAxis(j, k)) {
      return;
    }
    for (int m = 0; m < bonds.count(); m++) {
      if (m != j && m != k && !bonds.isOnAxis(j, m)) {
        other.hear(m, bonds.azimuthCosine(j, k, m));
      }
    }
  }

  private static double[] polar(BondDirections bonds, OfAngle value) {
    int n = bonds.count();
    double[] polar = new double[n * n];
    Arrays.setAll(polar, at -> at / n == at % n ? 0.0 : value.of(bonds.angle(at / n, at % n)));
    return polar;
  }

  private static double gauss(double deviation) {
    return Math.exp(-0.5 * deviation * deviation);
  }

  /** Returns the cosine of a multiple of an angle (Chebyshev polynomial). */
  private static double folded(double cosine, int fold) {
    double before = 1.0;
    double here = cosine;
    for (int i = 2; i <= fold; i++) {
      double next = 2.0 * cosine * here - before;
      before = here;
      here = next;
    }
    return here;
  }

  /** Returns the squared cosine of half a multiple of an angle. */
  private static double foldedSquare(double cosine, int fold) {
    return 0.5 * (1.0 + folded(cosine, fold));
  }
}
