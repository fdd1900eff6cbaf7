package dev.weir.units;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * A kind of physical quantity together with the unit symbols in which it may be written.
 *
 * <p>The first symbol of each dimension is its canonical unit: the one in which the quantity's
 * record holds its number and in which it is printed.
 */
public enum Dimension {
  /** Volumetric flow rate, canonical µL/min. */
  FLOW_RATE(
      "flow rate",
      FlowRate::new,
      unit("µL/min", 1.0),
      unit("uL/min", 1.0),
      unit("mL/min", 1e3),
      unit("L/min", 1e6),
      unit("nL/min", 1e-3),
      unit("µL/h", 1.0 / 60.0),
      unit("uL/h", 1.0 / 60.0),
      unit("mL/h", 1e3 / 60.0),
      unit("µL/s", 60.0),
      unit("uL/s", 60.0)),
  /** Volume, canonical µL. */
  VOLUME(
      "volume",
      Volume::new,
      unit("µL", 1.0),
      unit("uL", 1.0),
      unit("mL", 1e3),
      unit("L", 1e6),
      unit("nL", 1e-3)),
  /** Temperature on a scale with an origin, canonical °C. */
  TEMPERATURE(
      "temperature",
      Temperature::new,
      unit("°C", 1.0),
      unit("degC", 1.0),
      new Unit("K", 1.0, -273.15),
      new Unit("°F", 5.0 / 9.0, -160.0 / 9.0),
      new Unit("degF", 5.0 / 9.0, -160.0 / 9.0)),
  /** Difference of two temperatures, canonical K. */
  TEMPERATURE_DIFFERENCE("temperature difference", TemperatureDifference::new, unit("K", 1.0)),
  /** Pressure, canonical bar. */
  PRESSURE(
      "pressure",
      Pressure::new,
      unit("bar", 1.0),
      unit("mbar", 1e-3),
      unit("kPa", 1e-2),
      unit("MPa", 10.0),
      unit("Pa", 1e-5),
      unit("psi", 0.0689475729316836)),
  /** Amount concentration, canonical mol/L. */
  CONCENTRATION(
      "concentration",
      Concentration::new,
      unit("mol/L", 1.0),
      unit("mmol/L", 1e-3),
      unit("mol/m3", 1e-3)),
  /** A share between 0 and 1, canonical mol/mol; also written in percent. */
  FRACTION("fraction", Fraction::new, unit("mol/mol", 1.0), unit("%", 1e-2), unit("1", 1.0)),
  /** A share of a full range, canonical %; not an amount fraction, though both are pure numbers. */
  SHARE("share", Share::new, unit("%", 1.0), unit("1", 100.0), unit("‰", 0.1)),
  /** Mass, canonical g. */
  MASS("mass", Mass::new, unit("g", 1.0), unit("mg", 1e-3), unit("kg", 1e3)),
  /** Length, canonical mm. */
  LENGTH(
      "length",
      Length::new,
      unit("mm", 1.0),
      unit("m", 1e3),
      unit("cm", 10.0),
      unit("µm", 1e-3),
      unit("um", 1e-3)),
  /** Thermal or electrical power, canonical W. */
  POWER("power", Power::new, unit("W", 1.0), unit("mW", 1e-3), unit("kW", 1e3)),
  /** Time that passes, canonical s. */
  TIME_SPAN(
      "time span",
      TimeSpan::new,
      unit("s", 1.0),
      unit("ms", 1e-3),
      unit("min", 60.0),
      unit("h", 3600.0)),
  /** A plain number: a count, a state word, a switch. */
  NUMBER("number", Scalar::new, unit("", 1.0));

  /**
   * One unit symbol of a dimension.
   *
   * @param symbol as written after the number, for example {@code mL/min}
   * @param scale canonical units per this unit
   * @param offset canonical value at zero of this unit
   */
  public record Unit(String symbol, double scale, double offset) {
    /** Converts a number written in this unit to the canonical one. */
    public double toCanonical(double value) {
      return value * scale + offset;
    }

    /** Converts a canonical number to this unit. */
    public double fromCanonical(double canonical) {
      return (canonical - offset) / scale;
    }
  }

  private final String title;
  private final DoubleFunction<Quantity> factory;
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final Unit canonical;

  Dimension(String title, DoubleFunction<Quantity> factory, Unit... units) {
    this.title = title;
    this.factory = factory;
    this.canonical = units[0];
    Arrays.stream(units).forEach(unit -> this.units.put(unit.symbol(), unit));
  }

  private static Unit unit(String symbol, double scale) {
    return new Unit(symbol, scale, 0.0);
  }

  /** Returns the words for this dimension in a message, for example {@code flow rate}. */
  public String title() {
    return title;
  }

  /** Returns the unit in which this dimension's records hold their number. */
  public Unit canonical() {
    return canonical;
  }

  /**
   * Returns the unit with the given symbol.
   *
   * @throws IllegalArgumentException when the symbol is not one of this dimension's
   */
  public Unit unitOf(String symbol) {
    Unit unit = units.get(symbol.strip());
    if (unit == null) {
      throw new IllegalArgumentException(
          "'%s' is not a unit of %s; write one of %s"
              .formatted(symbol.strip(), title, String.join(", ", units.keySet())));
    }
    return unit;
  }

  /**
   * Returns the quantity of this dimension with the given number of canonical units.
   *
   * @throws IllegalArgumentException when the number is outside the quantity's physical range
   */
  public Quantity of(double canonicalValue) {
    return factory.apply(canonicalValue);
  }

  /**
   * Reads a number with its unit, for example {@code 0.5 mL/min}.
   *
   * @throws IllegalArgumentException when the number or the unit is missing or wrong; the message
   *     says what was expected
   */
  public Quantity parse(String text) {
    String trimmed = text.strip();
    int split = 0;
    while (split < trimmed.length() && "+-0123456789.eE".indexOf(trimmed.charAt(split)) >= 0) {
      split++;
    }
    String number = trimmed.substring(0, split);
    String symbol = trimmed.substring(split).strip();
    if (symbol.isEmpty() && this != NUMBER) {
      throw new IllegalArgumentException(
          "'%s' has no unit; a %s is written like '%s %s'"
              .formatted(trimmed, title, number.isEmpty() ? "1" : number, canonical.symbol()));
    }
    Unit unit = unitOf(symbol);
    try {
      return of(unit.toCanonical(Double.parseDouble(number)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is not a number with a unit of %s".formatted(trimmed, title), e);
    }
  }
}
