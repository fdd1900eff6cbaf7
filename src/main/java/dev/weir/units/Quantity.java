package dev.weir.units;

/**
 * A number that knows its unit. Each implementation checks its own physical range on construction.
 */
public sealed interface Quantity
    permits FlowRate,
        Volume,
        Temperature,
        TemperatureDifference,
        Pressure,
        Concentration,
        Fraction,
        Length,
        Mass,
        Power,
        Share,
        TimeSpan,
        Scalar {

  /** Returns what kind of quantity this is. */
  Dimension dimension();

  /** Returns the number in the dimension's canonical unit. */
  double canonicalValue();

  /**
   * Returns the number and unit as text that {@link Dimension#parse} reads back to an equal value.
   */
  default String print() {
    return (Decimal.shortest(canonicalValue()) + " " + dimension().canonical().symbol()).strip();
  }

  /** Returns the number rounded to so many decimals, with its unit, for messages and pages. */
  default String print(int decimals) {
    return (Decimal.fixed(canonicalValue(), decimals) + " " + dimension().canonical().symbol())
        .strip();
  }
}
