package dev.weir.optimize;

import dev.weir.chemistry.FeedComposition;
import dev.weir.experiment.Conditions;
import dev.weir.units.Concentration;
import dev.weir.units.Decimal;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The conditions among which a campaign may choose.
 *
 * @param variables what may vary, each at most once
 * @param fixed the values of everything that does not vary
 */
public record SearchSpace(List<Variable> variables, Conditions fixed) {
  /** Checks that no quantity varies twice. */
  public SearchSpace {
    variables = List.copyOf(variables);
    Set<Quantity> seen = EnumSet.noneOf(Quantity.class);
    for (Variable variable : variables) {
      if (!seen.add(variable.quantity())) {
        throw new IllegalArgumentException(variable.quantity().word() + " varies twice");
      }
    }
  }

  /** Which of the conditions varies. */
  public enum Quantity {
    /** Feed composition f10, in mol/mol. */
    FEED_COMPOSITION("feed_composition", "mol/mol"),
    /** Residence time, in s. */
    RESIDENCE_TIME("residence_time", "s"),
    /** Temperature, in °C. */
    TEMPERATURE("temperature", "°C"),
    /** Initiator concentration, in mol/L. */
    INITIATOR("initiator", "mol/L"),
    /** Total monomer concentration, in mol/L. */
    TOTAL_MONOMER("total_monomer", "mol/L");

    private final String word;
    private final String unit;

    Quantity(String word, String unit) {
      this.word = word;
      this.unit = unit;
    }

    /** Returns the word by which files name it. */
    public String word() {
      return word;
    }

    /** Returns the unit of its numbers. */
    public String unit() {
      return unit;
    }
  }

  /**
   * A condition that varies within bounds, on a grid.
   *
   * @param quantity which condition
   * @param low lowest value, in the quantity's unit
   * @param high highest value, above the lowest
   * @param step grid that set-points keep to, starting at the lowest value; 0 for none
   */
  public record Variable(Quantity quantity, double low, double high, double step) {
    /** Rejects bounds that are upside down. */
    public Variable {
      if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
        throw new IllegalArgumentException(
            "%s: low %s must be below high %s %s"
                .formatted(
                    quantity.word(),
                    Decimal.shortest(low),
                    Decimal.shortest(high),
                    quantity.unit()));
      }
      if (!(step >= 0.0) || step > high - low) {
        throw new IllegalArgumentException(
            "%s: step must be from 0 to %s %s, was %s"
                .formatted(
                    quantity.word(),
                    Decimal.shortest(high - low),
                    quantity.unit(),
                    Decimal.shortest(step)));
      }
    }
  }

  /** Tells whether conditions are within the bounds and have the values that do not vary. */
  public boolean contains(Conditions conditions) {
    double[] values = values(conditions);
    for (int k = 0; k < values.length; k++) {
      if (values[k] < variables.get(k).low() || values[k] > variables.get(k).high()) {
        return false;
      }
    }
    return conditions(values).equals(conditions);
  }

  /**
   * Returns the conditions with the given values of the variables, in their order and units.
   *
   * @param values one number for each variable
   */
  public Conditions conditions(double[] values) {
    Conditions conditions = fixed;
    for (int i = 0; i < values.length; i++) {
      conditions = with(conditions, variables.get(i).quantity(), values[i]);
    }
    return conditions;
  }

  /** Returns the values of the variables in the given conditions, in their order and units. */
  public double[] values(Conditions conditions) {
    return variables.stream()
        .mapToDouble(variable -> value(conditions, variable.quantity()))
        .toArray();
  }

  private static double value(Conditions conditions, Quantity quantity) {
    return switch (quantity) {
      case FEED_COMPOSITION -> conditions.feedComposition().value();
      case RESIDENCE_TIME -> conditions.residenceTime().seconds();
      case TEMPERATURE -> conditions.temperature().celsius();
      case INITIATOR -> conditions.initiator().molesPerLitre();
      case TOTAL_MONOMER -> conditions.totalMonomer().molesPerLitre();
    };
  }

  private static Conditions with(Conditions c, Quantity quantity, double value) {
    return new Conditions(
        quantity == Quantity.FEED_COMPOSITION ? new FeedComposition(value) : c.feedComposition(),
        quantity == Quantity.RESIDENCE_TIME ? new TimeSpan(value) : c.residenceTime(),
        quantity == Quantity.TEMPERATURE ? new Temperature(value) : c.temperature(),
        quantity == Quantity.TOTAL_MONOMER ? new Concentration(value) : c.totalMonomer(),
        quantity == Quantity.INITIATOR ? new Concentration(value) : c.initiator());
  }
}
