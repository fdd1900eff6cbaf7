package dev.weir.learn;

import dev.weir.experiment.Conditions;
import java.util.ArrayList;
import java.util.List;

/**
 * The coordinates in which conversion is near to simple: f10, logarithms of residence time and
 * concentrations, and the inverse of the absolute temperature (Arrhenius), each on a fixed physical
 * scale from 0 to 1, so that what is learnt does not depend on the bounds of a search. Conditions
 * outside the scale have coordinates outside 0..1.
 *
 * @param axes those that matter: the others hardly vary
 */
public record KineticCoordinates(List<Axis> axes) {
  /**
   * Spread on the scale below which an axis does not count; above the scatter of held conditions
   * (assumed).
   */
  private static final double LEAST_SPREAD = 0.02;

  /** Copies the list. */
  public KineticCoordinates {
    axes = List.copyOf(axes);
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("need at least one axis");
    }
  }

  /** One coordinate; the ends of the scales are those of laboratory flow reactors (assumed). */
  public enum Axis {
    /** Feed composition f10, from 0 to 1 mol/mol. */
    FEED_COMPOSITION {
      @Override
      public double of(Conditions conditions) {
        return conditions.feedComposition().value();
      }
    },
    /** Logarithm of the residence time, from 1 to 120 min. */
    LOG_RESIDENCE_TIME {
      @Override
      public double of(Conditions conditions) {
        return logarithmic(conditions.residenceTime().minutes(), 1.0, 120.0);
      }
    },
    /** Inverse absolute temperature, from 140 °C down to 40 °C, turned so that hotter is higher. */
    INVERSE_TEMPERATURE {
      @Override
      public double of(Conditions conditions) {
        double coldest = 1.0 / COLDEST_KELVINS;
        double hottest = 1.0 / HOTTEST_KELVINS;
        return (coldest - 1.0 / conditions.temperature().kelvins()) / (coldest - hottest);
      }
    },
    /** Logarithm of the concentration of initiator, from 0.001 to 0.3 mol/L. */
    LOG_INITIATOR {
      @Override
      public double of(Conditions conditions) {
        return logarithmic(conditions.initiator().molesPerLitre(), 0.001, 0.3);
      }
    },
    /** Logarithm of the concentration of both monomers, from 0.1 to 10 mol/L. */
    LOG_TOTAL_MONOMER {
      @Override
      public double of(Conditions conditions) {
        return logarithmic(conditions.totalMonomer().molesPerLitre(), 0.1, 10.0);
      }
    };

    private static final double COLDEST_KELVINS = 313.15;
    private static final double HOTTEST_KELVINS = 413.15;

    /** Share of the low end below which amounts are alike: a logarithm needs some. */
    private static final double TRACE = 0.1;

    /** Returns the coordinate, dimensionless. */
    public abstract double of(Conditions conditions);

    private static double logarithmic(double value, double low, double high) {
      return StrictMath.log(Math.max(value, TRACE * low) / low) / StrictMath.log(high / low);
    }
  }

  /**
   * Returns the axes along which the given conditions differ; the first axis when none does.
   *
   * @param conditions everything that was run or may be asked about, at least one
   */
  public static KineticCoordinates spannedBy(List<Conditions> conditions) {
    List<Axis> axes = new ArrayList<>();
    for (Axis axis : Axis.values()) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (Conditions one : conditions) {
        low = Math.min(low, axis.of(one));
        high = Math.max(high, axis.of(one));
      }
      if (high - low > LEAST_SPREAD) {
        axes.add(axis);
      }
    }
    return new KineticCoordinates(axes.isEmpty() ? List.of(Axis.FEED_COMPOSITION) : axes);
  }

  /** Returns the coordinates of conditions, one for each axis, dimensionless. */
  public double[] of(Conditions conditions) {
    double[] point = new double[axes.size()];
    for (int i = 0; i < point.length; i++) {
      point[i] = axes.get(i).of(conditions);
    }
    return point;
  }
}
