package dev.weir.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GaussianProcessTest {
  private static final double EXACT = 1e-12;

  /** The correlation written out as in Rasmussen and Williams (2006), equation 4.17. */
  private static double matern(double distance, double lengthScale) {
    double r = Math.abs(distance) / lengthScale;
    return (1.0 + Math.sqrt(5.0) * r + 5.0 * r * r / 3.0) * Math.exp(-Math.sqrt(5.0) * r);
  }

  private static TrainingSet wavy(int size, int dimensions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> inputs = new ArrayList<>();
    double[] outputs = new double[size];
    for (int i = 0; i < size; i++) {
      double[] point = random.doubles(dimensions).toArray();
      inputs.add(point);
      outputs[i] = wave(point) + 0.05 * (random.nextDouble() - 0.5);
    }
    return TrainingSet.of(inputs, outputs);
  }

  private static double wave(double[] point) {
    double value = 3.0;
    for (int k = 0; k < point.length; k++) {
      value += Math.sin((4.0 - k) * point[k]);
    }
    return value;
  }

  private static double[] known(TrainingSet data, double variance) {
    return known(new double[data.size()], variance);
  }

  private static double[] known(double[] outputs, double variance) {
    double[] known = new double[outputs.length];
    Arrays.fill(known, variance);
    return known;
  }

  @Test
  void onePointAgreesWithTheClosedForm() {
    TrainingSet data = TrainingSet.of(List.of(new double[] {0.2}), new double[] {1.7});
    GaussianProcess process =
        GaussianProcess.conditionRaw(data, new Hyperparameters(List.of(0.5), 0.04));
    double k = matern(0.4, 0.5);
    GaussianProcess.Posterior posterior = process.posterior(new double[] {0.6});
    assertThat(posterior.mean()).isCloseTo(k * 1.7 / 1.04, within(EXACT));
    assertThat(posterior.variance()).isCloseTo(1.0 - k * k / 1.04, within(EXACT));
    assertThat(process.logMarginalLikelihood())
        .isCloseTo(
            -0.5 * (1.7 * 1.7 / 1.04 + Math.log(1.04) + Math.log(2.0 * Math.PI)), within(EXACT));
  }

  @Test
  void twoPointsWithTheirOwnNoiseAgreeWithTheClosedForm() {
    TrainingSet data =
        TrainingSet.of(List.of(new double[] {0.1}, new double[] {0.7}), new double[] {-0.3, 0.9})
            .withNoise(new double[] {0.01, 0.09}, new double[2]);
    GaussianProcess process =
        GaussianProcess.conditionRaw(data, new Hyperparameters(List.of(0.8), 0.0));
    double a = 1.01;
    double c = 1.09;
    double b = matern(0.6, 0.8);
    double determinant = a * c - b * b;
    double k1 = matern(0.3, 0.8);
    double k2 = matern(0.3, 0.8);
    double alpha1 = (c * -0.3 - b * 0.9) / determinant;
    double alpha2 = (-b * -0.3 + a * 0.9) / determinant;
    GaussianProcess.Posterior posterior = process.posterior(new double[] {0.4});
    assertThat(posterior.mean()).isCloseTo(k1 * alpha1 + k2 * alpha2, within(EXACT));
    assertThat(posterior.variance())
        .isCloseTo(
            1.0 - (c * k1 * k1 - 2.0 * b * k1 * k2 + a * k2 * k2) / determinant, within(EXACT));
    assertThat(process.logMarginalLikelihood())
        .isCloseTo(
            -0.5 * (-0.3 * alpha1 + 0.9 * alpha2)
                - 0.5 * Math.log(determinant)
                - Math.log(2.0 * Math.PI),
            within(EXACT));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void gradientsAgreeWithFiniteDifferences(long seed) {
    TrainingSet inferred = wavy(12, 3, seed);
    double[] ones = new double[12];
    Arrays.fill(ones, 0.7);
    for (TrainingSet data :
        List.of(
            inferred,
            inferred.withNoise(known(inferred, 0.02), ones),
            inferred.withNoise(known(inferred, 0.02), new double[12]))) {
      requireGradient(
          new Evidence(data, Standardisation.of(data)), data.infersNoise() ? 4 : 3, seed);
      for (Kernel kernel : Kernel.values()) {
        requireGradient(
            new Evidence(data, Standardisation.of(data), Prior.standard(3), kernel, 1.5),
            data.infersNoise() ? 5 : 4,
            seed);
      }
    }
  }

  private static void requireGradient(ProjectedLbfgs.Function evidence, int parameters, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] at = random.doubles(parameters, -2.0, 0.5).toArray();
    double[] gradient = new double[parameters];
    evidence.value(at, gradient);
    for (int k = 0; k < parameters; k++) {
      double step = 1e-5;
      double[] up = at.clone();
      double[] down = at.clone();
      up[k] += step;
      down[k] -= step;
      double[] scratch = new double[parameters];
      double slope = (evidence.value(up, scratch) - evidence.value(down, scratch)) / (2.0 * step);
      assertThat(gradient[k])
          .as("seed %s, parameter %s", seed, k)
          .isCloseTo(slope, within(1e-6 * Math.max(1.0, Math.abs(slope))));
    }
  }

  @Test
  void theEvidenceIsTheProcessesOwnLikelihood() {
    TrainingSet data = wavy(9, 2, 11);
    double[] logarithms = {Math.log(0.4), Math.log(0.9), Math.log(0.01)};
    assertThat(
            new Evidence(data, Standardisation.of(data)).logLikelihood(logarithms, new double[3]))
        .isCloseTo(
            GaussianProcess.condition(data, new Hyperparameters(List.of(0.4, 0.9), 0.01))
                .logMarginalLikelihood(),
            within(1e-9));
  }

  @Test
  void leavingOneOutInClosedFormEqualsLeavingItOut() {
    TrainingSet data = wavy(10, 2, 21).minusPriorMean(known(wavy(10, 2, 21), 2.5));
    Hyperparameters hyperparameters = new Hyperparameters(List.of(0.5, 0.7), 0.02);
    List<GaussianProcess.LeftOut> all =
        GaussianProcess.conditionRaw(data, hyperparameters).leaveOneOut();
    for (int out = 0; out < data.size(); out++) {
      List<double[]> inputs = new ArrayList<>();
      List<Double> outputs = new ArrayList<>();
      for (int i = 0; i < data.size(); i++) {
        if (i != out) {
          inputs.add(data.input(i));
          outputs.add(data.output(i));
        }
      }
      GaussianProcess.Posterior others =
          GaussianProcess.conditionRaw(
                  TrainingSet.of(
                      inputs, outputs.stream().mapToDouble(Double::doubleValue).toArray()),
                  hyperparameters)
              .posterior(data.input(out));
      double variance = others.variance() + 0.02;
      double residual = data.output(out) - others.mean();
      assertThat(all.get(out).mean()).isCloseTo(others.mean(), within(1e-9));
      assertThat(all.get(out).variance()).isCloseTo(variance, within(1e-9));
      assertThat(all.get(out).logDensity())
          .isCloseTo(
              -0.5 * (residual * residual / variance + Math.log(2.0 * Math.PI * variance)),
              within(1e-8));
    }
  }

  @Test
  void fittingFindsASmoothFunctionUnderItsNoise() {
    TrainingSet data = wavy(40, 3, 5);
    GaussianProcess process = GaussianProcess.fit(data);
    SplittableRandom random = new SplittableRandom(6);
    double squares = 0.0;
    int within2 = 0;
    for (int i = 0; i < 200; i++) {
      double[] point = random.doubles(3).toArray();
      GaussianProcess.Posterior posterior = process.posterior(point);
      double error = posterior.mean() - wave(point);
      squares += error * error / 200.0;
      within2 += Math.abs(error) <= 2.0 * posterior.standardDeviation() ? 1 : 0;
    }
    assertThat(Math.sqrt(squares)).isLessThan(0.1);
    assertThat(within2).isGreaterThan(180);
  }

  @Test
  void fittingIsAtLeastAsProbableAsItsStart() {
    TrainingSet data = wavy(20, 2, 8);
    Evidence evidence = new Evidence(data, Standardisation.of(data));
    Hyperparameters found = GaussianProcess.fit(data).hyperparameters();
    double[] logarithms = {
      Math.log(found.lengthScales().get(0)),
      Math.log(found.lengthScales().get(1)),
      Math.log(found.noiseVariance())
    };
    double[] gradient = new double[3];
    double value = evidence.value(logarithms, gradient);
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 200; i++) {
      double[] other = random.doubles(3, -3.5, 2.0).toArray();
      assertThat(evidence.value(other, new double[3])).isGreaterThanOrEqualTo(value - 1e-6);
    }
  }

  @Test
  void theSameDataGiveTheSameBits() {
    GaussianProcess one = GaussianProcess.fit(wavy(15, 3, 3));
    GaussianProcess other = GaussianProcess.fit(wavy(15, 3, 3));
    assertThat(other.hyperparameters()).isEqualTo(one.hyperparameters());
    double[] point = {0.3, 0.3, 0.3};
    assertThat(other.posterior(point)).isEqualTo(one.posterior(point));
  }

  @Test
  void repeatedPointsWithoutNoiseDoNotBreakIt() {
    TrainingSet data =
        TrainingSet.of(
                List.of(new double[] {0.5}, new double[] {0.5}, new double[] {0.9}),
                new double[] {1.0, 1.0, 2.0})
            .withNoise(new double[3], new double[3]);
    assertThat(GaussianProcess.fit(data).posterior(new double[] {0.5}).mean())
        .isCloseTo(1.0, within(1e-3));
  }

  @Test
  void outputsThatDoNotDifferArePredictedAsTheyAre() {
    TrainingSet data =
        TrainingSet.of(List.of(new double[] {0.2}, new double[] {0.8}), new double[] {4.0, 4.0});
    assertThat(GaussianProcess.fit(data).posterior(new double[] {0.4}).mean())
        .isCloseTo(4.0, within(1e-9));
  }

  @Test
  void farFromTheDataADifferenceFromThePriorMeanVanishes() {
    TrainingSet data =
        TrainingSet.of(List.of(new double[] {0.0}, new double[] {0.1}), new double[] {5.0, 5.5})
            .minusPriorMean(new double[] {4.0, 4.2});
    GaussianProcess process =
        GaussianProcess.condition(data, new Hyperparameters(List.of(0.1), 1e-4));
    assertThat(process.posterior(new double[] {0.1}).mean()).isCloseTo(1.3, within(0.01));
    assertThat(process.posterior(new double[] {3.0}).mean()).isCloseTo(0.0, within(1e-9));
  }

  @Test
  void jointSamplesHaveThePosteriorsMeanAndCovariance() {
    TrainingSet data = wavy(6, 1, 2);
    GaussianProcess process =
        GaussianProcess.condition(data, new Hyperparameters(List.of(0.2), 0.01));
    List<double[]> points = List.of(new double[] {0.05}, new double[] {0.5}, new double[] {0.55});
    List<double[]> draws =
        process.jointSamples(
            points,
            List.of(
                new double[3],
                new double[] {1, 0, 0},
                new double[] {0, 1, 0},
                new double[] {0, 0, 1}));
    double scale = process.standardisation().scale();
    for (int p = 0; p < 3; p++) {
      GaussianProcess.Posterior posterior = process.posterior(points.get(p));
      assertThat(draws.getFirst()[p]).isCloseTo(posterior.mean(), within(EXACT));
      double variance = 0.0;
      for (int k = 1; k <= 3; k++) {
        double column = draws.get(k)[p] - draws.getFirst()[p];
        variance += column * column;
      }
      assertThat(variance).isCloseTo(posterior.variance(), within(2e-8 * scale * scale));
    }
    double shared = 0.0;
    for (int k = 1; k <= 3; k++) {
      shared += (draws.get(k)[1] - draws.getFirst()[1]) * (draws.get(k)[2] - draws.getFirst()[2]);
    }
    assertThat(shared).isPositive();
  }

  @Test
  void drawsOfTheFunctionHaveThePosteriorsMomentsAndMeetTheirValuesAtTheData() {
    TrainingSet data = wavy(8, 2, 4);
    GaussianProcess process =
        GaussianProcess.condition(data, new Hyperparameters(List.of(0.4, 0.6), 0.05));
    int count = 20_000;
    List<double[]> normals = StandardNormals.opposites(count, 8, 77);
    FunctionDraws draws = process.draws(normals);
    double[] residuals = StandardNormals.spread(count, 1, 78).getFirst();
    double[] point = {0.35, 0.8};
    GaussianProcess.Posterior posterior = process.posterior(point);
    double[] values = draws.at(point, residuals);
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(posterior.mean(), within(0.02 * posterior.standardDeviation()));
    assertThat(variance).isCloseTo(posterior.variance(), within(0.04 * posterior.variance()));
    List<double[]> joint = process.jointSamples(process.trainingInputs(), normals);
    double[] atData = draws.at(data.input(3), residuals);
    for (int s = 0; s < 50; s++) {
      assertThat(atData[s]).isCloseTo(joint.get(s)[3], within(1e-3));
    }
  }

  @Test
  void noLengthScaleNoiseOrRepetitionBreaksTheDraws() {
    for (double lengthScale : new double[] {0.03, 1.0, 100.0}) {
      for (double variance : new double[] {0.0, 1e-14, 1e-6, 1e-2}) {
        TrainingSet once = wavy(50, 2, 31);
        List<double[]> inputs = new ArrayList<>();
        double[] outputs = new double[100];
        for (int i = 0; i < 100; i++) {
          inputs.add(once.input(i / 2));
          outputs[i] = once.output(i / 2);
        }
        TrainingSet twice =
            TrainingSet.of(inputs, outputs).withNoise(known(outputs, variance), new double[100]);
        GaussianProcess process =
            GaussianProcess.condition(
                twice, new Hyperparameters(List.of(lengthScale, lengthScale), 0.0));
        FunctionDraws draws = process.draws(StandardNormals.opposites(16, 100, 5));
        double[] point = {0.41, 0.52};
        GaussianProcess.Posterior posterior = process.posterior(point);
        double[] values = draws.at(point, new double[16]);
        double mean = Arrays.stream(values).average().orElseThrow();
        assertThat(values).doesNotContain(Double.NaN);
        if (variance < 1e-6) {
          continue; // Noise that is not admitted makes the mean itself depend on the jitter.
        }
        assertThat(mean)
            .as("length scale %s, variance %s", lengthScale, variance)
            .isCloseTo(posterior.mean(), within(0.05));
        assertThat(Arrays.stream(values).max().orElseThrow() - mean)
            .as("length scale %s, variance %s", lengthScale, variance)
            .isLessThan(5.0 * posterior.standardDeviation() + 0.01);
      }
    }
  }

  @Test
  void dataThatAreNotNumbersAreRefused() {
    assertThatThrownBy(() -> TrainingSet.of(List.of(new double[] {Double.NaN}), new double[] {1.0}))
        .hasMessageContaining("input must be finite, was NaN");
    assertThatThrownBy(
            () ->
                TrainingSet.of(List.of(new double[] {0.1}), new double[] {1.0})
                    .withNoise(new double[] {-1.0}, new double[1]))
        .hasMessageContaining("known variance must not be negative, was -1.0");
  }
}
