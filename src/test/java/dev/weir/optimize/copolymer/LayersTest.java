package dev.weir.optimize.copolymer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.CopolymerComposition;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.Prediction;
import dev.weir.learn.StandInPlant;
import dev.weir.learn.StandInPlant.Chemistry;
import dev.weir.optimize.Objective;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LayersTest {
  private static final CopolymerSystem SYSTEM =
      new CopolymerSystem(new SpeciesName("St"), new SpeciesName("MMA"), new SpeciesName("AIBN"));
  private static final Goal GOAL =
      new Goal.Reach(new Objective(new CopolymerComposition(0.6), 0.02, 0.5));

  private static Conditions any(SplittableRandom random) {
    return StandInPlant.conditions(
        random.nextDouble(0.1, 0.9), random.nextDouble(5.0, 60.0), random.nextDouble(65.0, 95.0));
  }

  private static List<Observation> runs(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StandInPlant plant = new StandInPlant(Chemistry.STYRENE_MMA, 0.01, 0.01, seed);
    List<Observation> runs = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      runs.add(plant.run(i, any(random)));
    }
    return runs;
  }

  private static Ensemble ensemble(Set<LayerKind> kinds, List<Observation> runs) {
    return Ensemble.fit(
        new Ensemble.Setup(SYSTEM, List.of(KineticBelief.literature(SYSTEM)), kinds, GOAL),
        runs,
        List.of(StandInPlant.conditions(0.1, 5.0, 65.0), StandInPlant.conditions(0.9, 60.0, 95.0)),
        7L);
  }

  @Test
  void theKineticsLearnsAPlantWhoseRateLawIsNotItsOwn() {
    List<Observation> runs = runs(12, 3L);
    Ensemble kinetics = ensemble(EnumSet.of(LayerKind.KINETICS), runs);
    SplittableRandom random = new SplittableRandom(99L);
    double squares = 0.0;
    int inside = 0;
    for (int i = 0; i < 40; i++) {
      Conditions conditions = any(random);
      Prediction prediction = kinetics.outcome(conditions).orElseThrow();
      double truth = StandInPlant.truth(conditions).copolymerComposition();
      double miss = prediction.copolymerComposition().mean() - truth;
      squares += miss * miss / 40.0;
      inside +=
          Math.abs(miss) <= 2.5 * prediction.copolymerComposition().standardDeviation() ? 1 : 0;
    }
    assertThat(Math.sqrt(squares)).isLessThan(0.015);
    assertThat(inside).isGreaterThanOrEqualTo(32);
  }

  @Test
  void drawsOfAWellMeasuredRunStayNearIt() {
    List<Observation> runs = runs(10, 4L);
    for (LayerKind kind : List.of(LayerKind.KINETICS, LayerKind.RATES, LayerKind.CONVERSIONS)) {
      Ensemble layer = ensemble(EnumSet.of(kind), runs);
      for (Observation run : runs) {
        Prediction there = layer.outcome(run.achieved()).orElseThrow();
        assertThat(there.conversion().mean())
            .as("%s, run %s", kind, run.run())
            .isCloseTo(run.outcome().conversion(), within(0.04));
      }
    }
  }

  @Test
  void withoutRunsTheKineticsSpeaksAloneAndWide() {
    Ensemble none = ensemble(EnumSet.allOf(LayerKind.class), List.of());
    Prediction prediction = none.outcome(StandInPlant.conditions(0.5, 30.0, 80.0)).orElseThrow();
    assertThat(none.shares()).hasSize(1);
    assertThat(prediction.conversion().standardDeviation()).isGreaterThan(0.05);
    assertThat(prediction.copolymerComposition().mean()).isBetween(0.4, 0.7);
  }

  @Test
  void theSameRunsGiveTheSameEnsemble() {
    List<Observation> runs = runs(6, 5L);
    Conditions asked = StandInPlant.conditions(0.4, 20.0, 85.0);
    double[][] once = ensemble(EnumSet.allOf(LayerKind.class), runs).losses(asked);
    double[][] again = ensemble(EnumSet.allOf(LayerKind.class), runs).losses(asked);
    assertThat(once).isDeepEqualTo(again);
  }

  @Test
  void weightsSumToOneAndFollowThePredictions() {
    double[] good = {-1.0, -1.0, -1.0, -1.0, -1.0, -1.0};
    double[] bad = {-4.0, -4.0, -4.0, -4.0, -4.0, -4.0};
    double[] weights = Weights.of(List.of(good, bad), new double[] {-1.0, 0.0});
    assertThat(weights[0] + weights[1]).isCloseTo(1.0, within(1e-12));
    assertThat(weights[0]).isGreaterThan(0.95);
    assertThat(Weights.shares(new double[] {0.5, 0.3, 0.19, 0.01}, 128, 0.03))
        .containsExactly(65, 39, 24, 0);
  }

  @Test
  void leaveOneOutOfTheKineticsIsNearToARealOne() {
    List<Observation> runs = runs(9, 6L);
    KineticBelief belief = KineticBelief.literature(SYSTEM);
    List<LeftOut> closed = KineticLayer.fit(SYSTEM, belief, runs, 1L).leaveOneOut();
    for (int i = 0; i < runs.size(); i++) {
      List<Observation> others = new ArrayList<>(runs);
      Observation left = others.remove(i);
      Prediction refitted = KineticLayer.fit(SYSTEM, belief, others, 1L).predict(left.achieved());
      assertThat(closed.get(i).mean1())
          .as("run %d", i + 1)
          .isCloseTo(refitted.conversion1().mean(), within(0.06));
    }
  }
}
