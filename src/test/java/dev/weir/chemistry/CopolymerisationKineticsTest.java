package dev.weir.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.CopolymerisationKinetics.Mechanism;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

final class CopolymerisationKineticsTest {
  private static final ReactivityRatios FUKUDA =
      ReactivityRatios.between(Monomers.MMA.name(), Monomers.ST.name()).orElseThrow();
  private static final Mechanism BULK =
      new Mechanism(new Propagation.Terminal(), GelEffect.FreeVolume.METHYL_METHACRYLATE);

  private static CopolymerisationKinetics kinetics(Mechanism mechanism) {
    return new CopolymerisationKinetics(
        Monomers.MMA, Monomers.ST, Initiator.AIBN, FUKUDA, mechanism);
  }

  private static Inlet inlet(double m1, double m2, double initiator) {
    return new Inlet(new Concentration(m1), new Concentration(m2), new Concentration(initiator));
  }

  /** Plug flow of MMA alone, AIBN 0.03 mol/L, at 10, 20, 30 and 60 min, to two decimals. */
  @Test
  void methylMethacrylateAloneFollowsTheCheckTable() {
    double[][] table = {
      {80.0, 0.20, 0.35, 0.47, 0.69},
      {90.0, 0.36, 0.56, 0.69, 0.85},
      {100.0, 0.55, 0.72, 0.79, 0.85}
    };
    double[] minutes = {10.0, 20.0, 30.0, 60.0};
    for (double[] row : table) {
      for (int i = 0; i < minutes.length; i++) {
        double conversion =
            kinetics(Mechanism.PLAIN)
                .plugFlow(
                    inlet(3.0, 0.0, 0.03), TimeSpan.ofMinutes(minutes[i]), new Temperature(row[0]))
                .conversion1()
                .value();
        assertThat(conversion)
            .as("%s °C, %s min", row[0], minutes[i])
            .isEqualTo(row[i + 1], within(0.0051));
      }
    }
  }

  /** With one monomer -ln(1 - X) = 2 kp sqrt(f [I]0 / (kd kt)) (1 - exp(-kd t / 2)). */
  @Test
  void oneMonomerFollowsTheDeadEndEquation() {
    for (double celsius : new double[] {60.0, 80.0, 100.0, 130.0}) {
      for (double minutes : new double[] {0.5, 20.0, 120.0}) {
        Temperature temperature = new Temperature(celsius);
        double kd = Initiator.AIBN.dissociation().at(temperature);
        double kp = Monomers.MMA.propagation().at(temperature);
        double kt = Monomers.MMA.termination().at(temperature);
        double exponent =
            2.0 * kp * Math.sqrt(0.58 * 0.03 / (kd * kt)) * -Math.expm1(-kd * minutes * 30.0);
        double conversion =
            kinetics(Mechanism.PLAIN)
                .plugFlow(inlet(3.0, 0.0, 0.03), TimeSpan.ofMinutes(minutes), temperature)
                .conversion()
                .value();
        assertThat(conversion).isEqualTo(-Math.expm1(-exponent), within(1e-5));
      }
    }
  }

  @Test
  void theFixedMethodAgreesWithDormandAndPrince() {
    long seed = 11L;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    double worst = 0.0;
    for (int i = 0; i < 60; i++) {
      CopolymerisationKinetics kinetics =
          kinetics(
              i % 2 == 0
                  ? Mechanism.PLAIN
                  : new Mechanism(
                      new Propagation.ImplicitPenultimate(0.176, 0.466), new GelEffect.None()));
      double total = random.nextDouble(0.5, 6.0);
      double f10 = random.nextDouble();
      Inlet inlet = inlet(f10 * total, (1.0 - f10) * total, random.nextDouble(0.002, 0.1));
      double seconds = random.nextDouble(60.0, 7200.0);
      Temperature temperature = new Temperature(random.nextDouble(50.0, 120.0));
      Polymerised fast = kinetics.plugFlow(inlet, new TimeSpan(seconds), temperature);
      double[] exact = exactly(kinetics, inlet, seconds, temperature.kelvins());
      worst = Math.max(worst, Math.abs(fast.conversion1().value() - exact[0]));
      worst = Math.max(worst, Math.abs(fast.conversion2().value() - exact[1]));
      assertThat(fast.massAverage().orElseThrow().gramsPerMole() / exact[2])
          .isEqualTo(1.0, within(1e-3));
    }
    System.out.printf("fourth order against 8(5,3): largest difference of X %.2e%n", worst);
    assertThat(worst).isLessThan(1e-5);
  }

