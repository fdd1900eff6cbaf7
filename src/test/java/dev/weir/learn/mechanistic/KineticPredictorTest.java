package dev.weir.learn.mechanistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.learn.Prediction;
import dev.weir.learn.Predictor;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.SyntheticRuns;
import dev.weir.learn.features.MissingFeatures;
import dev.weir.learn.features.QuantumTable;
import dev.weir.units.Temperature;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KineticPredictorTest {
  private static final RunTable TABLE = SyntheticRuns.make(6, 11);
  private static final RunTable LEARNT =
      TABLE.choose(IntStream.range(0, 30).filter(i -> i % 2 == 0).toArray());
  private static final List<LearningRun> OTHERS =
      TABLE.choose(IntStream.range(0, 30).filter(i -> i % 2 == 1).toArray()).runs();
  private static final KineticPredictor PREDICTOR = KineticPredictor.fit(LEARNT, 1);

  @Test
  void fifteenRunsOfFiveComonomersPredictTheOthersWithinAFewPercent() {
    double squares = 0.0;
    double share = 0.0;
    for (LearningRun run : OTHERS) {
      Prediction prediction = PREDICTOR.predict(run.monomer1(), run.monomer2(), run.conditions());
      squares += Math.pow(prediction.conversion().mean() - run.conversion(), 2) / OTHERS.size();
      share +=
          Math.pow(prediction.copolymerComposition().mean() - run.copolymerComposition(), 2)
              / OTHERS.size();
    }
    assertThat(Math.sqrt(squares)).isLessThan(0.06);
    assertThat(Math.sqrt(share)).isLessThan(0.04);
  }

  @Test
  void numberingTheMonomersTheOtherWayRoundGivesTheSameAnswer() {
    LearningRun run = OTHERS.getFirst();
    LearningRun turned = run.swapped();
    Prediction one = PREDICTOR.predict(run.monomer1(), run.monomer2(), run.conditions());
    Prediction other = PREDICTOR.predict(turned.monomer1(), turned.monomer2(), turned.conditions());
    assertThat(other.conversion().mean()).isCloseTo(one.conversion().mean(), within(1e-9));
    assertThat(other.copolymerComposition().mean())
        .isCloseTo(1.0 - one.copolymerComposition().mean(), within(1e-9));
  }

  @Test
  void anErrorOfTheCommonRateCancelsInTheComposition() {
    LearningRun run = OTHERS.getFirst();
    KineticPredictor fewer = KineticPredictor.fit(LEARNT.choose(new int[] {0, 14}), 1);
    Prediction prediction = fewer.predict(run.monomer1(), run.monomer2(), run.conditions());
    double share = prediction.copolymerComposition().mean();
    double apart =
        share
            * (1.0 - share)
            * Math.hypot(
                prediction.conversion1().standardDeviation() / prediction.conversion1().mean(),
                prediction.conversion2().standardDeviation() / prediction.conversion2().mean());
    assertThat(prediction.copolymerComposition().standardDeviation()).isLessThan(0.7 * apart);
  }

  @Test
  void runsNarrowTheIntervalsOfTheParameters() {
    List<KineticPredictor.Parameter> few =
        KineticPredictor.fit(LEARNT.choose(new int[] {0, 14}), 1).parameters();
    List<KineticPredictor.Parameter> many = PREDICTOR.parameters();
    for (int k = 3; k < many.size(); k++) {
      assertThat(many.get(k).high() / many.get(k).low())
          .as(many.get(k).name())
          .isLessThan(few.get(k).high() / few.get(k).low() * 1.001);
    }
  }

  @Test
  void aMonomerOfWhichNothingIsKnownIsRefused() {
    assertThatThrownBy(
            () ->
                KineticPredictor.fit(
                    LEARNT, QuantumTable.SHIPPED, List.of(new SpeciesName("VAc")), 1))
        .isInstanceOf(MissingFeatures.class)
        .hasMessageContaining("VAc");
  }

  @Test
  void aStrangerIsLessCertainThanAKnownMonomer() {
    SpeciesName styrene = new SpeciesName("St");
    RunTable others =
        LEARNT.choose(
            IntStream.range(0, LEARNT.size())
                .filter(i -> !LEARNT.runs().get(i).monomer1().equals(styrene))
                .toArray());
    KineticPredictor stranger =
        KineticPredictor.fit(others, QuantumTable.SHIPPED, List.of(styrene), 1);
    LearningRun run =
        OTHERS.stream().filter(each -> each.monomer1().equals(styrene)).findFirst().orElseThrow();
    assertThat(
            stranger
                .predict(styrene, run.monomer2(), run.conditions())
                .copolymerComposition()
                .standardDeviation())
        .isGreaterThan(
            PREDICTOR
                .predict(styrene, run.monomer2(), run.conditions())
                .copolymerComposition()
                .standardDeviation());
  }

  @Test
  void aDrawBelongsToOneTruthInAllPredictions() {
    LearningRun run = OTHERS.getFirst();
    Predictor pair = PREDICTOR.of(run.monomer1(), run.monomer2());
    Prediction one = pair.predict(run.conditions());
    Conditions asked = run.conditions();
    Prediction near =
        pair.predict(
            new Conditions(
                asked.feedComposition(),
                asked.residenceTime(),
                new Temperature(asked.temperature().celsius() + 1.0),
                asked.totalMonomer(),
                asked.initiator()));
    double together = 0.0;
    for (int s = 0; s < one.draws(); s++) {
      together +=
          (one.conversion(s) - one.conversion().mean())
              * (near.conversion(s) - near.conversion().mean())
              / one.draws();
    }
    assertThat(
            together
                / (one.conversion().standardDeviation() * near.conversion().standardDeviation()))
        .isGreaterThan(0.9);
    assertThat(pair.predict(run.conditions()).conversion(7)).isEqualTo(one.conversion(7));
  }
}
