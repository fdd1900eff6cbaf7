package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever the space, no proposal of the acquisition breaks a bound, a grid or a constraint, and
 * none repeats a run. The number of proposals is set by {@code -Dweir.proposals=10000}.
 */
final class ProposalPropertyTest {
  private static final int PROPOSALS = Integer.getInteger("weir.proposals", 120);
  private static final int BATCH = 8;

  /** Bounds, grids, sums, products and choices of every kind, with a point that is allowed. */
  private static Problem problem(SplittableRandom random) {
    List<Variable> variables = new ArrayList<>();
    int count = 2 + random.nextInt(4);
    boolean mixture = random.nextInt(4) == 0;
    for (int v = 0; v < count; v++) {
      String name = "x" + v;
      double low = mixture ? 0.0 : 0.5 + 3.0 * random.nextDouble();
      double high = mixture ? 1.0 : low + 0.5 + 5.0 * random.nextDouble();
      variables.add(
          switch (mixture || v == 0 ? 0 : random.nextInt(4)) {
            case 0 -> new Variable.Continuous(name, "", low, high, false);
            case 1 -> new Variable.Continuous(name, "", low, high, true);
            case 2 -> new Variable.Stepped(name, "", low, high, (high - low) / 9.7, false);
            default -> new Variable.Stepped(name, "", 1.0, 7.0, 1.0, true);
          });
    }
    List<String> names =
        variables.stream().map(Variable::name).collect(Collectors.toCollection(ArrayList::new));
    String sum = String.join(" + ", names);
    List<String> constraints = new ArrayList<>();
    if (mixture) {
      constraints.add(sum + " == 1");
      constraints.add("x0 <= " + (0.3 + 0.5 * random.nextDouble()));
    } else {
      double[] middle = variables.stream().mapToDouble(variable -> variable.at(0.5)).toArray();
      double total = IntStream.range(0, count).mapToDouble(v -> middle[v]).sum();
      constraints.add(sum + " <= " + (total + 0.2));
      constraints.add("x0 * x1 >= " + 0.8 * middle[0] * middle[1]);
      if (random.nextBoolean()) {
        constraints.add(
            "%s <= log(x1) + x0 <= %s"
                .formatted(
                    Math.log(middle[1]) + middle[0] - 1.0, Math.log(middle[1]) + middle[0] + 1.0));
      }
    }
    if (random.nextBoolean()) {
      variables.add(new Variable.Choice("solvent", "", List.of("a", "b", "c")));
      names.add("solvent");
    }
    names.add("y");
    List<Relation> relations =
        constraints.stream().map(text -> Relation.parse(text, names)).toList();
    OptionalDouble noise = random.nextBoolean() ? OptionalDouble.of(0.0) : OptionalDouble.of(0.05);
    String formula = random.nextBoolean() ? "y" : "y + 0.1 * x0";
    return new Problem(
        "random",
        variables,
        relations,
        List.of(new Output("y", "", noise)),
        List.of(new Goal("y", Formula.parse(formula, names), Goal.Aim.MINIMISE, 0.0, Double.NaN)),
        6);
  }

  @Test
  void noProposalBreaksALimitOrRepeatsARun() {
    int proposed = 0;
    for (long seed = 1; proposed < PROPOSALS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Problem problem = problem(random);
      Advisor advisor = new Advisor(problem);
      List<Told> told = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        told.add(measured(problem, advisor.suggest(told, 1, seed).getFirst().values(), i == 4));
      }
      for (Suggestion suggestion : advisor.suggest(told, BATCH, seed)) {
        requireKept(problem, suggestion, told, seed);
        told.add(new Told(suggestion.values(), new double[] {Double.NaN}, Told.State.PENDING));
        proposed++;
      }
    }
  }

  /** The best lies outside of what is allowed, so that limits bind. */
  private static Told measured(Problem problem, double[] values, boolean failed) {
    double y = 0.0;
    for (int v = 0; v < values.length; v++) {
      y += (v % 2 == 0 ? -1.0 : 1.0) * problem.variables().get(v).place(values[v]);
    }
    return new Told(
        values,
        new double[] {failed ? Double.NaN : y},
        failed ? Told.State.FAILED : Told.State.MEASURED);
  }

  private static void requireKept(
      Problem problem, Suggestion suggestion, List<Told> told, long seed) {
    double[] values = suggestion.values();
    assertThat(suggestion.source())
        .as("seed %s", seed)
        .isIn(Suggestion.Source.ACQUISITION, Suggestion.Source.DOUBT);
    for (int v = 0; v < values.length; v++) {
      assertThat(problem.variables().get(v).allows(values[v]))
          .as("seed %s, %s = %s", seed, problem.variables().get(v), values[v])
          .isTrue();
    }
    for (Relation relation : problem.constraints()) {
      assertThat(relation.excess(values)).as("seed %s, %s", seed, relation.text()).isZero();
      for (Formula zero : relation.equality()) {
        assertThat(Math.abs(zero.value(values)))
            .as("seed %s, %s", seed, relation.text())
            .isLessThan(1e-9);
      }
    }
    assertThat(told)
        .as("seed %s", seed)
        .noneMatch(run -> java.util.Arrays.equals(run.values(), values));
  }
}
