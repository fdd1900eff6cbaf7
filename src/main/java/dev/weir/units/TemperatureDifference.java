package dev.weir.units;

/**
 * A difference of two temperatures, held in kelvins; may be negative.
 *
 * @param kelvins finite, in K
 */
public record TemperatureDifference(double kelvins) implements Quantity {
  /** Rejects NaN, infinities and values outside the range. */
  public TemperatureDifference {
    if (!Double.isFinite(kelvins)) {
      throw new IllegalArgumentException(
          "temperature difference must be finite, in K, was " + kelvins);
    }
  }

  /** Reads a number with its unit, for example {@code 5 K}. */
  public static TemperatureDifference parse(String text) {
    return (TemperatureDifference) Dimension.TEMPERATURE_DIFFERENCE.parse(text);
  }

  @Override
  public Dimension dimension() {
    return Dimension.TEMPERATURE_DIFFERENCE;
  }

  @Override
  public double canonicalValue() {
    return kelvins;
  }

  @Override
  public String toString() {
    return print();
  }
}
