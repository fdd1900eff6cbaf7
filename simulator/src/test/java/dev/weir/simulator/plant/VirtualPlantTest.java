package dev.weir.simulator.plant;

import static dev.weir.simulator.plant.TestPlants.INITIATOR;
import static dev.weir.simulator.plant.TestPlants.MMA;
import static dev.weir.simulator.plant.TestPlants.SOLVENT;
import static dev.weir.simulator.plant.TestPlants.STYRENE;
import static dev.weir.simulator.plant.TestPlants.description;
import static dev.weir.simulator.plant.TestPlants.pump;
import static dev.weir.simulator.plant.TestPlants.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VirtualPlantTest {
  private static final Temperature HOT = Temperature.parse("85 °C");

  /** 1.5 M MMA, 1.5 M styrene, 30 mM AIBN, 0.5 mL/min: 20 minutes in the coil. */
  private static VirtualPlant copolymerising(Map<String, String> settings) {
    VirtualPlant plant = new VirtualPlant(description(settings));
    plant.bath().setpoint(HOT);
    pump(plant, MMA, 125.0);
    pump(plant, STYRENE, 125.0);
    pump(plant, INITIATOR, 100.0);
    pump(plant, SOLVENT, 150.0);
    return plant;
  }

  private static Truth.Inlet inlet(double total) {
    return new Truth.Inlet(
        new Concentration(1.5),
        new Concentration(1.5),
        new Concentration(0.03),
        new FlowRate(total),
        HOT);
  }

  @Test
  void afterALongTimeThePlantShowsItsTruth() {
    VirtualPlant plant = copolymerising(Map.of());
    run(plant, 6 * 3600);
    Aliquot seen = plant.draw();
    Truth.Outlet truth = new Truth(plant.description()).steadyState(inlet(500.0));
    assertThat(seen.conversion1().orElseThrow())
        .isCloseTo(truth.conversion1().value(), within(3e-4));
    assertThat(seen.conversion2().orElseThrow())
        .isCloseTo(truth.conversion2().value(), within(3e-4));
    assertThat(seen.polymer1() / (seen.polymer1() + seen.polymer2()))
        .isCloseTo(truth.composition().orElseThrow().value(), within(1e-4));
  }

  @Test
  void whatWentInIsInsideOrCameOut() {
    VirtualPlant plant = copolymerising(Map.of());
    run(plant, 2400);
    pump(plant, SOLVENT, 1000.0);
    pump(plant, MMA, 40.0);
    run(plant, 1800);
    pump(plant, SOLVENT, 20.0);
    run(plant, 1800);
    double enteredMma = plant.pump(MMA).delivered().microlitres() * 6.0;
    double enteredStyrene = plant.pump(STYRENE).delivered().microlitres() * 6.0;
    double[] inside = plant.holdup();
    double[] out = plant.departed();
    assertThat(inside[0] + inside[2] + out[0] + out[2])
        .isCloseTo(enteredMma, within(enteredMma * 1e-9));
    assertThat(inside[1] + inside[3] + out[1] + out[3])
        .isCloseTo(enteredStyrene, within(enteredStyrene * 1e-9));
  }

  @Test
  void aColdStepOfMonomerArrivesAfterTheDeadVolumesWithTheSpreadOfTheDispersion() {
    VirtualPlant plant = new VirtualPlant(description(Map.of("pump_lag", "10 ms")));
    pump(plant, SOLVENT, 500.0);
    run(plant, 60);
    pump(plant, SOLVENT, 250.0);
    pump(plant, MMA, 250.0);
    double mean = 0.0;
    double square = 0.0;
    double before = 0.0;
    for (int second = 1; second <= 3600; second++) {
      run(plant, 1);
      double seen = plant.draw().monomer1() / 3.0;
      double share = seen - before;
      before = seen;
      mean += share * second;
      square += share * (double) second * second;
    }
    double variance = square - mean * mean;
    double expected = 10_800.0 / 500.0 * 60.0;
    // Pe = 192 Dm tau / d² where molecular diffusion along the tube does not matter.
    double peclet = 192.0 * 1e-9 * expected / 1e-6;
    assertThat(before).isCloseTo(1.0, within(1e-6));
    assertThat(mean).isCloseTo(expected, within(expected * 0.005));
    assertThat(variance / (expected * expected))
        .isCloseTo(2.0 / peclet, within(2.0 / peclet * 0.06));
  }

  @Test
  void aBroaderResidenceTimeLowersTheConversionALittle() {
    double narrow =
        new Truth(description(Map.of())).steadyState(inlet(500.0)).conversion1().value();
    double broad =
        new Truth(description(Map.of("dispersion_factor", "10")))
            .steadyState(inlet(500.0))
            .conversion1()
            .value();
    assertThat(broad).isLessThan(narrow).isGreaterThan(narrow - 0.05);
  }

  @Test
  void thePenultimateEffectSlowsTheRateAndLeavesTheComposition() {
    Truth.Outlet terminal = new Truth(description(Map.of())).steadyState(inlet(2000.0));
    Truth.Outlet penultimate =
        new Truth(description(Map.of("kinetics", "implicit_penultimate")))
            .steadyState(inlet(2000.0));
    assertThat(penultimate.conversion1().value()).isLessThan(0.8 * terminal.conversion1().value());
    assertThat(penultimate.composition().orElseThrow().value())
        .isCloseTo(terminal.composition().orElseThrow().value(), within(0.01));
  }

  @Test
  void apparentFlowRatiosMakeTheCopolymerFollowTheFeed() {
    Truth.Inlet rich =
        new Truth.Inlet(
            new Concentration(2.4),
            new Concentration(0.6),
            new Concentration(0.03),
            new FlowRate(2000.0),
            HOT);
    double literature = composition(Map.of(), rich);
    double apparent = composition(Map.of("reactivity", "apparent_flow"), rich);
    assertThat(Math.abs(apparent - 0.8)).isLessThan(0.02);
    assertThat(Math.abs(literature - 0.8)).isGreaterThan(0.06);
  }

  private static double composition(Map<String, String> settings, Truth.Inlet inlet) {
    return new Truth(description(settings)).steadyState(inlet).composition().orElseThrow().value();
  }

  @Test
  void theGelEffectRaisesTheConversion() {
    Truth.Inlet strong =
        new Truth.Inlet(
            new Concentration(6.0),
            new Concentration(1.0),
            new Concentration(0.03),
            new FlowRate(250.0),
            HOT);
    double plain = new Truth(description(Map.of())).steadyState(strong).conversion1().value();
    double exponential =
        new Truth(description(Map.of("gel_effect", "exponential")))
            .steadyState(strong)
            .conversion1()
            .value();
    double freeVolume =
        new Truth(description(Map.of("gel_effect", "free_volume")))
            .steadyState(strong)
            .conversion1()
            .value();
    assertThat(exponential).isGreaterThan(plain + 0.03);
    assertThat(freeVolume).isGreaterThan(plain);
  }

  @Test
  void theBathComesUpInMinutesAndHoldsItsSetpoint() {
    VirtualPlant plant = new VirtualPlant(description(Map.of()));
    plant.bath().setpoint(HOT);
    run(plant, 60);
    assertThat(plant.bath().temperature().celsius()).isBetween(30.0, 45.0);
    double highest = 0.0;
    for (int i = 0; i < 900; i++) {
      run(plant, 1);
      highest = Math.max(highest, plant.bath().temperature().celsius());
    }
    assertThat(highest).isLessThan(88.0);
    assertThat(plant.bath().temperature().celsius()).isCloseTo(85.0, within(0.3));
    run(plant, 900);
    assertThat(plant.bath().temperature().celsius()).isCloseTo(85.0, within(0.05));
    assertThat(plant.bath().output().canonicalValue())
        .isCloseTo((85.0 - 22.0) / 150.0, within(0.01));
  }

  @Test
  void theReactionHeatsTheLiquidAboveTheBath() {
    VirtualPlant plant = copolymerising(Map.of("wall_time_constant", "60 s"));
    run(plant, 3600);
    double excess = plant.coilTemperature().celsius() - plant.bath().temperature().celsius();
    assertThat(excess).isBetween(0.05, 3.0);
  }

  @Test
  void aWeldedHeaterRunsAway() {
    VirtualPlant plant = new VirtualPlant(description(Map.of()));
    plant.bath().setpoint(Temperature.parse("60 °C"));
    run(plant, 1200);
    plant.bath().weldHeater(true);
    run(plant, 120);
    assertThat(plant.bath().temperature().celsius()).isGreaterThan(72.0);
    plant.bath().weldHeater(false);
    plant.bath().heatFromElsewhere(30.0, TimeSpan.parse("10 s"));
    double before = plant.bath().temperature().celsius();
    run(plant, 10);
    assertThat(plant.bath().temperature().celsius() - before).isBetween(26.0, 33.0);
  }

  @Test
  void pressureIsTheRegulatorPlusTheViscousDropAndFallsWhenTheFlowStops() {
    VirtualPlant plant = new VirtualPlant(description(Map.of()));
    assertThat(plant.hydraulics().pressure().bars()).isZero();
    pump(plant, SOLVENT, 1000.0);
    run(plant, 60);
    // Poiseuille: 128 * 0.568 mPa s * 13.75 m * 16.7 µL/s / (pi * 1 mm^4) = 0.053 bar, at 22 °C.
    assertThat(plant.hydraulics().pressure().bars()).isCloseTo(5.053, within(0.003));
    plant.pump(SOLVENT).run(false);
    run(plant, 3600);
    assertThat(plant.hydraulics().pressure().bars()).isLessThan(0.05);
  }

  @Test
  void polymerThickensTheLiquid() {
    VirtualPlant plant = copolymerising(Map.of());
    run(plant, 120);
    double before = plant.hydraulics().pressure().bars();
    run(plant, 5400);
    assertThat(plant.hydraulics().pressure().bars() - before).isBetween(0.02, 2.0);
  }

  @Test
  void aPlugRaisesThePressureFastAndALeakLosesIt() {
    VirtualPlant plant = new VirtualPlant(description(Map.of()));
    pump(plant, SOLVENT, 1000.0);
    run(plant, 60);
    plant.hydraulics().clog(Pressure.parse("5000 bar"), FlowRate.parse("1 mL/min"));
    run(plant, 1);
    assertThat(plant.hydraulics().pressure().bars()).isBetween(15.0, 25.0);
    plant.hydraulics().clog(Pressure.parse("0 bar"), FlowRate.parse("1 mL/min"));
    run(plant, 10);
    plant.hydraulics().leak(FlowRate.parse("2 mL/min"), Pressure.parse("5 bar"));
    run(plant, 60);
    assertThat(plant.hydraulics().pressure().bars()).isCloseTo(2.5, within(0.2));
  }

  @Test
  void anEmptyVesselEndsTheFlow() {
    VirtualPlant plant = new VirtualPlant(description(Map.of()));
    pump(plant, SOLVENT, 1000.0);
    run(plant, 60);
    plant.pump(SOLVENT).drain();
    run(plant, 5);
    assertThat(plant.pump(SOLVENT).flow().microlitresPerMinute()).isZero();
    plant.pump(SOLVENT).refill();
    run(plant, 20);
    assertThat(plant.pump(SOLVENT).flow().microlitresPerMinute()).isCloseTo(1000.0, within(1.0));
  }

  @Test
  void aHeldDriveStallsAndStaysStalled() {
    VirtualPlant plant = new VirtualPlant(description(Map.of()));
    pump(plant, SOLVENT, 1000.0);
    run(plant, 30);
    plant.pump(SOLVENT).hold(true);
    run(plant, 30);
    plant.pump(SOLVENT).hold(false);
    run(plant, 30);
    assertThat(plant.pump(SOLVENT).flow().microlitresPerMinute()).isLessThan(1e-3);
    assertThat(plant.pump(SOLVENT).isStalled()).isTrue();
  }

  @Test
  void theSameSeedShowsTheSameNoise() {
    VirtualPlant one = copolymerising(Map.of());
    VirtualPlant two = copolymerising(Map.of());
    run(one, 300);
    run(two, 300);
    assertThat(one.shownPressure()).isEqualTo(two.shownPressure());
    assertThat(one.shownTemperature()).isEqualTo(two.shownTemperature());
    assertThat(one.shownPressure()).isNotEqualTo(one.hydraulics().pressure());
  }
}
