package dev.weir.units;

/**
 * Thermal or electrical power, held in watts; negative when it is taken away.
 *
 * @param watts finite, in W
 */
public record Power(double watts) implements Quantity {
  /** Rejects NaN, infinities and values outside the range. */
  public Power {
    if (!Double.isFinite(watts)) {
      throw new IllegalArgumentException("power must be finite, in W, was " + watts);
    }
  }

  /** Reads a number with its unit, for example {@code 15 W}. */
  public static Power parse(String text) {
    return (Power) Dimension.POWER.parse(text);
  }

  @Override
  public Dimension dimension() {
    return Dimension.POWER;
  }

  @Override
  public double canonicalValue() {
    return watts;
  }

  @Override
  public String toString() {
    return print();
  }
}
