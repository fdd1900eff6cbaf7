package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LogImprovementTest {
  /** Integral of (z - u)+ phi(u), by Simpson's rule from 40 below the upper end. */
  private static double integrated(double z) {
    int pieces = 20_000;
    double low = z - 40.0;
    double step = 40.0 / pieces;
    double sum = 0.0;
    for (int i = 0; i <= pieces; i++) {
      double u = low + i * step;
      double weight = i == 0 || i == pieces ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
      sum += weight * (z - u) * StrictMath.exp(-0.5 * (u * u));
    }
    return sum * step / 3.0 / Math.sqrt(2.0 * Math.PI);
  }

  @Test
  void expectedImprovementIsItsIntegral() {
    for (double z = -15.0; z <= 6.0; z += 0.25) {
      assertThat(LogImprovement.logH(z))
          .as("z = %s", z)
          .isCloseTo(StrictMath.log(integrated(z)), within(1e-6));
    }
  }

  @Test
  void itRisesSmoothlyFromVeryFarBelow() {
    double last = Double.NEGATIVE_INFINITY;
    for (double z = -1e4; z < 20.0; z += z < -100 ? 10.0 : 0.01) {
      double value = LogImprovement.logH(z);
      assertThat(value).isFinite().isGreaterThan(last);
      last = value;
    }
  }

  @Test
  void theBranchesMeet() {
    for (double edge : new double[] {-1.0, -4.0, -20.0}) {
      assertThat(LogImprovement.logH(edge - 1e-9))
          .isCloseTo(LogImprovement.logH(edge + 1e-9), within(1e-5));
    }
    assertThat(LogImprovement.logCumulative(-5.0 - 1e-9))
        .isCloseTo(LogImprovement.logCumulative(-5.0 + 1e-9), within(1e-6));
    assertThat(LogImprovement.logCumulative(0.0)).isCloseTo(StrictMath.log(0.5), within(1e-12));
  }
}
