package dev.weir.units;

/**
 * A volume, held in microlitres.
 *
 * @param microlitres finite and not negative, in µL
 */
public record Volume(double microlitres) implements Quantity {
  /** No volume at all. */
  public static final Volume ZERO = new Volume(0.0);

  /** Rejects NaN, infinities and values outside the range. */
  public Volume {
    if (!Double.isFinite(microlitres) || microlitres < 0.0) {
      throw new IllegalArgumentException("volume must be finite and >= 0 µL, was " + microlitres);
    }
  }

  /** Reads a number with its unit, for example {@code 10 mL}. */
  public static Volume parse(String text) {
    return (Volume) Dimension.VOLUME.parse(text);
  }

  /** Returns the sum of two volumes. */
  public Volume plus(Volume other) {
    return new Volume(microlitres + other.microlitres);
  }

  /**
   * Returns the time in which this volume passes at the given rate.
   *
   * @throws IllegalArgumentException when the rate is zero
   */
  public TimeSpan at(FlowRate rate) {
    if (rate.microlitresPerMinute() == 0.0) {
      throw new IllegalArgumentException(this + " never passes at 0 µL/min");
    }
    return TimeSpan.ofMinutes(microlitres / rate.microlitresPerMinute());
  }

  @Override
  public Dimension dimension() {
    return Dimension.VOLUME;
  }

  @Override
  public double canonicalValue() {
    return microlitres;
  }

  @Override
  public String toString() {
    return print();
  }
}
