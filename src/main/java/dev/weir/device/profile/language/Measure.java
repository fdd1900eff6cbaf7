package dev.weir.device.profile.language;

import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the bare number of a field means.
 *
 * @param dimension the kind of quantity
 * @param unit how its unit is known
 * @param scale how the number becomes one of that unit
 * @param physical the range outside which a number cannot be true
 * @param rounding what becomes of a value that the device cannot hold exactly
 * @param sentinels ranges of the bare number by which the device says that it has no value
 * @param noValue the text that stands in place of the number when it has no value
 */
public record Measure(
    Dimension dimension,
    UnitRule unit,
    Scale scale,
    PhysicalRange physical,
    Rounding rounding,
    List<Sentinel> sentinels,
    Optional<String> noValue) {
  /** Copies the list. */
  public Measure {
    sentinels = List.copyOf(sentinels);
  }

  /** How the unit of a number is known. */
  public sealed interface UnitRule {
    /**
     * It is always the same.
     *
     * @param unit the unit
     */
    record Always(Choice<Dimension.Unit> unit) implements UnitRule {}

    /**
     * It is written behind the number.
     *
     * @param units the unit for each text
     * @param written the text that is written
     */
    record Suffix(Map<String, Dimension.Unit> units, Choice<String> written) implements UnitRule {
      /** Copies the map in its order. */
      public Suffix {
        units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
      }
    }

    /**
     * It is the word of the last field of the message.
     *
     * @param field name of that field
     * @param units the unit for each of its meanings
     */
    record LastField(String field, Map<String, Dimension.Unit> units) implements UnitRule {
      /** Copies the map in its order. */
      public LastField {
        units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
      }
    }
  }

  /** How the bare number becomes a number of the unit. */
  public sealed interface Scale {
    /**
     * By a factor.
     *
     * @param factor units for each count
     */
    record Factor(Choice<Double> factor) implements Scale {}

    /**
     * By the straight line through two points.
     *
     * @param lowRaw the bare number of the first point
     * @param highRaw the bare number of the second point
     * @param low the quantity of the first point
     * @param high the quantity of the second point
     */
    record Line(
        Choice<Double> lowRaw, Choice<Double> highRaw, Choice<Quantity> low, Choice<Quantity> high)
        implements Scale {}
  }

  /** The range outside which a number cannot be true. */
  public sealed interface PhysicalRange {
    /** Whatever the quantity allows. */
    record Any() implements PhysicalRange {}

    /**
     * From one quantity to another, which may depend on a parameter.
     *
     * @param lowest the lowest
     * @param highest the highest
     */
    record Between(Choice<Quantity> lowest, Choice<Quantity> highest) implements PhysicalRange {}

    /** Whatever the quantity allows. */
    PhysicalRange ANY = new Any();
  }

  /** What becomes of a value that the device cannot hold exactly. It is never cut off silently. */
  public sealed interface Rounding {
    /** It is refused. */
    record Exact() implements Rounding {}

    /**
     * The nearest value that the device can hold is taken, unless that changes it by more than a
     * share.
     *
     * @param within largest relative change, 0 to 1; 1 when any nearest value will do
     */
    record Nearest(double within) implements Rounding {}
  }

  /**
   * A range of the bare number by which the device says that it has no value.
   *
   * @param lowest lowest bare number of the range
   * @param highest highest bare number of the range
   * @param meaning in words
   */
  public record Sentinel(Choice<Double> lowest, Choice<Double> highest, String meaning) {}
}
