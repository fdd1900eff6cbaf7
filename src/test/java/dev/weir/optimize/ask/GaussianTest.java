package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

final class GaussianTest {
  @Test
  void agreesWithCommonsMath() {
    for (double z = -9.0; z < 9.0; z += 0.0173) {
      double expected = 0.5 * Erf.erfc(-z / Math.sqrt(2.0));
      assertThat(Gaussian.cumulative(z))
          .as("z %s", z)
          .isCloseTo(expected, within(1e-13 * expected));
    }
  }

  @Test
  void theExpectedExcessIsTheIntegralOfTheProbability() {
    // d/dz (phi + z Phi) = Phi: the trapezoidal rule over a fine grid.
    for (double from : new double[] {-8.0, -3.0, -1.5, 0.0, 2.0}) {
      double to = from + 0.5;
      int steps = 20_000;
      double integral = 0.0;
      for (int i = 0; i < steps; i++) {
        double middle = from + (i + 0.5) * (to - from) / steps;
        integral += Gaussian.cumulative(middle) * (to - from) / steps;
      }
      assertThat(Gaussian.expectedBelow(to) - Gaussian.expectedBelow(from))
          .isCloseTo(integral, within(1e-8 * integral));
    }
  }
}