  private static double[] exactly(
      CopolymerisationKinetics kinetics, Inlet inlet, double seconds, double kelvins) {
    RateConstants constants = new RateConstants();
    kinetics.constantsAt(kelvins, constants);
    double[] state = new double[CopolymerisationKinetics.STATE_SIZE];
    double m1 = inlet.monomer1().molesPerLitre();
    double m2 = inlet.monomer2().molesPerLitre();
    state[CopolymerisationKinetics.MONOMER_1] = m1;
    state[CopolymerisationKinetics.MONOMER_2] = m2;
    state[CopolymerisationKinetics.INITIATOR] = inlet.initiator().molesPerLitre();
    FirstOrderDifferentialEquations equations =
        new FirstOrderDifferentialEquations() {
          @Override
          public int getDimension() {
            return CopolymerisationKinetics.STATE_SIZE;
          }

          @Override
          public void computeDerivatives(double t, double[] y, double[] slope) {
            kinetics.rates(y, 0, constants, slope, 0);
          }
        };
    new DormandPrince853Integrator(1e-9, seconds, 1e-11, 1e-11)
        .integrate(equations, 0.0, state, seconds, state);
    double polymer =
        state[CopolymerisationKinetics.POLYMER_1] * Monomers.MMA.molarMass().gramsPerMole()
            + state[CopolymerisationKinetics.POLYMER_2] * Monomers.ST.molarMass().gramsPerMole();
    return new double[] {
      1.0 - state[CopolymerisationKinetics.MONOMER_1] / m1,
      1.0 - state[CopolymerisationKinetics.MONOMER_2] / m2,
      state[CopolymerisationKinetics.POLYMER_MASS_AVERAGE] / polymer
    };
  }

  @Test
  void theCompositionOfPlugFlowIsThatOfTheDriftIntegral() {
    for (double f10 : new double[] {0.1, 0.5, 0.9}) {
      Polymerised out =
          kinetics(Mechanism.PLAIN)
              .plugFlow(
                  inlet(f10 * 3.0, (1.0 - f10) * 3.0, 0.03),
                  TimeSpan.ofMinutes(60.0),
                  new Temperature(90.0));
      double drifted =
          MayoLewis.drift(FUKUDA, new FeedComposition(f10), out.conversion()).cumulative().value();
      assertThat(out.composition().orElseThrow().value()).isEqualTo(drifted, within(2e-6));
    }
  }

  /**
   * Achilias and Kiparissides, Macromolecules 25 (1992) 3739: bulk MMA, AIBN 0.01548 mol/L, 70 °C.
   */
  @Test
  void theGelEffectBringsBulkMethylMethacrylateNearThePublishedCourse() {
    List<double[]> points = PublishedData.points("mma_bulk_aibn_70C_conversion_exp.csv");
    double plain = rootMeanSquare(points, Mechanism.PLAIN);
    double gel = rootMeanSquare(points, BULK);
    System.out.printf("bulk MMA 70 °C: RMSE of X %.3f with gel effect, %.3f without%n", gel, plain);
    assertThat(gel).isLessThan(0.05);
    assertThat(plain).isGreaterThan(0.15);
  }

  private static double rootMeanSquare(List<double[]> points, Mechanism mechanism) {
    double squares = 0.0;
    for (double[] point : points) {
      double error = bulkConversion(mechanism, point[0]) - point[1];
      squares += error * error;
    }
    return Math.sqrt(squares / points.size());
  }

  private static double bulkConversion(Mechanism mechanism, double minutes) {
    return kinetics(mechanism)
        .plugFlow(inlet(8.81, 0.0, 0.01548), TimeSpan.ofMinutes(minutes), new Temperature(70.0))
        .conversion()
        .value();
  }

  /** The same points, quoted to three decimals. */
  @Test
  void bulkMethylMethacrylateRunsAwayBetweenSixtyAndEightyMinutesAndStopsShortOfTheEnd() {
    assertThat(bulkConversion(BULK, 35.0)).isEqualTo(0.193, within(0.05));
    assertThat(bulkConversion(BULK, 60.0)).isEqualTo(0.379, within(0.10));
    assertThat(bulkConversion(BULK, 69.6)).isEqualTo(0.832, within(0.10));
    assertThat(bulkConversion(BULK, 100.0)).isEqualTo(0.906, within(0.03));
  }

