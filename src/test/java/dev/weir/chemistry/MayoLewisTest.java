package dev.weir.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MayoLewisTest {
  private static final ReactivityRatios STYRENE_FIRST =
      new ReactivityRatios(0.523, 0.460, "Fukuda, Ma, Inagaki 1985");

  private static double made(ReactivityRatios ratios, double f1) {
    return MayoLewis.instantaneous(ratios, new FeedComposition(f1)).value();
  }

  private static ReactivityRatios ratios(double r1, double r2) {
    return new ReactivityRatios(r1, r2, "test");
  }

  /** Fukuda, Ma, Inagaki, Macromolecules 18 (1985) 17, 10.1021/ma00143a003. */
  @Test
  void theRatiosOfFukudaReproduceTheStyrenePoints() {
    List<double[]> points = PublishedData.points("styrene_mma_instantaneous_composition.csv");
    double squares = 0.0;
    for (double[] point : points) {
      double error = made(STYRENE_FIRST, point[0]) - point[1];
      squares += error * error;
    }
    double rootMeanSquare = Math.sqrt(squares / points.size());
    System.out.printf(
        "styrene/MMA F(f): RMSE %.4f over %d points%n", rootMeanSquare, points.size());
    assertThat(points).hasSize(18);
    assertThat(rootMeanSquare).isEqualTo(0.011, within(0.001));
  }

  @Test
  void aPureFeedMakesAPureChain() {
    for (ReactivityRatios pair : List.of(STYRENE_FIRST, ratios(0.0, 0.0), ratios(0.0, 3.0))) {
      assertThat(made(pair, 0.0)).isZero();
      assertThat(made(pair, 1.0)).isEqualTo(1.0);
    }
  }

  @Test
  void ratiosOfOneKeepTheFeedComposition() {
    assertThat(made(ratios(1.0, 1.0), 0.3)).isEqualTo(0.3, within(1e-15));
  }

  @Test
  void ratiosOfZeroAlternate() {
    assertThat(made(ratios(0.0, 0.0), 0.07)).isEqualTo(0.5, within(1e-15));
  }

  @Test
  void anIdealPairFollowsTheRatioOfItsRatios() {
    double f1 = 0.2;
    double expected = 4.0 * f1 / (4.0 * f1 + 1.0 - f1);
    assertThat(made(ratios(4.0, 0.25), f1)).isEqualTo(expected, within(1e-14));
  }

  @Test
  void atTheAzeotropeTheChainIsLikeTheFeed() {
    FeedComposition azeotrope = MayoLewis.azeotrope(STYRENE_FIRST).orElseThrow();
    assertThat(azeotrope.value()).isEqualTo(0.540 / 1.017, within(1e-12));
    assertThat(made(STYRENE_FIRST, azeotrope.value())).isEqualTo(azeotrope.value(), within(1e-14));
    MayoLewis.Drift drift = MayoLewis.drift(STYRENE_FIRST, azeotrope, new Conversion(0.95));
    assertThat(drift.unreacted().value()).isEqualTo(azeotrope.value(), within(1e-9));
  }

  @Test
  void onlyRatiosOnTheSameSideOfOneHaveAnAzeotrope() {
    assertThat(MayoLewis.azeotrope(ratios(2.15, 0.40))).isEmpty();
    assertThat(MayoLewis.azeotrope(ratios(1.0, 0.5))).isEmpty();
    assertThat(MayoLewis.azeotrope(ratios(1.0, 1.0))).isEmpty();
    assertThat(MayoLewis.azeotrope(ratios(1.5, 1.5)).orElseThrow().value())
        .isEqualTo(0.5, within(1e-15));
  }

  @Test
  void theFeedForACompositionMakesThatComposition() {
    long seed = 20260101L;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2000; i++) {
      ReactivityRatios pair = ratios(random.nextDouble(0.01, 5.0), random.nextDouble(0.01, 5.0));
      double wanted = random.nextDouble();
      FeedComposition feed =
          MayoLewis.feedFor(pair, new CopolymerComposition(wanted)).orElseThrow();
      assertThat(made(pair, feed.value())).isEqualTo(wanted, within(1e-11));
    }
  }

  @Test
  void noFeedMakesMoreThanHalfOfAMonomerThatNeverFollowsItself() {
    assertThat(MayoLewis.feedFor(ratios(0.0, 0.5), new CopolymerComposition(0.6))).isEmpty();
    assertThat(MayoLewis.feedFor(ratios(0.5, 0.0), new CopolymerComposition(0.4))).isEmpty();
    FeedComposition feed =
        MayoLewis.feedFor(ratios(0.0, 0.5), new CopolymerComposition(0.4)).orElseThrow();
    assertThat(made(ratios(0.0, 0.5), feed.value())).isEqualTo(0.4, within(1e-12));
  }

  /** Meyer and Lowry, J. Polym. Sci. A 3 (1965) 2843: the closed form of the same integral. */
  @Test
  void theDriftAgreesWithTheClosedFormOfMeyerAndLowry() {
    for (double f10 : new double[] {0.1, 0.4, 0.6, 0.9}) {
      for (double x : new double[] {0.05, 0.5, 0.9}) {
        double f1 =
            MayoLewis.drift(STYRENE_FIRST, new FeedComposition(f10), new Conversion(x))
                .unreacted()
                .value();
        assertThat(meyerLowryConversion(STYRENE_FIRST, f10, f1)).isEqualTo(x, within(1e-8));
      }
    }
  }

  private static double meyerLowryConversion(ReactivityRatios ratios, double f10, double f1) {
    double r1 = ratios.r1();
    double r2 = ratios.r2();
    double alpha = r2 / (1.0 - r2);
    double beta = r1 / (1.0 - r1);
    double gamma = (1.0 - r1 * r2) / ((1.0 - r1) * (1.0 - r2));
    double delta = (1.0 - r2) / (2.0 - r1 - r2);
    return 1.0
        - Math.pow(f1 / f10, alpha)
            * Math.pow((1.0 - f1) / (1.0 - f10), beta)
            * Math.pow((f10 - delta) / (f1 - delta), gamma);
  }

  @Test
  void theCumulativeCompositionStartsInstantaneousAndEndsAsTheFeed() {
    FeedComposition f10 = new FeedComposition(0.8);
    double atStart = MayoLewis.drift(STYRENE_FIRST, f10, new Conversion(0.0)).cumulative().value();
    double soonAfter =
        MayoLewis.drift(STYRENE_FIRST, f10, new Conversion(1e-4)).cumulative().value();
    double atEnd = MayoLewis.drift(STYRENE_FIRST, f10, new Conversion(1.0)).cumulative().value();
    assertThat(atStart).isEqualTo(made(STYRENE_FIRST, 0.8));
    assertThat(soonAfter).isEqualTo(atStart, within(1e-4));
    assertThat(atEnd).isEqualTo(0.8, within(1e-11));
  }
}
