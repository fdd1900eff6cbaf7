package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.optimize.ask.text.ProblemText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems that are in no bench: published functions in a closed loop, and odd but legal data. */
final class StrangeProblemsTest {
  private static final long SEED = 101;

  private static List<Told> loop(Problem problem, int runs, Function<double[], double[]> measured) {
    List<Told> told = new ArrayList<>();
    Advisor advisor = new Advisor(problem);
    for (int i = 0; i < runs; i++) {
      double[] x = advisor.suggest(told, 1, SEED).getFirst().values();
      assertThat(advisor.allows(x)).isTrue();
      told.add(new Told(x, measured.apply(x), Told.State.MEASURED));
    }
    return told;
  }

  private static Problem problem(String... lines) {
    return ProblemText.parse("space.yaml", String.join("\n", lines));
  }

  private static double least(List<Told> told, ToDoubleFunction<Told> loss) {
    return told.stream().mapToDouble(loss).min().orElseThrow();
  }

  /** Dixon and Szego (1978): least -1.0316 at two of six minima. */
  @Test
  void theSixHumpCamelIsFoundIn25() {
    Problem problem =
        problem(
            "variables: [{name: a, low: -3, high: 3}, {name: b, low: -2, high: 2}]",
            "objective: {output: y, goal: min}",
            "initial: 5");
    List<Told> told =
        loop(
            problem,
            25,
            x -> {
              double a = x[0] * x[0];
              double b = x[1] * x[1];
              return new double[] {(4 - 2.1 * a + a * a / 3) * a + x[0] * x[1] + (4 * b - 4) * b};
            });
    assertThat(least(told, run -> run.outputs()[0])).isLessThan(-1.0);
  }

  /** Gramacy and others, Technometrics 58 (2016) 1: least 0.5998, constraints measured. */
  @Test
  void constraintsThatAreMeasuredAreLearnt() {
    Problem problem =
        problem(
            "variables: [{name: a, low: 0, high: 1}, {name: b, low: 0, high: 1}]",
            "outputs: [{name: y}, {name: c1}, {name: c2}]",
            "objective: {output: y, goal: min}",
            "constraints: [c1 <= 0, c2 <= 0]",
            "initial: 5");
    List<Told> told =
        loop(
            problem,
            22,
            x ->
                new double[] {
                  x[0] + x[1],
                  1.5 - x[0] - 2 * x[1] - 0.5 * Math.sin(2 * Math.PI * (x[0] * x[0] - 2 * x[1])),
                  x[0] * x[0] + x[1] * x[1] - 1.5
                });
    double best =
        least(
            told,
            run ->
                run.outputs()[1] <= 0 && run.outputs()[2] <= 0
                    ? run.outputs()[0]
                    : Double.POSITIVE_INFINITY);
    assertThat(best).isBetween(0.599, 0.61);
  }

  /**
   * Fonseca and Fleming (1995): both losses are 1 nearly everywhere. Largest hypervolume for (1.1,
   * 1.1) with three variables about 0.44 of the unit square plus its margins.
   */
  @Test
  void aFrontThatIsNotSimpleIsFound() {
    Problem problem =
        problem(
            "variables:",
            "  - {name: a, low: -4, high: 4}",
            "  - {name: b, low: -4, high: 4}",
            "objectives:",
            "  - {output: f1, goal: min, reference: 1.1}",
            "  - {output: f2, goal: min, reference: 1.1}",
            "initial: 6");
    Function<double[], double[]> fonseca =
        x -> {
          double s = Math.sqrt(0.5);
          double up = (x[0] - s) * (x[0] - s) + (x[1] - s) * (x[1] - s);
          double down = (x[0] + s) * (x[0] + s) + (x[1] + s) * (x[1] + s);
          return new double[] {1 - Math.exp(-up), 1 - Math.exp(-down)};
        };
    double found = volume(loop(problem, 28, fonseca));
    SplittableRandom random = new SplittableRandom(SEED);
    List<Told> many = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      double[] x = {8 * random.nextDouble() - 4, 8 * random.nextDouble() - 4};
      many.add(new Told(x, fonseca.apply(x), Told.State.MEASURED));
    }
    assertThat(found).as("seed 101").isGreaterThan(0.9 * volume(many));
  }

  private static double volume(List<Told> told) {
    return Hypervolume.of(told.stream().map(Told::outputs).toList(), new double[] {1.1, 1.1});
  }

  @Test
  void numbersOfAllSizesGiveTheSamePoint() {
    double[] first = new double[0];
    for (double unit : new double[] {1.0, 0x1p-50, 0x1p40}) {
      Problem problem =
          problem(
              "variables: [{name: a, low: 0, high: 1}, {name: b, low: 0, high: 1}]",
              "objective: {output: y, goal: min}",
              "initial: 4");
      List<Told> told =
          loop(
              problem,
              7,
              x -> new double[] {unit * (Math.pow(x[0] - 0.3, 2) + Math.pow(x[1] - 0.6, 2))});
      double[] last = told.getLast().values();
      first = first.length == 0 ? last : first;
      assertThat(last).as("unit %s", unit).containsExactly(first, Offsets.SMALL);
    }
  }

  /** How far equal points may differ. */
  private static final class Offsets {
    private static final org.assertj.core.data.Offset<Double> SMALL =
        org.assertj.core.data.Offset.offset(1e-6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"constant", "same place", "contradicting", "huge outlier", "mostly failed"})
  void oddDataStillGiveANewAllowedPoint(String kind) {
    Problem problem =
        problem(
            "variables: [{name: a, low: 0, high: 1}, {name: b, low: 0, high: 1}]",
            "outputs: [{name: y, noise: 0}]",
            "objective: {output: y, goal: min}",
            "initial: 4");
    SplittableRandom random = new SplittableRandom(SEED);
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      boolean isSame = kind.equals("same place") || (kind.equals("contradicting") && i < 6);
      double[] x =
          isSame
              ? new double[] {0.5, 0.5}
              : new double[] {random.nextDouble(), random.nextDouble()};
      double y =
          switch (kind) {
            case "constant" -> 5.0;
            case "huge outlier" -> i == 7 ? 1e300 : x[0];
            default -> i;
          };
      boolean failed = kind.equals("mostly failed") && i % 6 != 0;
      told.add(
          new Told(
              x,
              new double[] {failed ? Double.NaN : y},
              failed ? Told.State.FAILED : Told.State.MEASURED));
    }
    for (Suggestion suggestion : new Advisor(problem).suggest(told, 3, SEED)) {
      assertThat(new Advisor(problem).allows(suggestion.values())).isTrue();
      assertThat(told).noneMatch(run -> Arrays.equals(run.values(), suggestion.values()));
      assertThat(suggestion.logAcquisition()).isNotNaN();
    }
  }

  @Test
  void anObjectiveThatIsNeverANumberIsExploredUntilItIs() {
    Problem problem =
        problem(
            "variables: [{name: a, low: 0, high: 1}, {name: b, low: 0, high: 1}]",
            "outputs: [{name: y}]",
            "objective: {formula: log(y), goal: min}",
            "initial: 3");
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Suggestion next = new Advisor(problem).suggest(told, 1, SEED).getFirst();
      assertThat(next.source()).isEqualTo(Suggestion.Source.INITIAL_DESIGN);
      told.add(new Told(next.values(), new double[] {-1.0 - i}, Told.State.MEASURED));
    }
  }
}
