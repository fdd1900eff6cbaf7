package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcquisitionTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "p", "q");

  private static Problem problem(String kind, OptionalDouble noise) {
    List<Goal> goals =
        switch (kind) {
          case "least" -> List.of(goal("p", Goal.Aim.MINIMISE, 0.0));
          case "most" -> List.of(goal("p", Goal.Aim.MAXIMISE, 0.0));
          case "target" -> List.of(goal("p", Goal.Aim.TARGET, 0.4));
          case "condition" ->
              List.of(goal("p", Goal.Aim.MINIMISE, 0.0), goal("q", Goal.Aim.AT_LEAST, 0.2));
          case "two" -> List.of(goal("p", Goal.Aim.MINIMISE, 0.0), goal("q", Goal.Aim.MAXIMISE, 0));
          case "formula" ->
              List.of(
                  goal("a * p / (1 + q^2) + exp(-b)", Goal.Aim.MINIMISE, 0.0),
                  goal("q + 0.1 * log(b)", Goal.Aim.AT_MOST, 0.9));
          case "formulas" ->
              List.of(
                  goal("a + p^2 - q", Goal.Aim.MINIMISE, 0.0),
                  goal("max(p, sqrt(c + 1))", Goal.Aim.MAXIMISE, 0.0));
          default -> throw new IllegalArgumentException(kind);
        };
    return new Problem(
        kind,
        List.of(
            new Variable.Continuous("a", "", -1.0, 3.0, false),
            new Variable.Continuous("b", "", 0.1, 10.0, true),
            new Variable.Continuous("c", "", 0.0, 1.0, false)),
        List.of(),
        List.of(new Output("p", "", noise), new Output("q", "", noise)),
        goals,
        4);
  }

  private static Goal goal(String formula, Goal.Aim aim, double value) {
    return new Goal(formula, Formula.parse(formula, NAMES), aim, value, Double.NaN);
  }

  private static List<Told> runs(Problem problem, SplittableRandom random, boolean complicated) {
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      double[] x =
          problem.variables().stream().mapToDouble(v -> v.at(random.nextDouble())).toArray();
      double[] y = {
        Math.sin(x[0]) + 0.3 * Math.log(x[1]) + 0.02 * random.nextGaussian(), x[2] * x[2] - x[0]
      };
      Told.State state =
          complicated && i % 7 == 5
              ? Told.State.PENDING
              : complicated && i % 7 == 6 ? Told.State.FAILED : Told.State.MEASURED;
      told.add(
          new Told(
              x, state == Told.State.MEASURED ? y : new double[] {Double.NaN, Double.NaN}, state));
    }
    return told;
  }

  @ParameterizedTest
  @ValueSource(strings = {"least", "most", "target", "condition", "two", "formula", "formulas"})
  void gradientsAgreeWithDifferences(String kind) {
    long seed = 11;
    for (boolean complicated : new boolean[] {false, true}) {
      for (OptionalDouble noise : List.of(OptionalDouble.of(0.0), OptionalDouble.of(0.05))) {
        SplittableRandom random = new SplittableRandom(seed);
        Problem problem = problem(kind, noise);
        Domain domain = new Domain(problem);
        Acquisition acquisition =
            new Learned(problem, domain, runs(problem, random, complicated), seed).acquisition();
        for (int round = 0; round < 5; round++) {
          requireGradient(kind, domain, acquisition, random.doubles(3, 0.05, 0.95).toArray());
        }
      }
    }
  }

  /**
   * Beside exact runs a variance is a difference of nearly equal numbers. Thousands of standard
   * deviations away from what is wanted, its rounding is more than what a small step changes.
   */
  private static final double ROUNDING_RULES = -1e6;

  private static void requireGradient(
      String kind, Domain domain, Acquisition acquisition, double[] places) {
    Acquisition.Slopes slopes = new Acquisition.Slopes(domain.features(), domain.variables());
    double value = acquisition.logValue(domain.values(places), slopes);
    assertThat(value).isEqualTo(acquisition.logValue(domain.values(places)));
    if (value < ROUNDING_RULES) {
      return;
    }
    double step = 1e-6;
    double[] differences =
        IntStream.range(0, places.length)
            .mapToDouble(
                k -> {
                  double[] up = places.clone();
                  double[] down = places.clone();
                  up[k] += step;
                  down[k] -= step;
                  return (acquisition.logValue(domain.values(up))
                          - acquisition.logValue(domain.values(down)))
                      / (2.0 * step);
                })
            .toArray();
    for (int k = 0; k < places.length; k++) {
      assertThat(domain.slope(k, places, slopes))
          .as("%s, place %s, value %s", kind, k, value)
          .isCloseTo(differences[k], within(1e-3 * (1.0 + Math.abs(differences[k]))));
    }
  }
}
