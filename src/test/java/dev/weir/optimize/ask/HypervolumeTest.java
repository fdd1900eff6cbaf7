package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HypervolumeTest {
  private static final double[] TWO = {1.0, 1.0};
  private static final double[] THREE = {1.0, 1.0, 1.0};

  @Test
  void twoStepsOfAStairAddUp() {
    List<double[]> front = List.of(new double[] {0.2, 0.6}, new double[] {0.5, 0.1});
    assertThat(Hypervolume.of(front, TWO)).isCloseTo(0.8 * 0.4 + 0.5 * 0.5, within(1e-15));
  }

  @Test
  void pointsBeyondTheReferenceAddNothing() {
    assertThat(Hypervolume.of(List.of(new double[] {1.0, 0.0}, new double[] {-9.0, 2.0}), TWO))
        .isZero();
  }

  @Test
  void threeCornersOfACubeAddUp() {
    List<double[]> front =
        List.of(
            new double[] {0.5, 0.5, 0.0},
            new double[] {0.5, 0.0, 0.5},
            new double[] {0.0, 0.5, 0.5});
    // Three blocks of 1/4, which meet in the block of 1/8 twice too often.
    assertThat(Hypervolume.of(front, THREE)).isCloseTo(0.75 - 0.25, within(1e-15));
  }

  @Test
  void whatAPointAddsIsTheDifferenceOfTheVolumes() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 200; trial++) {
      double[] reference = trial % 2 == 0 ? TWO : THREE;
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        points.add(random.doubles(reference.length).toArray());
      }
      double[] further = random.doubles(reference.length).toArray();
      List<double[]> more = new ArrayList<>(points);
      more.add(further);
      assertThat(Hypervolume.added(Hypervolume.front(points), further, reference))
          .as("seed 4, trial %s", trial)
          .isCloseTo(
              Hypervolume.of(more, reference) - Hypervolume.of(points, reference), within(1e-12));
    }
  }
}