  @Test
  void inADiluteSolutionTheGelEffectDoesNothing() {
    Inlet dilute = inlet(0.5, 0.5, 0.03);
    Temperature temperature = new Temperature(80.0);
    TimeSpan residence = TimeSpan.ofMinutes(30.0);
    assertThat(kinetics(BULK).plugFlow(dilute, residence, temperature).conversion().value())
        .isEqualTo(
            kinetics(Mechanism.PLAIN).plugFlow(dilute, residence, temperature).conversion().value(),
            within(1e-5));
  }

  @Test
  void stepsWithTheGelEffectAreAsGoodAsManySmallOnes() {
    double worst = 0.0;
    for (double minutes : new double[] {20.0, 50.0, 60.0, 65.0, 68.0, 72.0, 100.0}) {
      double small = bulkConversionBySmallSteps(minutes);
      worst = Math.max(worst, Math.abs(bulkConversion(BULK, minutes) - small));
    }
    System.out.printf("gel effect: largest difference of X to steps of 0.5 s %.1e%n", worst);
    assertThat(worst).isLessThan(5e-5);
  }

  private static double bulkConversionBySmallSteps(double minutes) {
    CopolymerisationKinetics kinetics = kinetics(BULK);
    RateConstants constants = new RateConstants();
    kinetics.constantsAt(343.15, constants);
    double[] state = new double[CopolymerisationKinetics.STATE_SIZE];
    double[] slope = new double[CopolymerisationKinetics.STATE_SIZE];
    double[] middle = new double[CopolymerisationKinetics.STATE_SIZE];
    state[CopolymerisationKinetics.MONOMER_1] = 8.81;
    state[CopolymerisationKinetics.INITIATOR] = 0.01548;
    double h = 0.5;
    long steps = Math.round(minutes * 60.0 / h);
    for (long step = 0; step < steps; step++) {
      kinetics.rates(state, 0, constants, slope, 0);
      for (int i = 0; i < state.length; i++) {
        middle[i] = state[i] + 0.5 * h * slope[i];
      }
      kinetics.rates(middle, 0, constants, slope, 0);
      for (int i = 0; i < state.length; i++) {
        state[i] += h * slope[i];
      }
      kinetics.latchOnset(state, 0, constants);
    }
    return 1.0 - state[CopolymerisationKinetics.MONOMER_1] / 8.81;
  }

  @Test
  void bulkConversionOnlyEverGrows() {
    double before = 0.0;
    for (double minutes = 2.0; minutes < 110.0; minutes += 2.0) {
      double now = bulkConversion(BULK, minutes);
      assertThat(now).isGreaterThan(before);
      before = now;
    }
  }

  @Test
  void cellsSideBySideInOneArrayReactAsEachWouldAlone() {
    CopolymerisationKinetics kinetics = kinetics(BULK);
    RateConstants constants = new RateConstants();
    kinetics.constantsAt(350.0, constants);
    int size = CopolymerisationKinetics.STATE_SIZE;
    double[] one = {1.0, 2.0, 0.03, 0.5, 0.7, 1e7, 0.0};
    double[] other = {3.0, 0.1, 0.01, 4.0, 0.7, 1e8, 2e5};
    double[] both = new double[2 * size];
    System.arraycopy(one, 0, both, 0, size);
    System.arraycopy(other, 0, both, size, size);
    double[] rates = new double[2 * size];
    double[] alone = new double[size];
    kinetics.rates(both, 0, constants, rates, 0);
    kinetics.rates(both, size, constants, rates, size);
    kinetics.rates(other, 0, constants, alone, 0);
    assertThat(Arrays.copyOfRange(rates, size, 2 * size)).containsExactly(alone);
    assertThat(kinetics.heatRelease(rates, size))
        .isEqualTo(
            -57.8e3 * alone[CopolymerisationKinetics.MONOMER_1]
                - 73.0e3 * alone[CopolymerisationKinetics.MONOMER_2],
            within(1e-9));
    assertThat(rates[CopolymerisationKinetics.POLYMER_1])
        .isEqualTo(-rates[CopolymerisationKinetics.MONOMER_1]);
  }

