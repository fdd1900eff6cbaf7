package dev.weir.chemistry;

import dev.weir.units.Concentration;
import dev.weir.units.TemperatureDifference;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The heat in a recipe, and whether it may enter a reactor.
 *
 * <p>Every monomer of the recipe is taken to react fully and adiabatically in toluene at 25 °C,
 * with the polymer's heat capacity, the smaller one: the rise is an upper estimate.
 */
public final class Heat {
  /** Temperature at which a recipe's volumes are taken, in K. */
  private static final double ROOM_KELVINS = 298.15;

  private Heat() {}

  /** Whether a recipe may enter. */
  public sealed interface Permissive {}

  /**
   * The recipe may enter.
   *
   * @param rise its adiabatic temperature rise
   */
  public record Granted(TemperatureDifference rise) implements Permissive {}

  /**
   * The recipe may not enter.
   *
   * @param reason one line, with value, limit and unit
   */
  public record Refused(String reason) implements Permissive {}

  /**
   * Returns the adiabatic temperature rise of a recipe; nothing when a species of it is neither a
   * monomer nor an initiator of the catalogues, since its heat is then unknown.
   */
  public static Optional<TemperatureDifference> adiabaticRise(Recipe recipe) {
    return unknown(recipe).isEmpty()
        ? Optional.of(new TemperatureDifference(riseKelvins(recipe)))
        : Optional.empty();
  }

  /** Returns whether a recipe's adiabatic rise stays within a limit. */
  public static Permissive permissive(Recipe recipe, TemperatureDifference limit) {
    SortedSet<SpeciesName> unknown = unknown(recipe);
    if (!unknown.isEmpty()) {
      return new Refused(
          "adiabatic rise is unknown: no heat of polymerisation for %s".formatted(unknown));
    }
    TemperatureDifference rise = new TemperatureDifference(riseKelvins(recipe));
    return rise.canonicalValue() <= limit.canonicalValue()
        ? new Granted(rise)
        : new Refused(
            "adiabatic rise of the recipe is %s, above the limit %s"
                .formatted(rise.print(1), limit.print(1)));
  }

  private static SortedSet<SpeciesName> unknown(Recipe recipe) {
    SortedSet<SpeciesName> unknown = new TreeSet<>(recipe.inlet().keySet());
    unknown.removeIf(name -> Monomers.find(name).isPresent() || Initiator.find(name).isPresent());
    return unknown;
  }

  private static double riseKelvins(Recipe recipe) {
    double joulesPerLitre = 0.0;
    double gramsPerLitre = 0.0;
    for (Map.Entry<SpeciesName, Concentration> entry : recipe.inlet().entrySet()) {
      Optional<Monomer> monomer = Monomers.find(entry.getKey());
      if (monomer.isPresent()) {
        double amount = entry.getValue().molesPerLitre();
        joulesPerLitre += amount * monomer.get().heatReleased().joulesPerMole();
        gramsPerLitre += amount * monomer.get().molarMass().gramsPerMole();
      }
    }
    return joulesPerLitre / Mixture.heatCapacity(0.0, gramsPerLitre, ROOM_KELVINS);
  }
}
