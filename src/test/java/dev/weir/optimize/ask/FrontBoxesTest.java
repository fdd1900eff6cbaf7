package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrontBoxesTest {
  private static double sum(FrontBoxes boxes, double[] mean, double[] deviation) {
    double[][] below = new double[mean.length][];
    double[][] slopes = new double[mean.length][];
    for (int k = 0; k < mean.length; k++) {
      below[k] = new double[boxes.edges(k)];
      slopes[k] = new double[boxes.edges(k)];
      for (int e = 0; e < below[k].length; e++) {
        double distance = boxes.edge(k, e) - mean[k];
        below[k][e] =
            deviation[k] == 0.0
                ? Math.max(0.0, distance)
                : deviation[k] * Gaussian.expectedBelow(distance / deviation[k]);
      }
    }
    return boxes.sum(below, slopes);
  }

  private static List<double[]> points(SplittableRandom random, int count, int losses) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] point = new double[losses];
      // A coarse grid makes ties.
      Arrays.setAll(point, k -> random.nextInt(12) / 8.0);
      points.add(point);
    }
    return points;
  }

  @ParameterizedTest
  @CsvSource({"2,1", "2,2", "3,1", "3,2", "3,3"})
  void theBoxesOfAPointAreWhatItAddsToTheHypervolume(int losses, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] reference = new double[losses];
    Arrays.fill(reference, 1.1);
    for (int round = 0; round < 300; round++) {
      List<double[]> points = points(random, random.nextInt(14), losses);
      FrontBoxes boxes = FrontBoxes.of(points, reference);
      for (double[] point : points(random, 4, losses)) {
        assertThat(sum(boxes, point, new double[losses]))
            .as("seed %s, round %s", seed, round)
            .isCloseTo(Hypervolume.added(points, point, reference), within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2,5", "3,6"})
  void theExpectedImprovementAgreesWithSampling(int losses, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] reference = new double[losses];
    Arrays.fill(reference, 1.1);
    List<double[]> points = points(random, 8, losses);
    FrontBoxes boxes = FrontBoxes.of(points, reference);
    double[] mean = random.doubles(losses, 0.1, 0.9).toArray();
    double[] deviation = random.doubles(losses, 0.1, 0.4).toArray();
    int samples = 60_000;
    double total = 0.0;
    double squares = 0.0;
    for (int s = 0; s < samples; s++) {
      double[] drawn = new double[losses];
      Arrays.setAll(drawn, k -> mean[k] + deviation[k] * random.nextGaussian());
      double added = Hypervolume.added(points, drawn, reference);
      total += added;
      squares += added * added;
    }
    double average = total / samples;
    double error = Math.sqrt((squares / samples - average * average) / samples);
    assertThat(sum(boxes, mean, deviation))
        .as("seed %s", seed)
        .isCloseTo(average, within(4.0 * error));
  }

  @Test
  void oneCertainPointLeavesTwoStripes() {
    // Below (1, 1) and not behind (0.5, 0.5): the expectation has two terms, written out.
    FrontBoxes boxes = FrontBoxes.of(List.of(new double[] {0.5, 0.5}), new double[] {1.0, 1.0});
    double left = 0.2 * Gaussian.expectedBelow((0.5 - 0.6) / 0.2);
    double whole = 0.2 * Gaussian.expectedBelow((1.0 - 0.6) / 0.2);
    double low = 0.3 * Gaussian.expectedBelow((0.5 - 0.7) / 0.3);
    double high = 0.3 * Gaussian.expectedBelow((1.0 - 0.7) / 0.3);
    assertThat(boxes.count()).isEqualTo(2);
    assertThat(sum(boxes, new double[] {0.6, 0.7}, new double[] {0.2, 0.3}))
        .isCloseTo(left * high + (whole - left) * low, within(1e-15));
  }
}
