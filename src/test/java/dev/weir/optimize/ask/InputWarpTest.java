package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InputWarpTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "0.3, 1", "2.5, 0.7", "0.5, 3"})
  void itRisesOntoItselfAndItsSlopeIsThatOfDifferences(double a, double b) {
    InputWarp warp = new InputWarp(a, b);
    assertThat(warp.to(0.0)).isZero();
    assertThat(warp.to(1.0)).isEqualTo(1.0);
    assertThat(warp.to(-0.2)).isEqualTo(-0.2);
    double before = 0.0;
    for (double u = 0.05; u < 1.0; u += 0.05) {
      assertThat(warp.to(u)).isGreaterThan(before);
      before = warp.to(u);
      assertThat(warp.slope(u))
          .isCloseTo((warp.to(u + 1e-6) - warp.to(u - 1e-6)) / 2e-6, offset(1e-6));
    }
  }

  private static Problem problem(Variable.Scale scale) {
    List<Variable> variables = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      variables.add(new Variable.Continuous(name, "", 1e-5, 1.0, scale));
    }
    return new Problem(
        "bent",
        variables,
        List.of(),
        List.of(new Output("y", "", OptionalDouble.empty())),
        List.of(new Goal("y", new Formula.Name(2), Goal.Aim.MINIMISE, 0.0, Double.NaN)),
        5);
  }

  /** Everything happens in the lowest hundredth of the ranges. */
  private static double bent(double[] x) {
    double a = Math.log10(x[0]) + 3.0;
    double b = Math.log10(x[1]) + 2.5;
    return a * a + b * b;
  }

  private static double least(Variable.Scale scale, int runs) {
    Advisor advisor = new Advisor(problem(scale));
    List<Told> told = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < runs; i++) {
      double[] x = advisor.suggest(told, 1, 103).getFirst().values();
      least = Math.min(least, bent(x));
      told.add(new Told(x, new double[] {bent(x)}, Told.State.MEASURED));
    }
    return least;
  }

  @Test
  void aBentScaleIsLearnt() {
    double linear = least(Variable.Scale.LINEAR, 20);
    double learnt = least(Variable.Scale.LEARNT, 20);
    double told = least(Variable.Scale.LOGARITHMIC, 20);
    System.out.printf("least of 20: linear %.3f, learnt %.4f, log %.5f%n", linear, learnt, told);
    assertThat(learnt).isLessThan(0.5 * linear);
    assertThat(told).isLessThan(0.01);
  }

  @Test
  void aStraightScaleStays() {
    Problem problem = problem(Variable.Scale.LEARNT);
    Domain domain = new Domain(problem);
    SplittableRandom random = new SplittableRandom(4);
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      double[] x = {random.nextDouble(), random.nextDouble()};
      double y = Math.pow(x[0] - 0.4, 2) + Math.pow(x[1] - 0.6, 2);
      told.add(new Told(x, new double[] {y}, Told.State.MEASURED));
    }
    assertThat(InputWarps.learnt(problem, domain, told)).isSameAs(domain);
  }

  @Test
  void slopesByPlaceHeedTheWarp() {
    Problem problem = problem(Variable.Scale.LEARNT);
    Domain domain =
        new Domain(problem).warped(List.of(new InputWarp(0.4, 1.0), new InputWarp(1.0, 2.0)));
    double[] places = {0.3, 0.6};
    for (int k = 0; k < 2; k++) {
      Acquisition.Slopes slopes = new Acquisition.Slopes(2, 2);
      slopes.byFeature()[0] = 2.0;
      slopes.byFeature()[1] = -3.0;
      double[] up = places.clone();
      double[] down = places.clone();
      up[k] += 1e-6;
      down[k] -= 1e-6;
      double[] higher = domain.features(domain.values(up));
      double[] lower = domain.features(domain.values(down));
      double expected = 2.0 * (higher[0] - lower[0]) - 3.0 * (higher[1] - lower[1]);
      assertThat(domain.slope(k, places, slopes)).isCloseTo(expected / 2e-6, offset(1e-5));
    }
  }

  @Test
  void aSteppedVariableMayHaveALogarithmicScale() {
    Variable.Stepped stepped =
        new Variable.Stepped("n", "", 1.0, 1000.0, 1.0, true, Variable.Scale.LOGARITHMIC);
    SplittableRandom random = new SplittableRandom(6);
    int low = 0;
    for (int i = 0; i < 3000; i++) {
      double value = stepped.at(random.nextDouble());
      assertThat(stepped.allows(value)).isTrue();
      assertThat(stepped.at(stepped.place(value))).as("seed 6").isEqualTo(value);
      low += value <= 30.0 ? 1 : 0;
    }
    // Half of the places lie below the middle of the logarithms, 31.6.
    assertThat(low).as("seed 6").isBetween(1400, 1900);
    assertThat(stepped.at(0.0)).isEqualTo(1.0);
    assertThat(stepped.at(1.0)).isEqualTo(1000.0);
  }
}
