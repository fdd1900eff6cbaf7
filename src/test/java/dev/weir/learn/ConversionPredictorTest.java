package dev.weir.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversionPredictorTest {
  private static Conditions anywhere(SplittableRandom random) {
    return StandInPlant.conditions(
        random.nextDouble(0.1, 0.9), random.nextDouble(5.0, 60.0), random.nextDouble(60.0, 100.0));
  }

  private static List<Observation> runs(int count, double statedNoise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StandInPlant plant = new StandInPlant(0.01, statedNoise, seed);
    List<Observation> runs = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      runs.add(plant.run(i, anywhere(random)));
    }
    return runs;
  }

  private static ConversionPredictor fit(List<Observation> runs) {
    return ConversionPredictor.fit(
        runs, KineticCoordinates.spannedBy(runs.stream().map(Observation::achieved).toList()), 17);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.0})
  void thirtyRunsPredictConversionAndCompositionOfNewOnes(double statedNoise) {
    ConversionPredictor predictor = fit(runs(30, statedNoise, 41));
    SplittableRandom random = new SplittableRandom(42);
    double conversionSquares = 0.0;
    double compositionSquares = 0.0;
    int covered = 0;
    int compositionCovered = 0;
    for (int i = 0; i < 100; i++) {
      Conditions conditions = anywhere(random);
      Prediction prediction = predictor.predict(conditions);
      Outcome truth = StandInPlant.truth(conditions);
      double error = prediction.conversion().mean() - truth.conversion();
      conversionSquares += error * error / 100.0;
      double miss = prediction.copolymerComposition().mean() - truth.copolymerComposition();
      compositionSquares += miss * miss / 100.0;
      compositionCovered +=
          Math.abs(miss) <= 2.0 * prediction.copolymerComposition().standardDeviation() ? 1 : 0;
      covered += Math.abs(error) <= 2.0 * prediction.conversion().standardDeviation() ? 1 : 0;
    }
    System.out.printf(
        "30 runs, stated noise %s: RMSE of X %.4f, of F1 %.4f mol/mol; 2 s.d. cover %d and %d %%%n",
        statedNoise,
        Math.sqrt(conversionSquares),
        Math.sqrt(compositionSquares),
        covered,
        compositionCovered);
    assertThat(Math.sqrt(conversionSquares)).isLessThan(0.03);
    assertThat(Math.sqrt(compositionSquares)).isLessThan(0.03);
    assertThat(covered).isGreaterThan(80);
  }

  /** Non-regression; the runs of every seed are new. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.0})
  void eightRunsPredictTheCompositionAndSayHowSureTheyAre(double statedNoise) {
    int seeds = 20;
    int asked = 50;
    double squares = 0.0;
    int covered = 0;
    for (long seed = 100; seed < 100 + seeds; seed++) {
      ConversionPredictor predictor = fit(runs(8, statedNoise, seed));
      SplittableRandom random = new SplittableRandom(1000 + seed);
      for (int i = 0; i < asked; i++) {
        Conditions conditions = anywhere(random);
        Prediction.Estimate estimate = predictor.predict(conditions).copolymerComposition();
        double miss = estimate.mean() - StandInPlant.truth(conditions).copolymerComposition();
        squares += miss * miss;
        covered += Math.abs(miss) <= 2.0 * estimate.standardDeviation() ? 1 : 0;
      }
    }
    double error = Math.sqrt(squares / (seeds * asked));
    double coverage = covered / (double) (seeds * asked);
    System.out.printf(
        "8 runs, stated noise %s: RMSE of F1 %.4f mol/mol; 2 s.d. cover %.3f%n",
        statedNoise, error, coverage);
    assertThat(error).isLessThan(0.02);
    assertThat(coverage).isBetween(0.90, 0.99);
  }

  @Test
  void drawsKeepToTheMassBalance() {
    ConversionPredictor predictor = fit(runs(8, 0.01, 3));
    Conditions conditions = StandInPlant.conditions(0.4, 20.0, 80.0);
    Prediction prediction = predictor.predict(conditions);
    assertThat(prediction.draws()).isEqualTo(ConversionPredictor.DRAWS);
    assertThat(0.4 * prediction.conversion1().mean() + 0.6 * prediction.conversion2().mean())
        .isCloseTo(prediction.conversion().mean(), within(1e-12));
    for (int s = 0; s < prediction.draws(); s++) {
      assertThat(prediction.conversion(s)).isBetween(0.0, 1.0);
      assertThat(prediction.copolymerComposition(s)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void uncertaintyIsSmallAtARunAndGrowsAwayFromIt() {
    List<Observation> runs = runs(6, 0.01, 9);
    ConversionPredictor predictor = fit(runs);
    double near = predictor.predict(runs.getFirst().achieved()).conversion().standardDeviation();
    double far =
        predictor
            .predict(StandInPlant.conditions(0.99, 119.0, 41.0))
            .conversion()
            .standardDeviation();
    assertThat(near).isLessThan(0.02);
    assertThat(far).isGreaterThan(3.0 * near);
  }

  @Test
  void theSameSeedGivesTheSameDraws() {
    Conditions conditions = StandInPlant.conditions(0.4, 20.0, 80.0);
    Prediction one = fit(runs(8, 0.01, 3)).predict(conditions);
    Prediction other = fit(runs(8, 0.01, 3)).predict(conditions);
    for (int s = 0; s < one.draws(); s++) {
      assertThat(other.copolymerComposition(s)).isEqualTo(one.copolymerComposition(s));
      assertThat(other.conversion(s)).isEqualTo(one.conversion(s));
    }
  }

  @Test
  void aSingleRunIsEnoughToStart() {
    Prediction prediction = fit(runs(1, 0.01, 5)).predict(StandInPlant.conditions(0.5, 10, 70));
    assertThat(prediction.conversion().mean()).isBetween(0.0, 1.0);
  }

  @Test
  void noRunIsNotEnough() {
    assertThatThrownBy(() -> fit(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void measuredConversionsBeyondZeroAndOneAreTakenAtTheEdge() {
    assertThat(ConversionTransform.forward(-0.03))
        .isEqualTo(ConversionTransform.forward(ConversionTransform.EDGE));
    assertThat(ConversionTransform.forward(1.02))
        .isEqualTo(ConversionTransform.forward(1.0 - ConversionTransform.EDGE));
  }

  @Test
  void theTransformComesBackAndItsSlopeIsItsDerivative() {
    for (double x = 0.01; x < 0.99; x += 0.07) {
      assertThat(ConversionTransform.back(ConversionTransform.forward(x)))
          .isCloseTo(x, within(1e-14));
      double step = 1e-6;
      assertThat(ConversionTransform.slope(x))
          .isCloseTo(
              (ConversionTransform.forward(x + step) - ConversionTransform.forward(x - step))
                  / (2.0 * step),
              within(1e-6 * ConversionTransform.slope(x)));
    }
  }

  @Test
  void onlyAxesThatDifferAreSpanned() {
    assertThat(
            KineticCoordinates.spannedBy(
                    List.of(
                        StandInPlant.conditions(0.2, 10, 80.0),
                        StandInPlant.conditions(0.2, 30, 80.3)))
                .axes())
        .containsExactly(KineticCoordinates.Axis.LOG_RESIDENCE_TIME);
  }

  @Test
  void coordinatesRunFromZeroToOneOnTheirScales() {
    Conditions low = StandInPlant.conditions(0.0, 1.0, 40.0);
    Conditions high = StandInPlant.conditions(1.0, 120.0, 140.0);
    KineticCoordinates coordinates = KineticCoordinates.spannedBy(List.of(low, high));
    for (double coordinate : coordinates.of(low)) {
      assertThat(coordinate).isCloseTo(0.0, within(1e-12));
    }
    for (double coordinate : coordinates.of(high)) {
      assertThat(coordinate).isCloseTo(1.0, within(1e-12));
    }
  }
}
