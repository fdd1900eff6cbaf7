package dev.weir.device.profile.language;

import dev.weir.device.BadReason;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import java.util.List;

/**
 * A {@link Measure} bound to one configured device: between the bare number of a message and the
 * quantity. Immutable.
 *
 * @param dimension the kind of quantity
 * @param factor units for each count; the straight line's slope
 * @param zero units at a count of zero
 * @param physical the range outside which a number cannot be true, in canonical units
 * @param rounding what becomes of a value that the device cannot hold exactly
 * @param sentinels ranges of the bare number that mean "no value"
 */
public record Conversion(
    Dimension dimension,
    double factor,
    double zero,
    RawRange physical,
    Measure.Rounding rounding,
    List<RawRange> sentinels) {
  /** Relative error of the arithmetic itself, far below any device's resolution. */
  private static final double ARITHMETIC = 1e-9;

  /** A range of numbers without a unit of their own. */
  record RawRange(double lowest, double highest) {}

  /** Binds a measure whose unit is always the same, or leaves the unit to the message. */
  public static Conversion of(Measure measure, ParameterValues parameters) {
    List<RawRange> sentinels =
        measure.sentinels().stream()
            .map(
                sentinel ->
                    new RawRange(
                        sentinel.lowest().in(parameters), sentinel.highest().in(parameters)))
            .toList();
    RawRange physical =
        switch (measure.physical()) {
          case Measure.PhysicalRange.Any() ->
              new RawRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
          case Measure.PhysicalRange.Between(Choice<Quantity> lowest, Choice<Quantity> highest) ->
              new RawRange(
                  lowest.in(parameters).canonicalValue(), highest.in(parameters).canonicalValue());
        };
    return switch (measure.scale()) {
      case Measure.Scale.Factor(Choice<Double> factor) ->
          new Conversion(
              measure.dimension(),
              factor.in(parameters),
              0.0,
              physical,
              measure.rounding(),
              sentinels);
      case Measure.Scale.Line line -> {
        double lowRaw = line.lowRaw().in(parameters);
        double highRaw = line.highRaw().in(parameters);
        double low = line.low().in(parameters).canonicalValue();
        double high = line.high().in(parameters).canonicalValue();
        double slope = (high - low) / (highRaw - lowRaw);
        if (!Double.isFinite(slope) || slope == 0.0) {
          throw new IllegalArgumentException(
              "the two points of a scale coincide: %s to %s".formatted(line.low(), line.high()));
        }
        yield new Conversion(
            measure.dimension(),
            slope,
            low - slope * lowRaw,
            physical,
            measure.rounding(),
            sentinels);
      }
    };
  }

  /** Returns the bare number of a quantity, not yet rounded. */
  public double toRaw(Quantity quantity, Dimension.Unit unit) {
    if (quantity.dimension() != dimension) {
      throw new RefusedValueException(
          "%s is a %s, wanted a %s"
              .formatted(quantity.print(), quantity.dimension().title(), dimension.title()));
    }
    return (unit.fromCanonical(quantity.canonicalValue()) - zero) / factor;
  }

  /** Returns the quantity of a bare number, or the reason why there is none. */
  public FieldValue toValue(double raw, Dimension.Unit unit) {
    for (RawRange sentinel : sentinels) {
      if (raw >= sentinel.lowest && raw <= sentinel.highest) {
        return new FieldValue.Absent(BadReason.SENTINEL);
      }
    }
    double canonical = unit.toCanonical(raw * factor + zero);
    if (!(canonical >= physical.lowest() && canonical <= physical.highest())) {
      return new FieldValue.Absent(BadReason.OUT_OF_RANGE);
    }
    try {
      return new FieldValue.Amount(dimension.of(canonical));
    } catch (IllegalArgumentException e) {
      // The quantity's own range: below absolute zero, a negative flow, a fraction above one.
      return new FieldValue.Absent(BadReason.OUT_OF_RANGE);
    }
  }

  /**
   * Returns the bare number by which a device says that a field has no value: the lowest of the
   * first range declared.
   *
   * @throws RefusedValueException when the profile knows none
   */
  public double sentinel(String field) {
    if (sentinels.isEmpty()) {
      throw new RefusedValueException(
          "field '%s' has no way to say that it has no value".formatted(field));
    }
    return sentinels.getFirst().lowest;
  }

  /** Refuses a rounding that changes a value by more than its profile allows. */
  public void checkRounding(double raw, double rounded, Quantity quantity, Dimension.Unit unit) {
    double allowed =
        switch (rounding) {
          case Measure.Rounding.Exact() -> ARITHMETIC;
          case Measure.Rounding.Nearest(double within) -> Math.max(within, ARITHMETIC);
        };
    if (allowed < 1.0 && Math.abs(rounded - raw) > allowed * Math.abs(raw)) {
      throw new RefusedValueException(
          "%s cannot be held: the nearest value is %s, and a change by more than %s %% is refused"
              .formatted(
                  quantity.print(),
                  dimension.of(unit.toCanonical(rounded * factor + zero)).print(),
                  allowed * 100.0));
    }
  }
}
