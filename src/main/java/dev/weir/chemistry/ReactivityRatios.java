package dev.weir.chemistry;

import java.util.List;
import java.util.Optional;

/**
 * The reactivity ratios of a pair of monomers: r1 = k11/k12, r2 = k22/k21.
 *
 * @param r1 of monomer 1, finite and not negative, dimensionless
 * @param r2 of monomer 2, finite and not negative, dimensionless
 * @param origin where they come from; begins with "assumed" when they were not read in a source
 */
public record ReactivityRatios(double r1, double r2, String origin) {
  /**
   * Ratios of one, for any pair: the apparent ratios of a flow reactor, which Wakiuchi et al.,
   * Macromol. Mater. Eng. 2022, 2200626, report as close to 1 for styrene and for glycidyl
   * methacrylate with methyl methacrylate.
   */
  public static final ReactivityRatios APPARENT_IN_FLOW =
      new ReactivityRatios(
          1.0, 1.0, "Wakiuchi et al., Macromol. Mater. Eng. 2022, 2200626: apparent, close to 1");

  private static final List<Known> CATALOGUE =
      List.of(
          known(
              Monomers.MMA,
              Monomers.ST,
              0.460,
              0.523,
              "Fukuda, Ma, Inagaki 1985, 10.1021/ma00143a003"),
          known(
              Monomers.MMA, Monomers.ST, 0.46, 0.52, "textbook table of copolymerisations, 60 °C"),
          known(Monomers.MMA, Monomers.ST, 0.58, 0.46, "Alexander et al., Chem. Sci. 2026"),
          known(
              Monomers.MMA,
              Monomers.GMA,
              0.75,
              0.78,
              "assumed: middle of the published 0.69-0.80 and 0.50-1.05"),
          known(Monomers.MMA, Monomers.PACS, 0.40, 0.70, "assumed: none found"),
          known(Monomers.MMA, Monomers.THFMA, 1.0, 1.0, "assumed: none found, alike methacrylates"),
          known(Monomers.MMA, Monomers.CHMA, 1.0, 1.0, "assumed: none found, alike methacrylates"));

  /** Rejects NaN, infinities and negative ratios. */
  public ReactivityRatios {
    if (!Double.isFinite(r1) || r1 < 0.0 || !Double.isFinite(r2) || r2 < 0.0) {
      throw new IllegalArgumentException(
          "reactivity ratios must be finite and >= 0, were " + r1 + " and " + r2);
    }
  }

  /**
   * Returns every set of ratios of the catalogue for a pair in this order, the preferred one first.
   */
  public static List<ReactivityRatios> allBetween(SpeciesName monomer1, SpeciesName monomer2) {
    return CATALOGUE.stream()
        .filter(known -> known.isOf(monomer1, monomer2) || known.isOf(monomer2, monomer1))
        .map(known -> known.isOf(monomer1, monomer2) ? known.ratios() : known.ratios().swapped())
        .toList();
  }

  /** Returns the preferred ratios of the catalogue for a pair in this order, when it has any. */
  public static Optional<ReactivityRatios> between(SpeciesName monomer1, SpeciesName monomer2) {
    return allBetween(monomer1, monomer2).stream().findFirst();
  }

  /** Returns the ratios of the same pair with the monomers numbered the other way round. */
  public ReactivityRatios swapped() {
    return new ReactivityRatios(r2, r1, origin);
  }

  /** Tells whether the numbers were not read in a source. */
  public boolean isAssumed() {
    return origin.startsWith("assumed");
  }

  private static Known known(
      Monomer monomer1, Monomer monomer2, double r1, double r2, String origin) {
    return new Known(monomer1.name(), monomer2.name(), new ReactivityRatios(r1, r2, origin));
  }

  private record Known(SpeciesName monomer1, SpeciesName monomer2, ReactivityRatios ratios) {
    boolean isOf(SpeciesName first, SpeciesName second) {
      return monomer1.equals(first) && monomer2.equals(second);
    }
  }
}
