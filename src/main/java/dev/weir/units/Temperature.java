package dev.weir.units;

/**
 * A temperature, held in degrees Celsius.
 *
 * @param celsius finite and not below absolute zero, in °C
 */
public record Temperature(double celsius) implements Quantity {
  /** Rejects NaN, infinities and values outside the range. */
  public Temperature {
    if (!Double.isFinite(celsius) || celsius < -273.15) {
      throw new IllegalArgumentException(
          "temperature must be finite and >= -273.15 °C, was " + celsius);
    }
  }

  /** Reads a number with its unit, for example {@code 80 °C}. */
  public static Temperature parse(String text) {
    return (Temperature) Dimension.TEMPERATURE.parse(text);
  }

  /** Returns the absolute temperature in kelvins. */
  public double kelvins() {
    return celsius + 273.15;
  }

  @Override
  public Dimension dimension() {
    return Dimension.TEMPERATURE;
  }

  @Override
  public double canonicalValue() {
    return celsius;
  }

  @Override
  public String toString() {
    return print();
  }
}
