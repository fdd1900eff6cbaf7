package dev.weir.learn.mechanistic;

import dev.weir.chemistry.Arrhenius;
import dev.weir.chemistry.CopolymerisationKinetics;
import dev.weir.chemistry.CopolymerisationKinetics.Mechanism;
import dev.weir.chemistry.GelEffect;
import dev.weir.chemistry.Initiator;
import dev.weir.chemistry.Inlet;
import dev.weir.chemistry.MolarEnergy;
import dev.weir.chemistry.Monomer;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.Polymerised;
import dev.weir.chemistry.Propagation;
import dev.weir.chemistry.ReactivityRatios;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.learn.ConversionTransform;
import dev.weir.units.Concentration;

/**
 * Transformed conversions of both monomers in plug flow as a function of a vector of parameters:
 * the implicit penultimate model of {@link CopolymerisationKinetics} without gel effect, initiated
 * by AIBN. Pure.
 *
 * <p>Common parameters: logarithm of the factor on the initiator's dissociation at 80 °C, change of
 * its activation energy in units of {@value #ENERGY_UNIT} kJ/mol, logarithm of the factor on
 * termination. Parameters of a comonomer: logarithms of r1 and r2, logarithm of its propagation
 * over that of MMA at 80 °C (with the activation energy of the catalogue, MMA's where it has none),
 * logarithms of the two radical reactivity ratios of the implicit penultimate model.
 */
final class KineticModel {
  /** Number of parameters that all comonomers share. */
  static final int COMMON = 3;

  /** Temperature at which factors apply, 80 °C, in K. */
  static final double MIDDLE_KELVINS = 353.15;

  static final double ENERGY_UNIT = 1.0;

  /** Prior deviations of the common parameters; assumed. */
  static final double[] COMMON_DEVIATIONS = {0.2, 2.0, 0.3};

  private KineticModel() {}

  /**
   * Writes the two transformed conversions.
   *
   * @param common the common parameters
   * @param own the comonomer's
   * @param into takes those of monomer 1 and of monomer 2 from the index on
   */
  static void conversions(
      SpeciesName comonomer, Conditions conditions, double[] common, double[] own, double[] into) {
    Arrhenius termination = scaled(Monomers.MMA.termination(), Math.exp(common[2]));
    CopolymerisationKinetics kinetics =
        new CopolymerisationKinetics(
            monomer(propagation(comonomer, own[2]), termination),
            monomer(Monomers.MMA.propagation(), termination),
            initiator(common),
            new ReactivityRatios(Math.exp(own[0]), Math.exp(own[1]), "trial"),
            new Mechanism(
                new Propagation.ImplicitPenultimate(Math.exp(own[3]), Math.exp(own[4])),
                new GelEffect.None()));
    double total = conditions.totalMonomer().molesPerLitre();
    double f10 = conditions.feedComposition().value();
    Polymerised outlet =
        kinetics.plugFlow(
            new Inlet(
                new Concentration(f10 * total),
                new Concentration((1.0 - f10) * total),
                conditions.initiator()),
            conditions.residenceTime(),
            conditions.temperature());
    into[0] = ConversionTransform.forward(outlet.conversion1().value());
    into[1] = ConversionTransform.forward(outlet.conversion2().value());
  }

  private static Arrhenius propagation(SpeciesName comonomer, double logFactor) {
    double energy =
        Monomers.find(comonomer)
            .orElse(Monomers.MMA)
            .propagation()
            .activation()
            .kilojoulesPerMole();
    double middle = Monomers.MMA.propagation().at(MIDDLE_KELVINS) * Math.exp(logFactor);
    return through(middle, energy);
  }

  private static Initiator initiator(double[] common) {
    Arrhenius known = Initiator.AIBN.dissociation();
    return new Initiator(
        Initiator.AIBN.name(),
        Initiator.AIBN.title(),
        through(
            known.at(MIDDLE_KELVINS) * Math.exp(common[0]),
            known.activation().kilojoulesPerMole() + ENERGY_UNIT * common[1]),
        Initiator.AIBN.efficiency(),
        "trial");
  }

  /** Only the rates matter here: molar mass, transfer and heat are those of MMA. */
  private static Monomer monomer(Arrhenius propagation, Arrhenius termination) {
    return new Monomer(
        Monomers.MMA.name(),
        Monomers.MMA.title(),
        Monomers.MMA.smiles(),
        Monomers.MMA.molarMass(),
        propagation,
        termination,
        Monomers.MMA.disproportionation(),
        Monomers.MMA.transfer(),
        Monomers.MMA.heatReleased(),
        "trial");
  }

  private static Arrhenius through(double middle, double kilojoulesPerMole) {
    return new Arrhenius(
        middle * Math.exp(kilojoulesPerMole * 1e3 / (Arrhenius.GAS_CONSTANT * MIDDLE_KELVINS)),
        new MolarEnergy(kilojoulesPerMole),
        "trial");
  }

  private static Arrhenius scaled(Arrhenius known, double factor) {
    return new Arrhenius(known.preExponential() * factor, known.activation(), "trial");
  }
}
