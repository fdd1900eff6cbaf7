package dev.weir.simulator.plant;

import static dev.weir.simulator.plant.TestPlants.description;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.CopolymerisationKinetics;
import dev.weir.chemistry.Initiator;
import dev.weir.chemistry.Inlet;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.Polymerised;
import dev.weir.chemistry.ReactivityRatios;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The plant's plain variant against the daemon's plug-flow solution, which is written apart from it
 * (Runge-Kutta over the length, other code, the same constants): within what dispersion and the way
 * into heat take.
 */
final class ChemistryReferenceTest {
  private static final double LITRES_OF_COIL = 0.01;

  @ParameterizedTest
  @CsvSource({"0.2,80,10", "0.5,80,30", "0.8,80,60", "0.5,90,20", "0.2,100,30", "0.8,70,20"})
  void thePlainPlantAgreesWithPlugFlowKinetics(double f10, double celsius, double minutes) {
    Concentration monomer1 = new Concentration(3.0 * f10);
    Concentration monomer2 = new Concentration(3.0 * (1.0 - f10));
    Concentration initiator = new Concentration(0.03);
    Temperature bath = new Temperature(celsius);
    Polymerised reference =
        new CopolymerisationKinetics(
                Monomers.MMA,
                Monomers.ST,
                Initiator.AIBN,
                new ReactivityRatios(0.46, 0.52, "Fukuda 1985, rounded"),
                CopolymerisationKinetics.Mechanism.PLAIN)
            .plugFlow(
                new Inlet(monomer1, monomer2, initiator), TimeSpan.parse(minutes + " min"), bath);
    Truth.Outlet plant =
        new Truth(description(Map.of("wall_time_constant", "0.1 s")))
            .steadyState(
                new Truth.Inlet(
                    monomer1,
                    monomer2,
                    initiator,
                    new FlowRate(LITRES_OF_COIL * 1e6 / minutes),
                    bath));
    assertThat(plant.conversion1().value())
        .isCloseTo(reference.conversion1().value(), within(0.012));
    assertThat(plant.conversion2().value())
        .isCloseTo(reference.conversion2().value(), within(0.012));
    assertThat(plant.composition().orElseThrow().value())
        .isCloseTo(reference.composition().orElseThrow().value(), within(0.002));
  }
}
