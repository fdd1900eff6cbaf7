package dev.weir.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.rest.TrendReply.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThinningTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aThinnedCurveKeepsItsPeaksItsOrderAndItsLimit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Point> points = new ArrayList<>();
    long at = 0;
    int size = 1 + random.nextInt(5_000);
    for (int i = 0; i < size; i++) {
      at += 1 + random.nextInt(4_000);
      points.add(new Point(at, random.nextDouble()));
    }
    int most = 2 + random.nextInt(600);

    List<Point> thin = Thinning.thin(points, most);

    Comparator<Point> byValue = Comparator.comparingDouble(Point::value);
    assertThat(thin).hasSizeLessThanOrEqualTo(Math.max(most, 2));
    assertThat(points).containsAll(thin);
    assertThat(thin).isSortedAccordingTo(Comparator.comparingLong(Point::atMs));
    assertThat(thin.stream().max(byValue)).isEqualTo(points.stream().max(byValue));
    assertThat(thin.stream().min(byValue)).isEqualTo(points.stream().min(byValue));
  }
}
