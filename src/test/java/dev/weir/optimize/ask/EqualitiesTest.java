package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class EqualitiesTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "y");

  private static Problem problem(List<Variable> variables, String... constraints) {
    List<String> names = new ArrayList<>(NAMES.subList(0, variables.size()));
    names.add("y");
    return new Problem(
        "mixture",
        variables,
        Arrays.stream(constraints).map(text -> Relation.parse(text, names)).toList(),
        List.of(new Output("y", "", OptionalDouble.empty())),
        List.of(
            new Goal("y", new Formula.Name(variables.size()), Goal.Aim.MINIMISE, 0.0, Double.NaN)),
        5);
  }

  private static List<Variable> shares(int count) {
    List<Variable> variables = new ArrayList<>();
    for (String name : NAMES.subList(0, count)) {
      variables.add(new Variable.Continuous(name, "", 0.0, 1.0, false));
    }
    return variables;
  }

  private static List<Variable> grid(int count, double high, double step) {
    List<Variable> variables = new ArrayList<>();
    for (String name : NAMES.subList(0, count)) {
      variables.add(new Variable.Stepped(name, "", 0.0, high, step, false));
    }
    return variables;
  }

  @Test
  void equalitiesThatShareAllVariablesAreSolvedTogether() {
    Problem problem = problem(shares(4), "a + b + c + d == 1", "a + 2 * b + 3 * c + 4 * d == 2");
    Domain domain = new Domain(problem);
    assertThat(domain.places()).isEqualTo(2);
    for (double[] places : domain.spread(50, 3)) {
      double[] x = domain.values(places);
      assertThat(x[0] + x[1] + x[2] + x[3]).isCloseTo(1.0, within());
      assertThat(x[0] + 2 * x[1] + 3 * x[2] + 4 * x[3]).isCloseTo(2.0, within());
      assertThat(domain.isAllowed(x)).isTrue();
    }
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  @Test
  void aMixtureOnAGridIsFoundDownToItsLastPoint() {
    // 21 ways to divide five parts among three; the best is found and none comes twice.
    Problem problem = problem(grid(3, 5.0, 1.0), "a + b + c == 5");
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      double[] x = new Advisor(problem).suggest(told, 1, 4).getFirst().values();
      assertThat(x[0] + x[1] + x[2]).isEqualTo(5.0);
      assertThat(told).noneMatch(run -> Arrays.equals(run.values(), x));
      told.add(new Told(x, new double[] {(x[0] - 2) * (x[0] - 2) + x[1]}, Told.State.MEASURED));
    }
    assertThatThrownBy(() -> new Advisor(problem).suggest(told, 1, 4))
        .hasMessageContaining("every allowed point");
  }

  @Test
  void aSteppedMixtureReachesItsBest() {
    Problem problem = problem(grid(4, 1.0, 0.05), "a + b + c + d == 1");
    List<Told> told = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 22; i++) {
      double[] x = new Advisor(problem).suggest(told, 1, 8).getFirst().values();
      assertThat(x[0] + x[1] + x[2] + x[3]).isCloseTo(1.0, within());
      double y = Math.pow(x[0] - 0.6, 2) + Math.pow(x[1] - 0.25, 2) + 0.5 * x[2] - 0.2 * x[3];
      best = Math.min(best, y);
      told.add(new Told(x, new double[] {y}, Told.State.MEASURED));
    }
    // a = 0.55, b = 0.2, d = 0.25 by trying all 1771 points.
    assertThat(best).isLessThan(-0.044);
  }

  @Test
  void aVariableIsFixedByAnEqualityAndItsBoundsStay() {
    Problem problem = problem(shares(2), "a == 0.25");
    double[] x = new Advisor(problem).suggest(List.of(), 1, 1).getFirst().values();
    assertThat(x[0]).isEqualTo(0.25);
  }

  @Test
  void aLastPointOfALargeLatticeIsFound() {
    Problem problem = problem(grid(2, 99.0, 1.0), "a * b <= 3");
    Domain domain = new Domain(problem);
    SplittableRandom random = new SplittableRandom(5);
    List<Told> told = new ArrayList<>();
    for (double[] places : domain.left(_ -> false, 1000)) {
      double[] x = domain.values(places);
      if (x[0] != 0.0 || x[1] != 77.0) {
        told.add(new Told(x, new double[] {random.nextDouble()}, Told.State.MEASURED));
      }
    }
    assertThat(new Advisor(problem).suggest(told, 1, 1).getFirst().values())
        .containsExactly(0.0, 77.0);
  }

  @Test
  void whatCannotBeSolvedIsRefusedWithItsText() {
    for (String[] wrong :
        new String[][] {
          {"a^2 + b^2 == 1"},
          {"a + b == 1", "a + b == 2"},
          {"a + b == 1", "2 * a + 2 * b == 2"},
          {"a == 0.1", "b == 0.2"}
        }) {
      assertThatThrownBy(() -> new Domain(problem(shares(2), wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong[0])
          .hasMessageContaining("linear in a variable of its own");
    }
  }
}
