package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.weir.optimize.ask.text.ProblemText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RampTest {
  /** A narrow valley in the ramped variable whose place is not yet known. */
  private static Problem problem(double cost) {
    return ProblemText.parse(
        "space.yaml",
        """
        variables:
          - {name: f, low: 0.1, high: 0.9}
          - {name: tau, unit: min, low: 5, high: 60, scale: log}
        constraints: [tau * f <= 40]
        outputs: [{name: y, noise: 0.01}]
        objective: {output: y, goal: minimise}
        ramp: {variable: tau, aliquots: 5, cost: %s}
        initial: 5
        """
            .formatted(cost));
  }

  private static List<Told> runs() {
    List<Told> told = new ArrayList<>();
    double[][] settings = {{0.2, 6}, {0.7, 9}, {0.4, 25}, {0.85, 40}, {0.3, 55}, {0.6, 15}};
    for (double[] x : settings) {
      double y = 2.0 * Math.pow(x[0] - 0.5, 2) + Math.pow(Math.log(x[1] / 20.0), 2);
      told.add(new Told(x, new double[] {y}, Told.State.MEASURED));
    }
    return told;
  }

  @Test
  void aCheapRampIsAnsweredAsOneGroupAtEqualOtherVariables() {
    Problem problem = problem(1.0);
    List<Suggestion> answer = new Advisor(problem).suggest(runs(), 1, 3);
    assertThat(answer).hasSize(5);
    for (int a = 0; a < 5; a++) {
      Suggestion point = answer.get(a);
      Ramp.Place place = point.ramp().orElseThrow();
      assertThat(point.source()).isEqualTo(Suggestion.Source.RAMP);
      assertThat(place.aliquot()).isEqualTo(a + 1);
      assertThat(place.gain() / place.cost()).isGreaterThan(place.singleGain());
      assertThat(point.values()[0]).isEqualTo(answer.getFirst().values()[0]);
      assertThat(new Advisor(problem).allows(point.values())).isTrue();
      assertThat(point.reason()).contains("ramp of tau from").contains("min");
    }
    // Evenly spaced on the variable's own, logarithmic, scale.
    double ratio = answer.get(1).values()[1] / answer.get(0).values()[1];
    assertThat(answer.get(4).values()[1] / answer.get(3).values()[1])
        .isCloseTo(ratio, offset(1e-9));
  }

  @Test
  void anExpensiveRampIsNot() {
    List<Suggestion> answer = new Advisor(problem(50.0)).suggest(runs(), 2, 3);
    assertThat(answer).hasSize(2).allMatch(point -> point.ramp().isEmpty());
  }

  @Test
  void theGainOfOnePointIsItsExpectedImprovement() {
    Problem problem = problem(1.0);
    Domain domain = new Domain(problem);
    List<Told> told = runs();
    List<double[]> features = told.stream().map(run -> domain.features(run.values())).toList();
    double[] outputs = told.stream().mapToDouble(run -> run.outputs()[0]).toArray();
    List<Surrogate> surrogates =
        Surrogate.fit(
            List.of(new Surrogate.Measured(features, outputs, OptionalDouble.of(1e-6), Set.of())),
            false,
            Surrogate.Sought.OPTIMUM);
    double best = java.util.Arrays.stream(outputs).min().orElseThrow();
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 10; i++) {
      double[] point = {0.1 + 0.8 * random.nextDouble(), 5.0 + 40.0 * random.nextDouble()};
      double expected = 0.0;
      for (Surrogate.Member member : surrogates.getFirst().members()) {
        var posterior = member.process().posterior(domain.features(point));
        Warp warp = surrogates.getFirst().warp();
        double deviation = warp.scale() * posterior.standardDeviation();
        double z = (best - warp.from(posterior.mean())) / deviation;
        expected += member.weight() * deviation * Gaussian.expectedBelow(z);
      }
      double gain =
          new JointGain(problem, domain, told, surrogates, List.of(point), 4096, 7 + i)
              .of(List.of(0));
      assertThat(gain)
          .as("seed 11, point %d", i)
          .isCloseTo(expected, offset(0.05 * expected + 1e-3));
    }
  }

  @Test
  void whatCannotBeRampedIsRefused() {
    String space =
        """
        variables:
          - {name: a, low: 0, high: 1}
          - {name: b, low: 0, high: 1}
          - {name: c, choices: [x, y, z]}
        constraints: [a + b == 1]
        objective: {output: y, goal: minimise}
        ramp: {variable: %s, aliquots: 3, cost: 2}
        """;
    assertThatThrownBy(() -> ProblemText.parse("space.yaml", space.formatted("a")))
        .hasMessageContaining("cannot be ramped while 'a + b == 1' ties it");
    assertThatThrownBy(() -> ProblemText.parse("space.yaml", space.formatted("c")))
        .hasMessageContaining("a choice cannot be ramped");
    assertThatThrownBy(() -> ProblemText.parse("space.yaml", space.formatted("d")))
        .hasMessageContaining("'d' is no variable");
  }
}
