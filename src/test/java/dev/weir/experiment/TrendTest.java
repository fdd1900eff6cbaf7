package dev.weir.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

final class TrendTest {
  @Test
  void aStraightLineHasItsSlopeAndNoScatter() {
    Trend trend = new Trend(60);
    for (int i = 0; i < 60; i++) {
      trend.add(i / 60.0, 80.0 + 0.3 * i / 60.0);
    }
    assertThat(trend.fit().slopePerMinute()).isCloseTo(0.3, within(1e-9));
    assertThat(trend.fit().deviation()).isCloseTo(0.0, within(1e-6));
  }

  @Test
  void theLatestSamplesAgreeWithALibraryRegression() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    Trend trend = new Trend(100);
    SimpleRegression library = new SimpleRegression();
    for (int i = 0; i < 250; i++) {
      double value = 5.0 + 0.1 * i + random.nextDouble();
      trend.add(i, value);
      if (i >= 150) {
        library.addData(i, value);
      }
    }
    assertThat(trend.fit().slopePerMinute())
        .as("seed %d", seed)
        .isCloseTo(library.getSlope(), within(1e-9));
    assertThat(trend.fit().deviation())
        .isCloseTo(Math.sqrt(library.getMeanSquareError()), within(1e-9));
  }

  @Test
  void twoSamplesProveNothing() {
    Trend trend = new Trend(60);
    trend.add(0.0, 80.0);
    trend.add(1.0, 80.0);
    assertThat(trend.isFull()).isFalse();
    assertThat(trend.fit().slopePerMinute()).isInfinite();
  }
}
