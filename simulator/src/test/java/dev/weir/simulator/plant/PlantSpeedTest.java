package dev.weir.simulator.plant;

import static dev.weir.simulator.plant.TestPlants.INITIATOR;
import static dev.weir.simulator.plant.TestPlants.MMA;
import static dev.weir.simulator.plant.TestPlants.SOLVENT;
import static dev.weir.simulator.plant.TestPlants.STYRENE;
import static dev.weir.simulator.plant.TestPlants.description;
import static dev.weir.simulator.plant.TestPlants.pump;
import static dev.weir.simulator.plant.TestPlants.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.units.Temperature;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a step of the plant costs. The limit asserted is loose, since a test machine is shared; the
 * number is printed.
 */
final class PlantSpeedTest {
  private static final double LOOSE_LIMIT_MICROS = 50.0;
  private static final int STEPS = 100_000;

  @Test
  void aTenthOfASecondCostsMicroseconds() {
    VirtualPlant plant = new VirtualPlant(description(Map.of()));
    plant.bath().setpoint(Temperature.parse("85 °C"));
    pump(plant, MMA, 60.0);
    pump(plant, STYRENE, 60.0);
    pump(plant, INITIATOR, 50.0);
    pump(plant, SOLVENT, 80.0);
    run(plant, 5000);
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < STEPS; i++) {
      plant.step(0.1);
    }
    double micros =
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e3 / STEPS;
    System.out.printf(
        "us per 0.1 s step of the plant, 200 cells and 40 min of residence: %.2f%n", micros);
    assertThat(micros).isLessThan(LOOSE_LIMIT_MICROS);
  }
}