  @Test
  void whatTransportMadeNegativeDoesNotReact() {
    CopolymerisationKinetics kinetics = kinetics(BULK);
    RateConstants constants = new RateConstants();
    kinetics.constantsAt(350.0, constants);
    double[] state = {-1e-9, -1e-9, -1e-9, 0.0, 0.0, 0.0, 0.0};
    double[] rates = new double[CopolymerisationKinetics.STATE_SIZE];
    kinetics.rates(state, 0, constants, rates, 0);
    assertThat(rates).containsOnly(0.0, -0.0);
    state[CopolymerisationKinetics.INITIATOR] = 0.03;
    state[CopolymerisationKinetics.MONOMER_1] = 1.0;
    kinetics.rates(state, 0, constants, rates, 0);
    for (double rate : rates) {
      assertThat(rate).isFinite();
    }
  }

  /** Davis et al. 1989, styrene/MMA at 25 °C. */
  @Test
  void theImplicitPenultimateEffectExplainsTheMeanPropagationThatTheTerminalModelMisses() {
    List<double[]> points = PublishedData.points("styrene_mma_mean_kp_25C.csv");
    double terminal = relativeError(points, new Propagation.Terminal());
    double penultimate = relativeError(points, new Propagation.ImplicitPenultimate(0.176, 0.466));
    System.out.printf(
        "mean kp, styrene/MMA 25 °C: relative RMSE %.3f terminal, %.3f implicit penultimate%n",
        terminal, penultimate);
    assertThat(terminal).isGreaterThan(0.3);
    assertThat(penultimate).isLessThan(0.15);
  }

  private static double relativeError(List<double[]> points, Propagation propagation) {
    CopolymerisationKinetics kinetics = kinetics(new Mechanism(propagation, new GelEffect.None()));
    double squares = 0.0;
    for (double[] point : points) {
      double constant =
          kinetics.meanPropagation(new FeedComposition(1.0 - point[0]), new Temperature(25.0));
      double error = constant / point[1] - 1.0;
      squares += error * error;
    }
    return Math.sqrt(squares / points.size());
  }

  @Test
  void theImplicitPenultimateEffectSlowsTheMixtureButKeepsItsComposition() {
    Mechanism slow =
        new Mechanism(new Propagation.ImplicitPenultimate(0.176, 0.466), new GelEffect.None());
    Inlet inlet = inlet(1.5, 1.5, 0.03);
    TimeSpan residence = TimeSpan.ofMinutes(2.0);
    Temperature temperature = new Temperature(80.0);
    Polymerised terminal = kinetics(Mechanism.PLAIN).plugFlow(inlet, residence, temperature);
    Polymerised penultimate = kinetics(slow).plugFlow(inlet, residence, temperature);
    assertThat(penultimate.conversion().value())
        .isBetween(0.3 * terminal.conversion().value(), 0.8 * terminal.conversion().value());
    assertThat(penultimate.composition().orElseThrow().value())
        .isEqualTo(terminal.composition().orElseThrow().value(), within(1e-3));
  }

  @Test
  void numberingTheMonomersTheOtherWayRoundChangesNothing() {
    CopolymerisationKinetics swapped =
        new CopolymerisationKinetics(
            Monomers.ST, Monomers.MMA, Initiator.AIBN, FUKUDA.swapped(), BULK);
    TimeSpan residence = TimeSpan.ofMinutes(40.0);
    Temperature temperature = new Temperature(80.0);
    Polymerised one = kinetics(BULK).plugFlow(inlet(4.0, 1.0, 0.03), residence, temperature);
    Polymerised other = swapped.plugFlow(inlet(1.0, 4.0, 0.03), residence, temperature);
    assertThat(other.conversion2().value()).isEqualTo(one.conversion1().value(), within(1e-12));
    assertThat(other.conversion1().value()).isEqualTo(one.conversion2().value(), within(1e-12));
  }

  @Test
  void withoutInitiatorOrTimeNothingHappensAndThereIsNoComposition() {
    Temperature temperature = new Temperature(80.0);
    Polymerised cold =
        kinetics(Mechanism.PLAIN)
            .plugFlow(inlet(1.0, 1.0, 0.0), TimeSpan.ofMinutes(30.0), temperature);
    assertThat(cold.conversion().value()).isZero();
    assertThat(cold.composition()).isEmpty();
    assertThat(cold.massAverage()).isEmpty();
    Polymerised atOnce =
        kinetics(Mechanism.PLAIN).plugFlow(inlet(1.0, 1.0, 0.03), new TimeSpan(0.0), temperature);
    assertThat(atOnce.conversion().value()).isZero();
  }

