package dev.weir.units;

/**
 * A volumetric flow rate, held in microlitres per minute.
 *
 * @param microlitresPerMinute finite and not negative, in µL/min: withdrawing is a different
 *     command
 */
public record FlowRate(double microlitresPerMinute) implements Quantity {
  /** No flow at all. */
  public static final FlowRate ZERO = new FlowRate(0.0);

  /** Rejects NaN, infinities and values outside the range. */
  public FlowRate {
    if (!Double.isFinite(microlitresPerMinute) || microlitresPerMinute < 0.0) {
      throw new IllegalArgumentException(
          "flow rate must be finite and >= 0 µL/min, was " + microlitresPerMinute);
    }
  }

  /** Reads a number with its unit, for example {@code 0.5 mL/min}. */
  public static FlowRate parse(String text) {
    return (FlowRate) Dimension.FLOW_RATE.parse(text);
  }

  /** Returns the sum of two flow rates. */
  public FlowRate plus(FlowRate other) {
    return new FlowRate(microlitresPerMinute + other.microlitresPerMinute);
  }

  /** Returns the volume that passes at this rate in the given time. */
  public Volume during(TimeSpan span) {
    return new Volume(microlitresPerMinute * span.minutes());
  }

  @Override
  public Dimension dimension() {
    return Dimension.FLOW_RATE;
  }

  @Override
  public double canonicalValue() {
    return microlitresPerMinute;
  }

  @Override
  public String toString() {
    return print();
  }
}
