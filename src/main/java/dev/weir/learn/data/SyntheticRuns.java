package dev.weir.learn.data;

import dev.weir.chemistry.Arrhenius;
import dev.weir.chemistry.CopolymerisationKinetics;
import dev.weir.chemistry.CopolymerisationKinetics.Mechanism;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.GelEffect;
import dev.weir.chemistry.Initiator;
import dev.weir.chemistry.Inlet;
import dev.weir.chemistry.MolarEnergy;
import dev.weir.chemistry.Monomer;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.Polymerised;
import dev.weir.chemistry.Propagation;
import dev.weir.chemistry.ReactivityRatios;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Synthetic campaigns of five comonomers with methyl methacrylate. No laboratory made them.
 *
 * <p>The truth is the kinetics of {@code chemistry}, but not with the constants of the catalogue
 * and not as simple as a predictor takes it to be: each comonomer's reactivity ratios, its
 * propagation and its termination are moved from the catalogue by a seeded log-normal factor; so
 * are the initiator's efficiency and one activation energy; styrenics follow the implicit
 * penultimate model (Fukuda, Ma, Inagaki 1985) with ratios that are moved likewise; and the outlet
 * is an average over a distribution of residence times (dispersion model at {@value #PECLET} for
 * Pe, Gaussian of variance 2/Pe). Measured conversions have normal noise of {@value #NOISE}
 * mol/mol, which the table states.
 */
public final class SyntheticRuns {
  /** Standard deviation of the analyser, in mol/mol; assumed. */
  public static final double NOISE = 0.01;

  /** Peclet number of the coil, dimensionless. */
  public static final double PECLET = 100.0;

  /** Standard deviation of the logarithm of a reactivity ratio's factor; assumed. */
  private static final double RATIO_SPREAD = 0.15;

  /** The same of a rate constant. */
  private static final double RATE_SPREAD = 0.15;

  /** The same of a radical reactivity ratio of the penultimate model. */
  private static final double PENULTIMATE_SPREAD = 0.25;

  /** Standard deviation of the activation energy of dissociation, in kJ/mol; assumed. */
  private static final double ENERGY_SPREAD = 1.5;

  private static final double STYRENE_PENULTIMATE = 0.466;
  private static final double METHACRYLATE_PENULTIMATE = 0.176;
  private static final double MIDDLE_KELVINS = 353.15;
  private static final double[] QUANTILES = {-1.281552, -0.524401, 0.0, 0.524401, 1.281552};
  private static final int MOST_RUNS = 5000;

  private SyntheticRuns() {}

  /**
   * Makes a table: for each comonomer (monomer 1) a scrambled Sobol design over f10 0.1 to 0.9
   * mol/mol, 5 to 60 min and 70 to 100 °C, at 2 mol/L of monomer and 0.03 mol/L of AIBN.
   *
   * @param perComonomer runs of each of the five, from 1 to 5000
   * @param seed of truth, design and noise
   */
  public static RunTable make(int perComonomer, long seed) {
    return make(perComonomer, seed, NOISE);
  }

  /** Makes the same design and truth with other noise, for example 0 for the truth itself. */
  public static RunTable make(int perComonomer, long seed, double noise) {
    if (perComonomer < 1 || perComonomer > MOST_RUNS) {
      throw new IllegalArgumentException(
          "runs of each comonomer must be from 1 to %d, was %d".formatted(MOST_RUNS, perComonomer));
    }
    SplittableRandom seeds = new SplittableRandom(seed);
    Random truthRandom = new Random(seeds.nextLong());
    Random noiseRandom = new Random(seeds.nextLong());
    double[] shift = {seeds.nextDouble(), seeds.nextDouble(), seeds.nextDouble()};
    Monomer methacrylate = moved(Monomers.MMA, truthRandom);
    Initiator initiator = moved(Initiator.AIBN, truthRandom);
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(3);
    List<LearningRun> runs = new ArrayList<>();
    for (Monomer comonomer : Monomers.all()) {
      if (comonomer.equals(Monomers.MMA)) {
        continue;
      }
      CopolymerisationKinetics truth = truth(comonomer, methacrylate, initiator, truthRandom);
      for (int i = 0; i < perComonomer; i++) {
        Conditions conditions = conditions(sobol.nextVector(), shift);
        double[] outlet = outlet(truth, conditions);
        runs.add(
            new LearningRun(
                comonomer.name(),
                Monomers.MMA.name(),
                conditions,
                new MeasuredConversion(outlet[0] + noise * noiseRandom.nextGaussian(), noise),
                new MeasuredConversion(outlet[1] + noise * noiseRandom.nextGaussian(), noise)));
      }
    }
    return new RunTable(
        "synthetic: five comonomers with MMA, %d runs of each, seed %d, noise %s mol/mol"
            .formatted(perComonomer, seed, noise),
        runs);
  }

  private static Conditions conditions(double[] point, double[] shift) {
    double[] at = new double[point.length];
    for (int k = 0; k < at.length; k++) {
      at[k] = (point[k] + shift[k]) % 1.0;
    }
    return new Conditions(
        new FeedComposition(0.1 + 0.8 * at[0]),
        TimeSpan.ofMinutes(5.0 + 55.0 * at[1]),
        new Temperature(70.0 + 30.0 * at[2]),
        new Concentration(2.0),
        new Concentration(0.03));
  }

  private static CopolymerisationKinetics truth(
      Monomer comonomer, Monomer methacrylate, Initiator initiator, Random random) {
    ReactivityRatios known =
        ReactivityRatios.between(comonomer.name(), Monomers.MMA.name())
            .orElseThrow(() -> new IllegalStateException("no ratios of " + comonomer.name()));
    boolean styrenic = comonomer.disproportionation().value() == 0.0;
    return new CopolymerisationKinetics(
        moved(comonomer, random),
        methacrylate,
        initiator,
        new ReactivityRatios(
            known.r1() * factor(random, RATIO_SPREAD),
            known.r2() * factor(random, RATIO_SPREAD),
            "synthetic"),
        new Mechanism(
            styrenic
                ? new Propagation.ImplicitPenultimate(
                    STYRENE_PENULTIMATE * factor(random, PENULTIMATE_SPREAD),
                    METHACRYLATE_PENULTIMATE * factor(random, PENULTIMATE_SPREAD))
                : new Propagation.Terminal(),
            new GelEffect.None()));
  }

  private static Monomer moved(Monomer monomer, Random random) {
    return new Monomer(
        monomer.name(),
        monomer.title(),
        monomer.smiles(),
        monomer.molarMass(),
        scaled(monomer.propagation(), factor(random, RATE_SPREAD)),
        scaled(monomer.termination(), factor(random, RATE_SPREAD)),
        monomer.disproportionation(),
        monomer.transfer(),
        monomer.heatReleased(),
        "synthetic");
  }

  /** Turns the initiator's Arrhenius line about 80 °C and moves it. */
  private static Initiator moved(Initiator initiator, Random random) {
    Arrhenius known = initiator.dissociation();
    double energy = known.activation().kilojoulesPerMole() + ENERGY_SPREAD * random.nextGaussian();
    double factor =
        known.at(MIDDLE_KELVINS)
            * factor(random, RATE_SPREAD)
            * Math.exp(energy * 1e3 / (Arrhenius.GAS_CONSTANT * MIDDLE_KELVINS));
    return new Initiator(
        initiator.name(),
        initiator.title(),
        new Arrhenius(factor, new MolarEnergy(energy), "synthetic"),
        initiator.efficiency(),
        "synthetic");
  }

  private static Arrhenius scaled(Arrhenius known, double factor) {
    return new Arrhenius(known.preExponential() * factor, known.activation(), "synthetic");
  }

  private static double factor(Random random, double spread) {
    return Math.exp(spread * random.nextGaussian());
  }

  /** Returns X1 and X2 averaged over five equally likely residence times. */
  private static double[] outlet(CopolymerisationKinetics truth, Conditions conditions) {
    double total = conditions.totalMonomer().molesPerLitre();
    double f10 = conditions.feedComposition().value();
    Inlet inlet =
        new Inlet(
            new Concentration(f10 * total),
            new Concentration((1.0 - f10) * total),
            conditions.initiator());
    double[] outlet = new double[2];
    for (double quantile : QUANTILES) {
      double share = 1.0 + quantile * Math.sqrt(2.0 / PECLET);
      Polymerised polymerised =
          truth.plugFlow(
              inlet,
              new TimeSpan(conditions.residenceTime().seconds() * share),
              conditions.temperature());
      outlet[0] += polymerised.conversion1().value() / QUANTILES.length;
      outlet[1] += polymerised.conversion2().value() / QUANTILES.length;
    }
    return outlet;
  }
}
