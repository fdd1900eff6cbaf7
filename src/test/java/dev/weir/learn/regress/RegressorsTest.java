package dev.weir.learn.regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RegressorsTest {
  private static final long SEED = 7;

  @ParameterizedTest
  @EnumSource(RegressorKind.class)
  void everyKindLearnsASmoothFunction(RegressorKind kind) {
    Samples samples = samples(60, 0.05);
    Regressor regressor = Tuning.tune(kind, samples, SEED).regressor();
    double squares = 0.0;
    Samples others = samples(40, 0.0);
    for (int i = 0; i < others.size(); i++) {
      double error = regressor.at(others.inputs().get(i)).mean() - others.outputs()[i];
      squares += error * error / others.size();
    }
    assertThat(Math.sqrt(squares)).as("seed " + SEED).isLessThan(0.45);
  }

  @ParameterizedTest
  @EnumSource(RegressorKind.class)
  void theSameSeedGivesTheSamePrediction(RegressorKind kind) {
    Samples samples = samples(30, 0.1);
    double[] point = {0.3, -0.2, 0.5};
    assertThat(Tuning.tune(kind, samples, SEED).regressor().at(point))
        .isEqualTo(Tuning.tune(kind, samples, SEED).regressor().at(point));
  }

  @Test
  void partialLeastSquaresWithAllComponentsIsLeastSquares() {
    Samples samples = samples(25, 0.3);
    Regressor pls = new PartialLeastSquares(3, PartialLeastSquares.Terms.LINEAR).fit(samples, SEED);
    OLSMultipleLinearRegression ols = new OLSMultipleLinearRegression();
    ols.newSampleData(samples.outputs(), samples.inputs().toArray(double[][]::new));
    double[] beta = ols.estimateRegressionParameters();
    for (double[] input : samples.inputs()) {
      double expected = beta[0] + beta[1] * input[0] + beta[2] * input[1] + beta[3] * input[2];
      assertThat(pls.at(input).mean()).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void partialLeastSquaresAgreesWithAnExampleWorkedByHand() {
    // x1 = (-1, 0, 1), x2 = (0, 0, 0) + (-1, 2, -1), y = (-1, 0, 1): X'y = (2, 0), so w = (1, 0),
    // t = x1, q = y't / t't = 1; one component predicts y from x1 alone, exactly.
    Samples samples =
        new Samples(
            List.of(new double[] {-1, -1}, new double[] {0, 2}, new double[] {1, -1}),
            new double[] {-1, 0, 1});
    Regressor pls = new PartialLeastSquares(1, PartialLeastSquares.Terms.LINEAR).fit(samples, SEED);
    assertThat(pls.at(new double[] {0.5, 9.0}).mean()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aHeldOutFoldDoesNotChangeTheScaling() {
    Samples samples = samples(20, 0.1);
    Samples without = samples.choose(Tuning.without(20, new int[] {19}));
    List<double[]> inputs = new ArrayList<>(samples.inputs());
    inputs.set(19, new double[] {1e6, 1e6, 1e6});
    Samples spoilt =
        new Samples(inputs, samples.outputs()).choose(Tuning.without(20, new int[] {19}));
    double[] point = {0.1, 0.1, 0.1};
    Method method = new NuSvr(10.0, 0.5, 0.3);
    assertThat(Tuning.fit(method, spoilt, SEED).at(point))
        .isEqualTo(Tuning.fit(method, without, SEED).at(point));
  }

  @Test
  void constantAndRepeatedFeaturesAreLeftOut() {
    Samples samples =
        new Samples(
            List.of(new double[] {1, 5, -2}, new double[] {2, 5, -4}, new double[] {4, 5, -8}),
            new double[] {1, 2, 3});
    assertThat(Scaling.of(samples).features()).isEqualTo(1);
  }

  private static Samples samples(int size, double noise) {
    SplittableRandom random = new SplittableRandom(SEED + size);
    List<double[]> inputs = new ArrayList<>();
    double[] outputs = new double[size];
    for (int i = 0; i < size; i++) {
      double[] x = {2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1, random.nextDouble()};
      inputs.add(x);
      outputs[i] = 1.0 + 2.0 * x[0] + Math.sin(2.0 * x[1]) + noise * (random.nextDouble() - 0.5);
    }
    return new Samples(inputs, outputs);
  }
}
