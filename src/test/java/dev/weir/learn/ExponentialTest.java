package dev.weir.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ExponentialTest {
  @Test
  void agreesWithTheStandardLibraryToAFewUnitsOfTheLastPlace() {
    for (double x = 0.0; x > -690.0; x -= 0.00937 * (1.0 - 0.01 * x)) {
      double exact = StrictMath.exp(x);
      assertThat(Exponential.of(x)).as("x %s", x).isCloseTo(exact, within(4e-16 * exact));
    }
    assertThat(Exponential.of(0.0)).isEqualTo(1.0);
    assertThat(Exponential.of(-800.0)).isZero();
  }
}
