package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangeOverTest {
  private static final List<Variable> VARIABLES =
      List.of(
          new Variable.Continuous("temperature", "°C", 20.0, 100.0, false),
          new Variable.Choice("solvent", "", List.of("a", "b", "c")));
  private static final ChangeOver COSTS = new ChangeOver(2.0, List.of(0.1, 5.0));

  @Test
  void aRunCostsItselfAndItsChanges() {
    assertThat(COSTS.cost(VARIABLES, new double[] {60, 0}, new double[] {80, 2}))
        .isCloseTo(2.0 + 0.1 * 20.0 + 5.0, within(1e-12));
  }

  @Test
  void aBatchGoesThroughASolventBeforeItIsChanged() {
    List<double[]> points =
        List.of(
            new double[] {90, 1}, new double[] {30, 0}, new double[] {40, 1}, new double[] {50, 0});
    assertThat(COSTS.order(VARIABLES, new double[] {55, 0}, points)).containsExactly(3, 1, 2, 0);
  }

  @Test
  void manyPointsAreOrderedToo() {
    List<double[]> points =
        java.util.stream.IntStream.range(0, 9)
            .mapToObj(i -> new double[] {20.0 + 7.0 * ((i * 4) % 9), 0})
            .toList();
    List<Integer> order = COSTS.order(VARIABLES, new double[] {20, 0}, points);
    for (int i = 1; i < 9; i++) {
      assertThat(points.get(order.get(i))[0]).isGreaterThan(points.get(order.get(i - 1))[0]);
    }
  }
}
