package dev.weir.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.CopolymerComposition;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.ConversionPredictor;
import dev.weir.learn.GaussianProcess.Posterior;
import dev.weir.learn.KineticCoordinates;
import dev.weir.learn.Prediction;
import dev.weir.learn.Predictor;
import dev.weir.learn.StandInPlant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

final class ExpectedImprovementTest {
  private static final Objective OBJECTIVE =
      new Objective(new CopolymerComposition(0.5), 0.02, 0.9);
  private static final int DRAWS = 4000;

  /**
   * Predicts X1 = X2, normal with a mean of a hundredth of the minutes and a standard deviation of
   * a thousandth of the °C.
   */
  private static Prediction normal(Conditions conditions) {
    NormalDistribution unit = new NormalDistribution();
    double[] draws = new double[DRAWS];
    for (int s = 0; s < DRAWS; s++) {
      draws[s] =
          conditions.residenceTime().minutes() / 100.0
              + conditions.temperature().celsius()
                  / 1000.0
                  * unit.inverseCumulativeProbability((s + 0.5) / DRAWS);
    }
    return Prediction.of(draws, draws.clone(), conditions.feedComposition().value());
  }

  private static final Conditions KNOWN = StandInPlant.conditions(0.5, 60.0, 0.0);

  @Test
  void aLinearLossGivesTheClosedFormOfANormalOutcome() {
    ExpectedImprovement improvement =
        new ExpectedImprovement(ExpectedImprovementTest::normal, OBJECTIVE, List.of(KNOWN));
    assertThat(improvement.incumbentLoss()).isCloseTo(0.3, within(1e-9));
    NormalDistribution unit = new NormalDistribution();
    for (double mean : new double[] {0.45, 0.58, 0.62}) {
      double z = (mean - 0.6) / 0.05;
      double closed = 0.05 * (unit.density(z) + z * unit.cumulativeProbability(z));
      assertThat(improvement.value(StandInPlant.conditions(0.5, 100.0 * mean, 50.0)))
          .as("mean conversion %s mol/mol", mean)
          .isCloseTo(closed, within(2e-5));
    }
  }

  @Test
  void aCertainGainIsAllExploitationAndAHopefulLossAllExploration() {
    ExpectedImprovement improvement =
        new ExpectedImprovement(ExpectedImprovementTest::normal, OBJECTIVE, List.of(KNOWN));
    assertThat(improvement.explorationShare(StandInPlant.conditions(0.5, 70.0, 1.0)))
        .isCloseTo(0.0, within(1e-6));
    assertThat(improvement.explorationShare(StandInPlant.conditions(0.5, 55.0, 50.0)))
        .isEqualTo(1.0);
  }

  @Test
  void hopelessPointsStillHaveAnOrder() {
    ExpectedImprovement improvement =
        new ExpectedImprovement(ExpectedImprovementTest::normal, OBJECTIVE, List.of(KNOWN));
    double near = improvement.logValue(StandInPlant.conditions(0.5, 30.0, 1.0));
    double far = improvement.logValue(StandInPlant.conditions(0.5, 1.0, 1.0));
    assertThat(improvement.value(StandInPlant.conditions(0.5, 30.0, 1.0))).isZero();
    assertThat(near).isFinite().isNegative();
    assertThat(far).isFinite().isLessThan(near);
  }

  @Test
  void theLogarithmAgreesWithTheValueWhereTheGainIsLarge() {
    ExpectedImprovement improvement =
        new ExpectedImprovement(ExpectedImprovementTest::normal, OBJECTIVE, List.of(KNOWN));
    Conditions good = StandInPlant.conditions(0.5, 75.0, 20.0);
    assertThat(Math.exp(improvement.logValue(good)))
        .isCloseTo(improvement.value(good), within(1e-4));
  }

  @Test
  void theIncumbentIsTheBestExpectedRunNotTheLuckiestMeasured() {
    Conditions steady = StandInPlant.conditions(0.5, 62.0, 1.0);
    Conditions doubtful = StandInPlant.conditions(0.5, 60.0, 90.0);
    ExpectedImprovement improvement =
        new ExpectedImprovement(
            ExpectedImprovementTest::normal, OBJECTIVE, List.of(doubtful, steady));
    assertThat(improvement.incumbent()).isEqualTo(1);
  }

  /**
   * The whole chain against a sum over a fine grid of the two latent values; the runs are all but
   * free of noise.
   */
  @Test
  void learntConversionsGiveTheIntegralOverTheirTwoDistributions() {
    SplittableRandom random = new SplittableRandom(5);
    StandInPlant plant = new StandInPlant(0.0, 1e-5, 5);
    List<Observation> runs = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      runs.add(
          plant.run(
              i,
              StandInPlant.conditions(
                  random.nextDouble(0.2, 0.8),
                  random.nextDouble(5, 60),
                  random.nextDouble(60, 100))));
    }
    List<Conditions> earlier = runs.stream().map(Observation::achieved).toList();
    KineticCoordinates coordinates = KineticCoordinates.spannedBy(earlier);
    ConversionPredictor predictor = ConversionPredictor.fit(runs, coordinates, 1);
    Objective objective = new Objective(new CopolymerComposition(0.6), 0.02, 0.5);
    ExpectedImprovement improvement = new ExpectedImprovement(predictor, objective, earlier);
    double best =
        runs.stream().mapToDouble(run -> objective.loss(run.outcome())).min().orElseThrow();
    assertThat(improvement.incumbentLoss()).isCloseTo(best, within(1e-3));
    for (int i = 0; i < 10; i++) {
      Conditions at =
          StandInPlant.conditions(
              random.nextDouble(0.4, 0.8), random.nextDouble(20, 60), random.nextDouble(70, 90));
      double[] point = coordinates.of(at);
      double integral =
          integral(
              predictor.rate().posterior(point),
              predictor.selectivity().posterior(point),
              at.feedComposition().value(),
              objective,
              best);
      assertThat(improvement.value(at))
          .as("point %s: %s", i, at)
          .isCloseTo(integral, within(0.05 * integral + 1e-3));
    }
  }

  private static double integral(
      Posterior rates, Posterior selectivities, double f10, Objective objective, double best) {
    int cells = 200;
    NormalDistribution unit = new NormalDistribution();
    double[] quantiles = new double[cells];
    for (int i = 0; i < cells; i++) {
      quantiles[i] = unit.inverseCumulativeProbability((i + 0.5) / cells);
    }
    double sum = 0.0;
    for (double z1 : quantiles) {
      double rate = rates.mean() + rates.standardDeviation() * z1;
      for (double z2 : quantiles) {
        double half = 0.5 * (selectivities.mean() + selectivities.standardDeviation() * z2);
        double x1 = 1.0 - Math.exp(-Math.exp(rate + half));
        double x2 = 1.0 - Math.exp(-Math.exp(rate - half));
        double x = f10 * x1 + (1.0 - f10) * x2;
        sum += Math.max(0.0, best - objective.loss(f10 * x1 / x, x));
      }
    }
    return sum / (cells * cells);
  }

  @Test
  void theSameDrawsAreUsedEverywhereSoThatNeighboursDoNotJitter() {
    Predictor predictor = ExpectedImprovementTest::normal;
    ExpectedImprovement improvement = new ExpectedImprovement(predictor, OBJECTIVE, List.of(KNOWN));
    double[] values = new double[50];
    for (int i = 0; i < values.length; i++) {
      values[i] = improvement.logValue(StandInPlant.conditions(0.5, 58.0 + i * 1e-3, 20.0));
    }
    assertThat(Arrays.stream(values).boxed().toList()).isSorted();
  }
}
