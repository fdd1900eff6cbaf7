package dev.weir.optimize.copolymer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.CopolymerisationKinetics;
import dev.weir.chemistry.CopolymerisationKinetics.Mechanism;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.GelEffect;
import dev.weir.chemistry.Initiator;
import dev.weir.chemistry.Inlet;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.Polymerised;
import dev.weir.chemistry.Propagation;
import dev.weir.chemistry.ReactivityRatios;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TerminalModelTest {
  private static final CopolymerSystem SYSTEM =
      new CopolymerSystem(new SpeciesName("MMA"), new SpeciesName("St"), new SpeciesName("AIBN"));
  private static final TerminalModel MODEL = new TerminalModel(SYSTEM);

  private static double[] literature(double logPenultimate) {
    double[] parameters = KineticBelief.literature(SYSTEM).meanVector();
    parameters[KineticParameter.LOG_PENULTIMATE.place()] = logPenultimate;
    return parameters;
  }

  private static Conditions any(SplittableRandom random) {
    return new Conditions(
        new FeedComposition(random.nextDouble(0.05, 0.95)),
        TimeSpan.ofMinutes(random.nextDouble(2.0, 60.0)),
        new Temperature(random.nextDouble(60.0, 100.0)),
        new Concentration(random.nextDouble(0.5, 5.0)),
        new Concentration(random.nextDouble(0.005, 0.1)));
  }

  private static void assertAgrees(Propagation propagation, double logPenultimate, long seed) {
    CopolymerisationKinetics kinetics =
        new CopolymerisationKinetics(
            Monomers.MMA,
            Monomers.ST,
            Initiator.AIBN,
            ReactivityRatios.between(Monomers.MMA.name(), Monomers.ST.name()).orElseThrow(),
            new Mechanism(propagation, new GelEffect.None()));
    SplittableRandom random = new SplittableRandom(seed);
    double[] parameters = literature(logPenultimate);
    double[] transformed = new double[2];
    for (int i = 0; i < 50; i++) {
      Conditions conditions = any(random);
      double f10 = conditions.feedComposition().value();
      double total = conditions.totalMonomer().molesPerLitre();
      Polymerised outlet =
          kinetics.plugFlow(
              new Inlet(
                  new Concentration(f10 * total),
                  new Concentration((1.0 - f10) * total),
                  conditions.initiator()),
              conditions.residenceTime(),
              conditions.temperature());
      MODEL.transformed(parameters, conditions, MODEL.steps(parameters, conditions), transformed);
      assertThat(Transformed.back(transformed[0]))
          .as("X1, seed %d, %s", seed, conditions)
          .isCloseTo(outlet.conversion1().value(), within(2e-4));
      assertThat(Transformed.back(transformed[1]))
          .as("X2, seed %d, %s", seed, conditions)
          .isCloseTo(outlet.conversion2().value(), within(2e-4));
    }
  }

  @Test
  void withoutEffectsItIsTheTerminalModelOfTheChemistry() {
    assertAgrees(new Propagation.Terminal(), 0.0, 1L);
  }

  @Test
  void withOnePenultimateRatioItIsTheImplicitPenultimateModelOfTheChemistry() {
    assertAgrees(new Propagation.ImplicitPenultimate(0.4, 0.4), Math.log(0.4), 2L);
  }

  @Test
  void aGelEffectHurriesOnlyLateConversion() {
    double[] parameters = literature(0.0);
    Conditions early = at(0.2);
    Conditions late = at(40.0);
    double before = conversion(parameters, early);
    double beforeLate = conversion(parameters, late);
    parameters[KineticParameter.GEL.place()] = 1.0;
    assertThat(conversion(parameters, early)).isCloseTo(before, within(1e-3));
    assertThat(conversion(parameters, late)).isGreaterThan(beforeLate + 0.02);
  }

  @Test
  void aMonomerThatDoesNotEnterDoesNoHarm() {
    double[] transformed = new double[2];
    Conditions none =
        new Conditions(
            new FeedComposition(1.0),
            TimeSpan.ofMinutes(30.0),
            new Temperature(90.0),
            new Concentration(2.0),
            new Concentration(0.03));
    double[] parameters = literature(0.0);
    MODEL.transformed(parameters, none, MODEL.steps(parameters, none), transformed);
    // Homopolymer of MMA: 0.69 at 30 min and 90 °C, 0.03 mol/L, computed for this project.
    assertThat(Transformed.back(transformed[0])).isCloseTo(0.69, within(0.01));
    assertThat(transformed[1]).isFinite();
  }

  private static double conversion(double[] parameters, Conditions conditions) {
    double[] transformed = new double[2];
    MODEL.transformed(parameters, conditions, MODEL.steps(parameters, conditions), transformed);
    return Transformed.back(transformed[0]);
  }

  private static Conditions at(double minutes) {
    return new Conditions(
        new FeedComposition(0.6),
        TimeSpan.ofMinutes(minutes),
        new Temperature(80.0),
        new Concentration(4.0),
        new Concentration(0.03));
  }
}
