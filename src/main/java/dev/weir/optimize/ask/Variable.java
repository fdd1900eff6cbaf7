package dev.weir.optimize.ask;

import dev.weir.units.Decimal;
import java.math.BigDecimal;
import java.util.List;

/** Something that can be set before a run. Its value is a number; a choice's is its position. */
public sealed interface Variable {
  /** Returns its name in formulas and tables. */
  String name();

  /** Returns its unit, perhaps empty. */
  String unit();

  /** What of a variable's differences matters. */
  enum Scale {
    /** The differences themselves, or of a choice whether there is one. */
    LINEAR,
    /** Ratios. */
    LOGARITHMIC,
    /** It is to be found out. */
    LEARNT
  }

  /** Returns what of its differences matters. */
  Scale scale();

  /** Returns how many values it can take, infinite when it is continuous. */
  double count();

  /**
   * Returns the allowed value at a place between its ends.
   *
   * @param place from 0 to 1
   */
  double at(double place);

  /** Returns the place of a value, from 0 to 1 when the value is within the ends. */
  double place(double value);

  /** Tells whether a value is allowed. */
  boolean allows(double value);

  /** Returns the value as a number or word. */
  default Object shown(double value) {
    return value;
  }

  /** Tells whether ratios matter. */
  default boolean isLogarithmic() {
    return scale() == Scale.LOGARITHMIC;
  }

  /** Rounding a table may have done to a value, as a share of the range. */
  double ROUNDING = 1e-9;

  /**
   * Any number between two ends.
   *
   * @param low lowest, finite
   * @param high highest, above the lowest
   * @param scale what of its differences matters; with a logarithmic one low is above 0
   */
  record Continuous(String name, String unit, double low, double high, Scale scale)
      implements Variable {
    /** A variable of which differences matter, or ratios. */
    public Continuous(String name, String unit, double low, double high, boolean logarithmic) {
      this(name, unit, low, high, logarithmic ? Scale.LOGARITHMIC : Scale.LINEAR);
    }

    /** Rejects bounds that are upside down. */
    public Continuous {
      requireEnds(name, unit, low, high);
      requireAboveZero(name, unit, low, scale);
    }

    @Override
    public double count() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public double at(double place) {
      double value =
          isLogarithmic()
              ? StrictMath.exp(
                  StrictMath.log(low) + place * (StrictMath.log(high) - StrictMath.log(low)))
              : low + place * (high - low);
      return Math.max(low, Math.min(high, value));
    }

    @Override
    public double place(double value) {
      return isLogarithmic()
          ? (StrictMath.log(Math.max(value, Double.MIN_NORMAL)) - StrictMath.log(low))
              / (StrictMath.log(high) - StrictMath.log(low))
          : (value - low) / (high - low);
    }

    /** Returns the derivative of the value by its place. */
    double slope(double value) {
      return isLogarithmic() ? value * (StrictMath.log(high) - StrictMath.log(low)) : high - low;
    }

    @Override
    public boolean allows(double value) {
      return value >= low && value <= high;
    }
  }

  /**
   * A number on a grid that starts at the lowest value.
   *
   * @param low lowest, finite
   * @param high highest, above the lowest; the last value is the largest of the grid not above it
   * @param step distance of the values, above 0
   * @param whole whether the values are shown without decimals
   * @param scale what of its differences matters; with a logarithmic one low is above 0
   */
  record Stepped(
      String name, String unit, double low, double high, double step, boolean whole, Scale scale)
      implements Variable {
    private static final double MOST = 1e9;

    /** A grid on which differences matter. */
    public Stepped(String name, String unit, double low, double high, double step, boolean whole) {
      this(name, unit, low, high, step, whole, Scale.LINEAR);
    }

    /** Rejects bounds that are upside down and steps that do not fit. */
    public Stepped {
      requireEnds(name, unit, low, high);
      if (!(step > 0.0 && step <= high - low) || (high - low) / step > MOST) {
        throw new IllegalArgumentException(
            "%s: step must be above 0 and at most %s %s, was %s"
                .formatted(name, Decimal.shortest(high - low), unit, Decimal.shortest(step)));
      }
      requireAboveZero(name, unit, low, scale);
    }

    @Override
    public double count() {
      return Math.floor((high - low) / step + ROUNDING) + 1.0;
    }

    /** Returns a value of the grid by its number from 0. */
    double value(long index) {
      return BigDecimal.valueOf(low)
          .add(BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(index)))
          .doubleValue();
    }

