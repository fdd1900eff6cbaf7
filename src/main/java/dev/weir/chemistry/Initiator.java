package dev.weir.chemistry;

import dev.weir.units.Fraction;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.List;
import java.util.Optional;

/**
 * A thermal radical initiator.
 *
 * @param name short name, as in recipes
 * @param title full name
 * @param dissociation kd, in 1/s
 * @param efficiency f, share of the radicals that start a chain
 * @param remarks which numbers are assumed, beside those whose origin says so
 */
public record Initiator(
    SpeciesName name, String title, Arrhenius dissociation, Fraction efficiency, String remarks) {

  /** 2,2'-Azobis(isobutyronitrile); Ballard et al., Polym. Chem. 15 (2024) 4580, Table 2. */
  public static final Initiator AIBN =
      new Initiator(
          new SpeciesName("AIBN"),
          "2,2'-azobis(isobutyronitrile)",
          new Arrhenius(
              2.89e15,
              new MolarEnergy(130.2),
              "Ballard et al., Polym. Chem. 15 (2024) 4580, Table 2"),
          new Fraction(0.58),
          "");

  /** 2,2'-Azobis(2,4-dimethylvaleronitrile); every number is assumed. */
  public static final Initiator V65 =
      new Initiator(
          new SpeciesName("V-65"),
          "2,2'-azobis(2,4-dimethylvaleronitrile)",
          Arrhenius.throughHalfLife(
              TimeSpan.ofMinutes(600.0),
              new Temperature(51.0),
              new MolarEnergy(122.0),
              "assumed: half life 10 h at 51 °C, activation energy 122 kJ/mol"),
          new Fraction(0.58),
          "assumed: efficiency of AIBN");

  private static final List<Initiator> CATALOGUE = List.of(AIBN, V65);

  /** Returns every initiator that Weir knows by itself. */
  public static List<Initiator> all() {
    return CATALOGUE;
  }

  /** Returns the initiator with the given short name, when the catalogue has it. */
  public static Optional<Initiator> find(SpeciesName name) {
    return CATALOGUE.stream().filter(initiator -> initiator.name().equals(name)).findFirst();
  }

  /** Returns the time in which half of it dissociates at a temperature. */
  public TimeSpan halfLife(Temperature temperature) {
    return new TimeSpan(Math.log(2.0) / dissociation.at(temperature));
  }
}
