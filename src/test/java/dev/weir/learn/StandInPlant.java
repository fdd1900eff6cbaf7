package dev.weir.learn;

import dev.weir.chemistry.FeedComposition;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.device.SampleName;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.experiment.RunNumber;
import dev.weir.experiment.SteadyState;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.time.Instant;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A cheap plant for tests: terminal-model composition with drift, overall rate of first order in
 * monomer and of half order in initiator, set so that 20 min at 80 °C with 0.03 mol/L of initiator
 * give a conversion of 0.35, with 82 kJ/mol (assumed). Its rate law is the one on which the
 * complementary log-log is a plane: it flatters predictors that use it.
 */
public final class StandInPlant {
  private static final double RATE_AT_80 = -Math.log(0.65) / 1200.0;
  private static final double ACTIVATION_OVER_GAS_CONSTANT = 82_000.0 / 8.314;
  private static final int SLICES = 200;

  private final Chemistry chemistry;
  private final RandomGenerator random;
  private final double noise;
  private final double statedNoise;

  /** Which two monomers, by their reactivity ratios. */
  public enum Chemistry {
    /**
     * Styrene (1) and methyl methacrylate (2), Fukuda 1985: F1 is near to f10 around its azeotrope
     * at 0.53.
     */
    STYRENE_MMA(0.523, 0.460),
    /**
     * Methyl methacrylate (1) and methyl acrylate (2), 2.15 and 0.40 (literature, source not
     * traced): no azeotrope, F1 far above f10.
     */
    MMA_METHYL_ACRYLATE(2.15, 0.40);

    private final double r1;
    private final double r2;

    Chemistry(double r1, double r2) {
      this.r1 = r1;
      this.r2 = r2;
    }

    /** Returns what comes out without noise. */
    public Outcome truth(Conditions conditions) {
      return StandInPlant.truth(this, conditions);
    }
  }

  /** A plant of styrene and methyl methacrylate. */
  public StandInPlant(double noise, double statedNoise, long seed) {
    this(Chemistry.STYRENE_MMA, noise, statedNoise, seed);
  }

  /**
   * A plant.
   *
   * @param chemistry which two monomers
   * @param noise standard deviation of a measured conversion, in mol/mol
   * @param statedNoise what the analyser says of it; 0 when it says nothing
   */
  public StandInPlant(Chemistry chemistry, double noise, double statedNoise, long seed) {
    this.chemistry = chemistry;
    this.noise = noise;
    this.statedNoise = statedNoise;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** The conditions that tests start from. */
  public static Conditions conditions(double f10, double minutes, double celsius) {
    return new Conditions(
        new FeedComposition(f10),
        TimeSpan.ofMinutes(minutes),
        new Temperature(celsius),
        new Concentration(3.0),
        new Concentration(0.03));
  }

  /** Returns what comes out of styrene and methyl methacrylate without noise. */
  public static Outcome truth(Conditions conditions) {
    return truth(Chemistry.STYRENE_MMA, conditions);
  }

  private static Outcome truth(Chemistry chemistry, Conditions conditions) {
    double f10 = conditions.feedComposition().value();
    double rate =
        RATE_AT_80
            * Math.exp(
                -ACTIVATION_OVER_GAS_CONSTANT
                    * (1.0 / conditions.temperature().kelvins() - 1.0 / 353.15))
            * Math.sqrt(conditions.initiator().molesPerLitre() / 0.03);
    double slice = rate * conditions.residenceTime().seconds() / SLICES;
    double c1 = f10;
    double c2 = 1.0 - f10;
    for (int i = 0; i < SLICES; i++) {
      double total = c1 + c2;
      double f1 = c1 / total;
      double f2 = 1.0 - f1;
      double top = chemistry.r1 * f1 * f1 + f1 * f2;
      double into1 = top / (top + f1 * f2 + chemistry.r2 * f2 * f2);
      double reacted = total * -Math.expm1(-slice);
      c1 = Math.max(0.0, c1 - reacted * into1);
      c2 = Math.max(0.0, c2 - reacted * (1.0 - into1));
    }
    return outcome(
        f10,
        new MeasuredConversion(1.0 - c1 / f10, 0.0),
        new MeasuredConversion(1.0 - c2 / (1.0 - f10), 0.0));
  }

  /** Runs it. */
  public Observation run(int number, Conditions conditions) {
    Outcome truth = chemistry.truth(conditions);
    return observation(
        number,
        conditions,
        outcome(
            conditions.feedComposition().value(),
            measured(truth.conversion1().value()),
            measured(truth.conversion2().value())));
  }

  /** Returns an observation with a given outcome. */
  public static Observation observation(int number, Conditions conditions, Outcome outcome) {
    return new Observation(
        new RunNumber(number),
        conditions,
        conditions,
        outcome,
        new SteadyState(true, 0.99, 0.0, 0.1, 0.0, 0.01, "steady"),
        new SampleName("run-" + number),
        Instant.EPOCH,
        Instant.EPOCH,
        TimeSpan.ofMinutes(60),
        new TreeMap<>(),
        "00");
  }

  /** Returns the outcome that follows from two conversions. */
  public static Outcome outcome(double f10, MeasuredConversion first, MeasuredConversion second) {
    double x = f10 * first.value() + (1.0 - f10) * second.value();
    double composition = f10 * first.value() / x;
    return new Outcome(
        first, second, composition, 0.01, x, Math.max(0.0, first.standardDeviation()));
  }

  private MeasuredConversion measured(double truth) {
    return new MeasuredConversion(truth + noise * random.nextGaussian(), statedNoise);
  }
}
