package dev.weir.simulator.plant;

import dev.weir.chemistry.SpeciesName;
import dev.weir.yaml.DidYouMean;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the virtual plant is made of: constants of its monomers and initiators. The table is the
 * plant's own and is not read from the daemon's chemistry, so that the plant can differ from what
 * the daemon believes.
 */
final class Substances {
  /**
   * A monomer.
   *
   * @param propagation homo-propagation constant, L/(mol s)
   * @param molarMass in g/mol
   * @param heat released by polymerisation, in J/mol
   * @param slowdown radical reactivity ratio s of the implicit penultimate effect; 1 means no
   *     effect
   */
  record Monomer(Arrhenius propagation, double molarMass, double heat, double slowdown) {}

  /**
   * An initiator.
   *
   * @param decomposition in 1/s
   * @param efficiency share of its radicals that start chains
   */
  record Initiator(Arrhenius decomposition, double efficiency) {}

  /**
   * Reactivity ratios of a pair.
   *
   * @param r1 of monomer 1
   * @param r2 of monomer 2
   */
  record Ratios(double r1, double r2) {}

  private static final SpeciesName MMA = new SpeciesName("MMA");

  /** Heat of polymerisation of MMA; assumed for the other methacrylates. */
  private static final double METHACRYLATE_HEAT = 57_800.0;

  /** Heat of polymerisation of styrenics; assumed. */
  private static final double STYRENIC_HEAT = 70_000.0;

  /** One line for the larger methacrylates; its numbers are assumed. */
  private static final Arrhenius METHACRYLATE_LINE = new Arrhenius(Math.pow(10.0, 6.79), 22_900.0);

  /** Styrene, IUPAC; assumed for 4-acetoxystyrene. */
  private static final Arrhenius STYRENE_LINE = new Arrhenius(Math.pow(10.0, 7.63), 32_500.0);

  /**
   * MMA: Ballard et al., Polym. Chem. 15 (2024) 4580, Table 2. Penultimate s of St and MMA: 0.466
   * and 0.176; no value is known for the others, so 1 is assumed.
   */
  private static final Map<String, Monomer> MONOMERS =
      new TreeMap<>(
          Map.of(
              "MMA", new Monomer(new Arrhenius(2.67e6, 22_300.0), 100.12, METHACRYLATE_HEAT, 0.176),
              "St", new Monomer(STYRENE_LINE, 104.15, STYRENIC_HEAT, 0.466),
              "GMA", new Monomer(METHACRYLATE_LINE, 142.15, METHACRYLATE_HEAT, 1.0),
              "PACS", new Monomer(STYRENE_LINE, 162.19, STYRENIC_HEAT, 1.0),
              "THFMA", new Monomer(METHACRYLATE_LINE, 170.21, METHACRYLATE_HEAT, 1.0),
              "CHMA", new Monomer(METHACRYLATE_LINE, 168.24, METHACRYLATE_HEAT, 1.0)));

  /**
   * AIBN: Ballard et al. 2024. V-65: assumed, 10 h half life at 51 °C with 122 kJ/mol; efficiency
   * assumed.
   */
  private static final Map<String, Initiator> INITIATORS =
      new TreeMap<>(
          Map.of(
              "AIBN", new Initiator(new Arrhenius(2.89e15, 130_200.0), 0.58),
              "V-65", new Initiator(halfLife(36_000.0, 51.0, 122_000.0), 0.58)));

  /**
   * Ratios with MMA as monomer 1. St: Fukuda 1985, rounded; GMA: middle of the literature's range
   * 0.69-0.80 / 0.50-1.05; PACS, THFMA, CHMA: assumed.
   */
  private static final Map<String, Ratios> WITH_MMA =
      new TreeMap<>(
          Map.of(
              "St", new Ratios(0.46, 0.52),
              "GMA", new Ratios(0.745, 0.775),
              "PACS", new Ratios(0.40, 0.70),
              "THFMA", new Ratios(1.0, 1.0),
              "CHMA", new Ratios(1.0, 1.0)));

  private Substances() {}

  /**
   * Returns a monomer.
   *
   * @throws IllegalArgumentException when the plant does not know it
   */
  static Monomer monomer(SpeciesName name) {
    return known(MONOMERS, name, "monomer");
  }

  /**
   * Returns an initiator.
   *
   * @throws IllegalArgumentException when the plant does not know it
   */
  static Initiator initiator(SpeciesName name) {
    return known(INITIATORS, name, "initiator");
  }

  /**
   * Returns the literature's ratios of a pair.
   *
   * @throws IllegalArgumentException when there are none
   */
  static Ratios ratios(SpeciesName monomer1, SpeciesName monomer2) {
    if (monomer1.equals(MMA) && WITH_MMA.containsKey(monomer2.text())) {
      return known(WITH_MMA, monomer2, "comonomer of MMA");
    }
    if (monomer2.equals(MMA) && WITH_MMA.containsKey(monomer1.text())) {
      Ratios swapped = known(WITH_MMA, monomer1, "comonomer of MMA");
      return new Ratios(swapped.r2(), swapped.r1());
    }
    throw new IllegalArgumentException(
        "the simulator has no reactivity ratios of %s with %s; set both 'r1' and 'r2'"
            .formatted(monomer1, monomer2));
  }

  /** Tells whether the plant would have to react this species. */
  static boolean isReactive(SpeciesName name) {
    return MONOMERS.containsKey(name.text()) || INITIATORS.containsKey(name.text());
  }

  private static <T> T known(Map<String, T> table, SpeciesName name, String what) {
    T found = table.get(name.text());
    if (found == null) {
      throw new IllegalArgumentException(
          "the simulator knows no %s '%s'%s; it knows %s"
              .formatted(
                  what,
                  name,
                  DidYouMean.hint(name.text(), table.keySet()),
                  String.join(", ", new TreeSet<>(table.keySet()))));
    }
    return found;
  }

  private static Arrhenius halfLife(double seconds, double celsius, double energy) {
    return new Arrhenius(
        Math.log(2.0) / seconds / Math.exp(-energy * Arrhenius.inverseRt(celsius)), energy);
  }
}
