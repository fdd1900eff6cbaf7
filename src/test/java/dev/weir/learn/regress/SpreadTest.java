package dev.weir.learn.regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  private static final long SEED = 3;

  @Test
  void withoutKnownNoiseItIsTheRootMeanSquare() {
    assertThat(Spread.of(new double[] {3.0, -4.0}, new double[2]).deviation())
        .isCloseTo(Math.sqrt(12.5), within(1e-9));
  }

  @Test
  void knownNoiseIsNotCountedTwice() {
    Random random = new Random(SEED);
    double[] residuals = new double[4000];
    double[] known = new double[residuals.length];
    for (int i = 0; i < residuals.length; i++) {
      known[i] = i % 2 == 0 ? 0.0 : 4.0;
      residuals[i] = Math.sqrt(0.25 + known[i]) * random.nextGaussian();
    }
    assertThat(Spread.of(residuals, known).deviation())
        .as("seed " + SEED)
        .isCloseTo(0.5, within(0.03));
  }
}
