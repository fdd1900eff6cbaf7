package dev.weir.simulator.plant;

import static dev.weir.simulator.plant.TestPlants.description;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The plant against plug-flow values worked out apart from it: homopolymerisation of MMA with 0.03
 * mol/L AIBN has the closed form X = 1 - exp(-kp sqrt(4 f [I] / (kt kd)) (1 - exp(-kd t / 2))).
 */
final class PlugFlowReferenceTest {
  private static final double R = 8.31446261815324;

  @ParameterizedTest
  @CsvSource({
    "80,10,0.20",
    "80,20,0.35",
    "80,60,0.69",
    "90,10,0.36",
    "90,30,0.69",
    "100,20,0.72",
    "100,60,0.85"
  })
  void homopolymerisationReachesThePlugFlowConversion(
      double celsius, double minutes, double published) {
    double exact = plugFlow(celsius, minutes * 60.0);
    assertThat(exact).isCloseTo(published, within(0.015));
    Truth.Inlet inlet =
        new Truth.Inlet(
            new Concentration(3.0),
            new Concentration(0.0),
            new Concentration(0.03),
            new FlowRate(10_000.0 / minutes),
            new Temperature(celsius));
    double plant =
        new Truth(description(Map.of("wall_time_constant", "0.1 s")))
            .steadyState(inlet)
            .conversion1()
            .value();
    // Dispersion and the way into heat take a little.
    assertThat(plant).isCloseTo(exact, within(0.015));
  }

  private static double plugFlow(double celsius, double seconds) {
    double rt = R * (celsius + 273.15);
    double kd = 2.89e15 * Math.exp(-130_200.0 / rt);
    double kp = 2.67e6 * Math.exp(-22_300.0 / rt);
    double kt = 1.19e9 * Math.exp(-10_300.0 / rt);
    double radicalsAtStart = Math.sqrt(0.58 * kd * 0.03 / kt);
    return 1.0 - Math.exp(-kp * radicalsAtStart * 2.0 / kd * (1.0 - Math.exp(-kd * seconds / 2.0)));
  }
}
