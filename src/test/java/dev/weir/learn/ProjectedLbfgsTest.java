package dev.weir.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ProjectedLbfgsTest {
  private static final ProjectedLbfgs.Effort EFFORT = new ProjectedLbfgs.Effort(200, 1e-8);

  private static double rosenbrock(double[] x, double[] gradient) {
    double a = 1.0 - x[0];
    double b = x[1] - x[0] * x[0];
    gradient[0] = -2.0 * a - 400.0 * x[0] * b;
    gradient[1] = 200.0 * b;
    return a * a + 100.0 * b * b;
  }

  @Test
  void rosenbrocksValleyIsFollowedToItsEnd() {
    ProjectedLbfgs.Minimum minimum =
        ProjectedLbfgs.minimise(
            ProjectedLbfgsTest::rosenbrock,
            new double[] {-5, -5},
            new double[] {5, 5},
            new double[] {-1.2, 1.0},
            EFFORT);
    assertThat(minimum.converged()).isTrue();
    assertThat(minimum.point()[0]).isCloseTo(1.0, within(1e-6));
    assertThat(minimum.point()[1]).isCloseTo(1.0, within(1e-6));
  }

  @Test
  void aBoundThatCutsTheValleyHoldsTheMinimum() {
    ProjectedLbfgs.Minimum minimum =
        ProjectedLbfgs.minimise(
            ProjectedLbfgsTest::rosenbrock,
            new double[] {-5, -5},
            new double[] {0.5, 5},
            new double[] {-1.2, 1.0},
            EFFORT);
    assertThat(minimum.converged()).isTrue();
    assertThat(minimum.point()[0]).isEqualTo(0.5);
    assertThat(minimum.point()[1]).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void noPointOutsideTheBoxIsEverEvaluated() {
    double[] low = {-1.5, -0.5};
    double[] high = {0.8, 2.0};
    ProjectedLbfgs.minimise(
        (x, gradient) -> {
          for (int i = 0; i < 2; i++) {
            assertThat(x[i]).isBetween(low[i], high[i]);
          }
          return rosenbrock(x, gradient);
        },
        low,
        high,
        new double[] {9.0, -9.0},
        EFFORT);
  }

  @Test
  void aSearchCutShortSaysThatItDidNotConverge() {
    ProjectedLbfgs.Minimum minimum =
        ProjectedLbfgs.minimise(
            ProjectedLbfgsTest::rosenbrock,
            new double[] {-5, -5},
            new double[] {5, 5},
            new double[] {-1.2, 1.0},
            new ProjectedLbfgs.Effort(3, 1e-8));
    assertThat(minimum.converged()).isFalse();
    assertThat(minimum.value()).isLessThan(rosenbrock(new double[] {-1.2, 1.0}, new double[2]));
  }
}
