package dev.weir.units;

/**
 * A gauge pressure, held in bar.
 *
 * @param bars finite and not below vacuum (-1.02 bar), in bar
 */
public record Pressure(double bars) implements Quantity {
  /** Rejects NaN, infinities and values outside the range. */
  public Pressure {
    if (!Double.isFinite(bars) || bars < -1.02) {
      throw new IllegalArgumentException("pressure must be finite and >= -1.02 bar, was " + bars);
    }
  }

  /** Reads a number with its unit, for example {@code 3 bar}. */
  public static Pressure parse(String text) {
    return (Pressure) Dimension.PRESSURE.parse(text);
  }

  @Override
  public Dimension dimension() {
    return Dimension.PRESSURE;
  }

  @Override
  public double canonicalValue() {
    return bars;
  }

  @Override
  public String toString() {
    return print();
  }
}