  @Test
  void everyOutcomeIsFiniteAndBalanced() {
    long seed = 3L;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 300; i++) {
      Monomer second = Monomers.all().get(1 + random.nextInt(5));
      CopolymerisationKinetics kinetics =
          new CopolymerisationKinetics(
              Monomers.MMA,
              second,
              random.nextBoolean() ? Initiator.AIBN : Initiator.V65,
              ReactivityRatios.between(Monomers.MMA.name(), second.name()).orElseThrow(),
              random.nextBoolean() ? Mechanism.PLAIN : BULK);
      double total = random.nextDouble(0.1, 9.0);
      double f10 = random.nextInt(10) == 0 ? 0.0 : random.nextDouble();
      Inlet inlet = inlet(f10 * total, (1.0 - f10) * total, random.nextDouble(0.0, 0.2));
      Polymerised out =
          kinetics.plugFlow(
              inlet,
              new TimeSpan(random.nextDouble(1.0, 10_000.0)),
              new Temperature(random.nextDouble(20.0, 150.0)));
      double x = f10 * out.conversion1().value() + (1.0 - f10) * out.conversion2().value();
      assertThat(out.conversion().value()).isEqualTo(x, within(1e-9));
      assertThat(out.initiator().molesPerLitre()).isBetween(0.0, inlet.initiator().molesPerLitre());
    }
  }

  @Test
  void anAdiabaticReactorEndsAtTheHeatOfWhatReacted() {
    HeatRegime adiabatic =
        new HeatRegime.Jacketed(
            new Temperature(70.0), new Temperature(70.0), new HeatRegime.HeatExchange(0.0));
    Inlet inlet = inlet(1.0, 1.0, 0.03);
    Polymerised out =
        kinetics(Mechanism.PLAIN).plugFlow(inlet, TimeSpan.ofMinutes(60.0), adiabatic);
    double risen = out.outlet().celsius() - 70.0;
    double full =
        Heat.adiabaticRise(
                new Reagents(Monomers.MMA.name(), Monomers.ST.name(), Initiator.AIBN.name())
                    .recipe(
                        new FeedComposition(0.5), new Concentration(2.0), new Concentration(0.03)))
            .orElseThrow()
            .kelvins();
    assertThat(risen / full).isEqualTo(out.conversion().value(), within(0.06));
    assertThat(out.hottest()).isEqualTo(out.outlet());
  }

  @Test
  void aGoodJacketHoldsTheBathTemperatureAndABadOneShowsAHotSpot() {
    Temperature bath = new Temperature(90.0);
    Inlet inlet = inlet(3.0, 0.0, 0.03);
    TimeSpan residence = TimeSpan.ofMinutes(30.0);
    CopolymerisationKinetics kinetics = kinetics(Mechanism.PLAIN);
    Polymerised held =
        kinetics.plugFlow(
            inlet,
            residence,
            new HeatRegime.Jacketed(bath, bath, new HeatRegime.HeatExchange(2000.0)));
    Polymerised hot =
        kinetics.plugFlow(
            inlet,
            residence,
            new HeatRegime.Jacketed(bath, bath, new HeatRegime.HeatExchange(20.0)));
    double isothermal = kinetics.plugFlow(inlet, residence, bath).conversion().value();
    assertThat(held.conversion().value()).isEqualTo(isothermal, within(2e-3));
    assertThat(held.hottest().celsius()).isBetween(90.0, 90.3);
    assertThat(hot.hottest().celsius()).isGreaterThan(95.0);
    assertThat(hot.outlet().celsius()).isLessThan(hot.hottest().celsius());
  }

  @Test
  void theHotSpotAgreesWithDormandAndPrince() {
    CopolymerisationKinetics kinetics = kinetics(Mechanism.PLAIN);
    int size = CopolymerisationKinetics.STATE_SIZE;
    RateConstants constants = new RateConstants();
    FirstOrderDifferentialEquations equations =
        new FirstOrderDifferentialEquations() {
          @Override
          public int getDimension() {
            return size + 1;
          }

          @Override
          public void computeDerivatives(double t, double[] y, double[] slope) {
            kinetics.constantsAt(y[size], constants);
            kinetics.rates(y, 0, constants, slope, 0);
            double heat = kinetics.heatRelease(slope, 0) + 20.0 * (363.15 - y[size]);
            slope[size] = heat / kinetics.heatCapacity(y, 0, y[size]);
          }
        };
    double[] state = new double[size + 1];
    state[CopolymerisationKinetics.MONOMER_1] = 2.0;
    state[CopolymerisationKinetics.MONOMER_2] = 1.0;
    state[CopolymerisationKinetics.INITIATOR] = 0.03;
    state[size] = 293.15;
    new DormandPrince853Integrator(1e-9, 1800.0, 1e-10, 1e-10)
        .integrate(equations, 0.0, state, 1800.0, state);
    Polymerised out =
        kinetics.plugFlow(
            inlet(2.0, 1.0, 0.03),
            TimeSpan.ofMinutes(30.0),
            new HeatRegime.Jacketed(
                new Temperature(20.0), new Temperature(90.0), new HeatRegime.HeatExchange(20.0)));
    assertThat(out.outlet().kelvins()).isEqualTo(state[size], within(1e-3));
    assertThat(out.conversion1().value())
        .isEqualTo(1.0 - state[CopolymerisationKinetics.MONOMER_1] / 2.0, within(1e-5));
  }

  @Test
  void aProfileThatHeatsOnlyAtTheEndIsNotMissed() {
    Inlet inlet = inlet(3.0, 0.0, 0.03);
    CopolymerisationKinetics kinetics = kinetics(Mechanism.PLAIN);
    double late =
        kinetics
            .plugFlow(
                inlet,
                TimeSpan.ofMinutes(100.0),
                new HeatRegime.Following(
                    since -> new Temperature(since.minutes() < 95.0 ? 0.0 : 90.0)))
            .conversion()
            .value();
    double alone =
        kinetics
            .plugFlow(inlet, TimeSpan.ofMinutes(5.0), new Temperature(90.0))
            .conversion()
            .value();
    assertThat(late).isEqualTo(alone, within(0.01));
  }

  @Test
  void aVeryGoodWallIsStable() {
    Temperature bath = new Temperature(90.0);
    Polymerised out =
        kinetics(Mechanism.PLAIN)
            .plugFlow(
                inlet(3.0, 0.0, 0.03),
                TimeSpan.ofMinutes(10.0),
                new HeatRegime.Jacketed(
                    new Temperature(20.0), bath, new HeatRegime.HeatExchange(20_000.0)));
    assertThat(out.hottest().celsius()).isBetween(89.9, 90.1);
    assertThat(out.outlet().celsius()).isBetween(89.9, 90.1);
  }

  @Test
  void aLevelProfileIsIsothermalAndARampLiesBetweenItsEnds() {
    Inlet inlet = inlet(1.0, 1.0, 0.03);
    TimeSpan residence = TimeSpan.ofMinutes(30.0);
    CopolymerisationKinetics kinetics = kinetics(Mechanism.PLAIN);
    double low = kinetics.plugFlow(inlet, residence, new Temperature(70.0)).conversion().value();
    double high = kinetics.plugFlow(inlet, residence, new Temperature(90.0)).conversion().value();
    double level =
        kinetics
            .plugFlow(inlet, residence, new HeatRegime.Following(_ -> new Temperature(70.0)))
            .conversion()
            .value();
    Polymerised ramp =
        kinetics.plugFlow(
            inlet,
            residence,
            new HeatRegime.Following(
                since -> new Temperature(70.0 + 20.0 * since.seconds() / residence.seconds())));
    assertThat(level).isEqualTo(low, within(1e-6));
    assertThat(ramp.conversion().value()).isBetween(low, high);
    assertThat(ramp.outlet().celsius()).isEqualTo(90.0, within(1e-9));
  }

  @Test
  void ratiosOfZeroAreRefusedBecauseCrossPropagationWouldBeInfinite() {
    assertThatThrownBy(
            () ->
                new CopolymerisationKinetics(
                    Monomers.MMA,
                    Monomers.ST,
                    Initiator.AIBN,
                    new ReactivityRatios(0.0, 1.0, "test"),
                    Mechanism.PLAIN))
        .hasMessageContaining("above 0");
  }
}