    /** Returns the number of the nearest value of the grid, from 0. */
    long index(double value) {
      return (long) Math.min(count() - 1.0, Math.max(0.0, Math.rint((value - low) / step)));
    }

    @Override
    public double at(double place) {
      if (isLogarithmic()) {
        double least = StrictMath.log(least());
        return value(index(StrictMath.exp(least + place * (StrictMath.log(most()) - least))));
      }
      return value((long) Math.min(count() - 1.0, Math.max(0.0, Math.floor(place * count()))));
    }

    @Override
    public double place(double value) {
      if (isLogarithmic()) {
        double least = StrictMath.log(least());
        return (StrictMath.log(Math.max(value, Double.MIN_NORMAL)) - least)
            / (StrictMath.log(most()) - least);
      }
      return ((value - low) / step + 0.5) / count();
    }

    /** Returns what the surrogate sees of a value: 0 to 1 between the ends. */
    double feature(double value) {
      return isLogarithmic()
          ? (StrictMath.log(Math.max(value, Double.MIN_NORMAL)) - StrictMath.log(low))
              / (StrictMath.log(high) - StrictMath.log(low))
          : (value - low) / (high - low);
    }

    /** On a logarithmic scale the first value's cell reaches half a step down, but not to zero. */
    private double least() {
      return Math.max(low - 0.5 * step, 0.5 * low);
    }

    private double most() {
      return value((long) count() - 1) + 0.5 * step;
    }

    @Override
    public boolean allows(double value) {
      double index = (value - low) / step;
      return value >= low - ROUNDING * step
          && index <= count() - 1.0 + ROUNDING * count()
          && Math.abs(index - Math.rint(index)) <= 1e-6;
    }

    @Override
    public Object shown(double value) {
      return whole ? (Object) (long) Math.rint(value) : (Object) value;
    }
  }

  /**
   * One of several words without an order.
   *
   * @param choices at least two, all different
   */
  record Choice(String name, String unit, List<String> choices) implements Variable {
    /** Rejects lists that are too short or repeat a word. */
    public Choice {
      choices = List.copyOf(choices);
      if (choices.size() < 2 || choices.stream().distinct().count() != choices.size()) {
        throw new IllegalArgumentException(
            name + ": needs at least two different choices, has " + choices);
      }
    }

    @Override
    public double count() {
      return choices.size();
    }

    @Override
    public double at(double place) {
      return Math.min(choices.size() - 1.0, Math.max(0.0, Math.floor(place * choices.size())));
    }

    @Override
    public double place(double value) {
      return (value + 0.5) / choices.size();
    }

    @Override
    public boolean allows(double value) {
      return value == Math.rint(value) && value >= 0.0 && value < choices.size();
    }

    @Override
    public Scale scale() {
      return Scale.LINEAR;
    }

    @Override
    public Object shown(double value) {
      return choices.get((int) value);
    }
  }

  private static void requireAboveZero(String name, String unit, double low, Scale scale) {
    if (scale == Scale.LOGARITHMIC && low <= 0.0) {
      throw new IllegalArgumentException(
          "%s: a logarithmic scale needs low above 0 %s, was %s"
              .formatted(name, unit, Decimal.shortest(low)));
    }
  }

  private static void requireEnds(String name, String unit, double low, double high) {
    if (low == high) {
      throw new IllegalArgumentException(
          "%s: low and high are both %s %s; to fix a variable keep its bounds and write the"
                  .formatted(name, Decimal.shortest(low), unit)
              + " constraint '%s == %s'".formatted(name, Decimal.shortest(low)));
    }
    if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
      throw new IllegalArgumentException(
          "%s: low %s must be below high %s %s"
              .formatted(name, Decimal.shortest(low), Decimal.shortest(high), unit));
    }
  }
}
