package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdvisorTest {
  private static Problem randomProblem(SplittableRandom random, int initial) {
    List<Variable> variables = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int count = 2 + random.nextInt(4);
    for (int v = 0; v < count; v++) {
      String name = "x" + v;
      names.add(name);
      double low = 10.0 * random.nextDouble() - 5.0;
      double high = low + 0.5 + 10.0 * random.nextDouble();
      variables.add(
          switch (v == 0 ? 0 : random.nextInt(4)) {
            case 0 -> new Variable.Continuous(name, "", low, high, false);
            case 1 -> new Variable.Continuous(name, "", 0.01, 1.0 + random.nextInt(100), true);
            case 2 -> new Variable.Stepped(name, "", low, high, (high - low) / 7.3, false);
            default -> new Variable.Stepped(name, "", 1.0, 9.0, 1.0, true);
          });
    }
    variables.add(new Variable.Choice("solvent", "", List.of("a", "b", "c")));
    names.add("solvent");
    List<Relation> constraints = new ArrayList<>();
    // Both hold in the middle of the box, so that something is allowed.
    double middle = variables.get(0).at(0.5) + variables.get(1).at(0.5);
    constraints.add(Relation.parse("x0 + x1 <= " + (middle + 0.1), names));
    double square = Math.pow(variables.get(0).at(0.5), 2);
    constraints.add(Relation.parse("x0^2 >= " + (square - 0.1), names));
    return new Problem(
        "random",
        variables,
        constraints,
        List.of(new Output("y", "", OptionalDouble.empty())),
        List.of(new Goal("y", new Formula.Name(names.size()), Goal.Aim.MINIMISE, 0, Double.NaN)),
        initial);
  }

  private static void requireKept(Problem problem, double[] values, long seed) {
    for (int v = 0; v < values.length; v++) {
      assertThat(problem.variables().get(v).allows(values[v]))
          .as("seed %s, %s = %s", seed, problem.variables().get(v), values[v])
          .isTrue();
    }
    for (Relation relation : problem.constraints()) {
      assertThat(relation.excess(values)).as("seed %s, %s", seed, relation.text()).isZero();
    }
  }

  @Test
  void tenThousandSpreadPointsKeepEveryBoundAndConstraint() {
    for (long seed = 0; seed < 100; seed++) {
      Problem problem = randomProblem(new SplittableRandom(seed), 100);
      Domain domain = new Domain(problem);
      for (double[] places : domain.spread(100, seed)) {
        requireKept(problem, domain.values(places), seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void proposalsKeepEveryBoundAndConstraintAndAreNew(long seed) {
    Problem problem = randomProblem(new SplittableRandom(seed), 4);
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      double[] values = new Advisor(problem).suggest(told, 1, seed).getFirst().values();
      requireKept(problem, values, seed);
      assertThat(told).noneMatch(run -> Arrays.equals(run.values(), values));
      // Low values at the edge of what is allowed pull the search there.
      double[] output = {values[0] - values[1]};
      told.add(new Told(values, output, i % 4 == 3 ? Told.State.FAILED : Told.State.MEASURED));
    }
  }

  @Test
  void anEqualityIsKept() {
    List<String> names = List.of("a", "b", "c", "y");
    Problem problem =
        new Problem(
            "mixture",
            List.of(
                new Variable.Continuous("a", "", 0, 1, false),
                new Variable.Continuous("b", "", 0, 1, false),
                new Variable.Continuous("c", "", 0, 0.3, false)),
            List.of(Relation.parse("a + b + c == 1", names)),
            List.of(new Output("y", "", OptionalDouble.of(0.0))),
            List.of(new Goal("y", new Formula.Name(3), Goal.Aim.MAXIMISE, 0, Double.NaN)),
            4);
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      double[] x = new Advisor(problem).suggest(told, 1, 5).getFirst().values();
      assertThat(Math.abs(x[0] + x[1] + x[2] - 1.0)).isLessThan(1e-9);
      assertThat(x[2]).isBetween(0.0, 0.3);
      told.add(new Told(x, new double[] {-(x[0] - 0.4) * (x[0] - 0.4)}, Told.State.MEASURED));
    }
    assertThat(told.stream().mapToDouble(run -> run.outputs()[0]).max().orElseThrow())
        .isGreaterThan(-1e-3);
  }

  @Test
  void theSameRunsAndSeedGiveTheSameBits() {
    Problem problem = ReferenceProblem.BRANIN.problem(4);
    List<Told> told = runs(problem, 6);
    double[] first = new Advisor(problem).suggest(told, 2, 9).getLast().values();
    assertThat(new Advisor(problem).suggest(told, 2, 9).getLast().values()).isEqualTo(first);
  }

  @Test
  void pointsOfABatchLieApart() {
    Problem problem = ReferenceProblem.BRANIN.problem(4);
    List<Suggestion> batch = new Advisor(problem).suggest(runs(problem, 8), 3, 1);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < i; j++) {
        double[] a = batch.get(i).values();
        double[] b = batch.get(j).values();
        assertThat(Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]))).isGreaterThan(0.05);
      }
    }
  }

  @Test
  void voidedPointsAreNotProposedAgainAndASpaceCanBeExhausted() {
    Problem problem =
        new Problem(
            "small",
            List.of(new Variable.Stepped("n", "", 1, 5, 1, true)),
            List.of(),
            List.of(new Output("y", "", OptionalDouble.empty())),
            List.of(new Goal("y", new Formula.Name(1), Goal.Aim.MINIMISE, 0, Double.NaN)),
            2);
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double[] x = new Advisor(problem).suggest(told, 1, 2).getFirst().values();
      assertThat(told).noneMatch(run -> run.values()[0] == x[0]);
      told.add(
          new Told(x, new double[] {x[0]}, i % 2 == 1 ? Told.State.VOID : Told.State.MEASURED));
    }
    assertThatThrownBy(() -> new Advisor(problem).suggest(told, 1, 2))
        .hasMessageContaining("every allowed point");
  }

  @Test
  void twentyRunsComeNearTheMinimumOfBranin() {
    Problem problem = ReferenceProblem.BRANIN.problem(5);
    List<Told> told = runs(problem, 20);
    double best = told.stream().mapToDouble(run -> run.outputs()[0]).min().orElseThrow();
    assertThat(best - ReferenceProblem.BRANIN.best()).isBetween(0.0, 0.5);
  }

  private static List<Told> runs(Problem problem, int count) {
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] x = new Advisor(problem).suggest(told, 1, 3).getFirst().values();
      told.add(new Told(x, ReferenceProblem.BRANIN.value(x), Told.State.MEASURED));
    }
    return told;
  }
}
