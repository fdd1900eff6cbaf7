package dev.weir.chemistry;

import dev.weir.units.Fraction;
import java.util.List;
import java.util.Optional;

/**
 * The monomers that Weir knows by itself.
 *
 * <p>Sources. MMA: Ballard et al., Polym. Chem. 15 (2024) 4580, Table 2 (kp, kt, share of
 * disproportionation, transfer to monomer; MMA/AIBN/toluene, no gel effect); heat -57.8 kJ/mol.
 * Styrene: IUPAC benchmark kp. The line of the other methacrylates' kp, every termination constant
 * but MMA's, and the heats of the others are assumed, and their origin says so: for termination the
 * simplest defensible rule is taken, that of MMA for every monomer. Molar masses follow from the
 * formulas. Valid from about 50 to 110 °C.
 */
public final class Monomers {
  private static final Arrhenius METHYL_METHACRYLATE_PROPAGATION =
      arrhenius(2.67e6, 22.3, "Ballard et al., Polym. Chem. 15 (2024) 4580, Table 2");
  private static final Arrhenius STYRENE_PROPAGATION =
      arrhenius(Math.pow(10.0, 7.63), 32.5, "IUPAC benchmark");
  private static final Arrhenius ACETOXYSTYRENE_PROPAGATION =
      arrhenius(Math.pow(10.0, 7.63), 32.5, "assumed: that of styrene");
  private static final Arrhenius BULKY_METHACRYLATE_PROPAGATION =
      arrhenius(
          Math.pow(10.0, 6.79),
          22.9,
          "assumed: one line for methacrylates with a cyclic ester group");
  private static final Arrhenius METHYL_METHACRYLATE_TERMINATION =
      arrhenius(1.19e9, 10.3, "Ballard et al., Polym. Chem. 15 (2024) 4580, Table 2");
  private static final Arrhenius ASSUMED_TERMINATION =
      arrhenius(1.19e9, 10.3, "assumed: that of methyl methacrylate");
  private static final Fraction METHACRYLATE_DISPROPORTIONATION = new Fraction(0.68);

  /** Assumed: styryl radicals combine. */
  private static final Fraction STYRENIC_DISPROPORTIONATION = new Fraction(0.0);

  /**
   * Ratio of transfer to monomer over propagation for MMA (Ballard 2024); assumed for all others.
   */
  private static final double TRANSFER_TO_MONOMER = 5.27e-5;

  private static final MolarEnergy METHACRYLATE_HEAT = new MolarEnergy(57.8);

  /** Assumed: a little above the methacrylates, on the safe side of the values in use. */
  private static final MolarEnergy STYRENIC_HEAT = new MolarEnergy(73.0);

  private static final String METHACRYLATE_REMARKS =
      "assumed: disproportionation, transfer and heat are those of methyl methacrylate";
  private static final String STYRENIC_REMARKS =
      "assumed: disproportionation 0, transfer that of methyl methacrylate, heat 73 kJ/mol";

  /** Methyl methacrylate. */
  public static final Monomer MMA =
      new Monomer(
          new SpeciesName("MMA"),
          "methyl methacrylate",
          "C=C(C)C(=O)OC",
          new MolarMass(100.117),
          METHYL_METHACRYLATE_PROPAGATION,
          METHYL_METHACRYLATE_TERMINATION,
          METHACRYLATE_DISPROPORTIONATION,
          TRANSFER_TO_MONOMER,
          METHACRYLATE_HEAT,
          "");

  /** Styrene. */
  public static final Monomer ST =
      styrenic("St", "styrene", "C=Cc1ccccc1", 104.152, STYRENE_PROPAGATION);

  /** Glycidyl methacrylate. */
  public static final Monomer GMA =
      methacrylate("GMA", "glycidyl methacrylate", "C=C(C)C(=O)OCC1CO1", 142.154);

  /** 4-Acetoxystyrene. */
  public static final Monomer PACS =
      styrenic(
          "PACS", "4-acetoxystyrene", "C=Cc1ccc(OC(C)=O)cc1", 162.188, ACETOXYSTYRENE_PROPAGATION);

  /** Tetrahydrofurfuryl methacrylate. */
  public static final Monomer THFMA =
      methacrylate("THFMA", "tetrahydrofurfuryl methacrylate", "C=C(C)C(=O)OCC1CCCO1", 170.208);

  /** Cyclohexyl methacrylate. */
  public static final Monomer CHMA =
      methacrylate("CHMA", "cyclohexyl methacrylate", "C=C(C)C(=O)OC1CCCCC1", 168.236);

  private static final List<Monomer> ALL = List.of(MMA, ST, GMA, PACS, THFMA, CHMA);

  private Monomers() {}

  /** Returns every monomer of the catalogue, methyl methacrylate first. */
  public static List<Monomer> all() {
    return ALL;
  }

  /** Returns the monomer with the given short name, when the catalogue has it. */
  public static Optional<Monomer> find(SpeciesName name) {
    return ALL.stream().filter(monomer -> monomer.name().equals(name)).findFirst();
  }

  private static Monomer methacrylate(
      String name, String title, String smiles, double gramsPerMole) {
    return new Monomer(
        new SpeciesName(name),
        title,
        smiles,
        new MolarMass(gramsPerMole),
        BULKY_METHACRYLATE_PROPAGATION,
        ASSUMED_TERMINATION,
        METHACRYLATE_DISPROPORTIONATION,
        TRANSFER_TO_MONOMER,
        METHACRYLATE_HEAT,
        METHACRYLATE_REMARKS);
  }

  private static Monomer styrenic(
      String name, String title, String smiles, double gramsPerMole, Arrhenius propagation) {
    return new Monomer(
        new SpeciesName(name),
        title,
        smiles,
        new MolarMass(gramsPerMole),
        propagation,
        ASSUMED_TERMINATION,
        STYRENIC_DISPROPORTIONATION,
        TRANSFER_TO_MONOMER,
        STYRENIC_HEAT,
        STYRENIC_REMARKS);
  }

  private static Arrhenius arrhenius(double factor, double kilojoulesPerMole, String origin) {
    return new Arrhenius(factor, new MolarEnergy(kilojoulesPerMole), origin);
  }
}
