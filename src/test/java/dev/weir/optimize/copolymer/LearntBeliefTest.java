package dev.weir.optimize.copolymer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.learn.ConversionTransform;
import dev.weir.learn.Prediction;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.SyntheticRuns;
import dev.weir.learn.features.MissingFeatures;
import dev.weir.learn.mechanistic.KineticPredictor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LearntBeliefTest {
  private static final SpeciesName ST = new SpeciesName("St");
  private static final SpeciesName MMA = new SpeciesName("MMA");
  private static final SpeciesName AIBN = new SpeciesName("AIBN");
  private static final CopolymerSystem SYSTEM = new CopolymerSystem(ST, MMA, AIBN);
  private static final RunTable TABLE = SyntheticRuns.make(8, 21);
  private static final RunTable LEARNT =
      TABLE.choose(IntStream.range(0, 40).filter(i -> i % 4 != 0).toArray());
  private static final List<LearningRun> OTHERS =
      TABLE.choose(IntStream.range(0, 40).filter(i -> i % 4 == 0).toArray()).runs().stream()
          .filter(run -> run.monomer1().equals(ST))
          .toList();
  private static final KineticPredictor PREDICTOR = KineticPredictor.fit(LEARNT, 3);

  @Test
  void beforeAnyRunOfTheCampaignTheSurrogateExpectsWhatThePredictorExpects() {
    KineticLayer layer =
        KineticLayer.fit(SYSTEM, LearntBelief.of(PREDICTOR, SYSTEM, "predictor 1"), List.of(), 1);
    for (LearningRun run : TABLE.runs()) {
      if (run.monomer1().equals(ST)) {
        double[] expected = new double[2];
        PREDICTOR.expected(ST, MMA, run.conditions(), expected);
        double[] mean = new double[2];
        layer.estimate().linearised(run.conditions(), mean, new double[2][KineticParameter.COUNT]);
        assertThat(mean[0]).isCloseTo(expected[0], within(1e-9));
        assertThat(mean[1]).isCloseTo(expected[1], within(1e-9));
        assertThat(layer.predict(run.conditions()).conversion().mean())
            .isCloseTo(
                PREDICTOR.predict(ST, MMA, run.conditions()).conversion().mean(), within(0.02));
      }
    }
  }

  @Test
  void theCheapExpectationIsTheMiddleOfThePrediction() {
    for (LearningRun run : OTHERS) {
      double[] expected = new double[2];
      PREDICTOR.expected(ST, MMA, run.conditions(), expected);
      Prediction prediction = PREDICTOR.predict(ST, MMA, run.conditions());
      assertThat(ConversionTransform.back(expected[0]))
          .isCloseTo(prediction.conversion1().mean(), within(0.01));
      assertThat(ConversionTransform.back(expected[1]))
          .isCloseTo(prediction.conversion2().mean(), within(0.01));
    }
  }

  @Test
  void theParametersAreThoseOfThePredictorWhicheverMonomerIsTheFirst() {
    KineticBelief one = LearntBelief.of(PREDICTOR, SYSTEM, "predictor 1");
    KineticBelief turned =
        LearntBelief.of(PREDICTOR, new CopolymerSystem(MMA, ST, AIBN), "predictor 1");
    double[] zero = new double[KineticParameter.COUNT];
    double[] a = one.priorMean().parameters(zero);
    double[] b = turned.priorMean().parameters(zero);
    assertThat(a[0]).isCloseTo(b[1], within(1e-12));
    assertThat(a[1]).isCloseTo(b[0], within(1e-12));
    Conditions conditions = OTHERS.getFirst().conditions();
    double[] first = at(one, SYSTEM, conditions);
    double[] second =
        at(turned, new CopolymerSystem(MMA, ST, AIBN), OTHERS.getFirst().swapped().conditions());
    assertThat(second[1]).isCloseTo(first[0], within(1e-9));
    assertThat(second[0]).isCloseTo(first[1], within(1e-9));
  }

  private static double[] at(KineticBelief belief, CopolymerSystem system, Conditions conditions) {
    double[] two = new double[2];
    KineticFit.of(new TerminalModel(system), belief, List.of())
        .linearised(conditions, two, new double[2][KineticParameter.COUNT]);
    return two;
  }

  @Test
  void whatThePredictorLearntBringsTheSurrogateNearerThanTheLiterature() {
    double learnt = 0.0;
    double literature = 0.0;
    KineticLayer with =
        KineticLayer.fit(SYSTEM, LearntBelief.of(PREDICTOR, SYSTEM, "predictor 1"), List.of(), 1);
    KineticLayer without = KineticLayer.fit(SYSTEM, KineticBelief.literature(SYSTEM), List.of(), 1);
    for (LearningRun run : OTHERS) {
      learnt += squared(with, run);
      literature += squared(without, run);
    }
    assertThat(learnt).isLessThan(0.25 * literature);
  }

  private static double squared(KineticLayer layer, LearningRun run) {
    return Math.pow(layer.predict(run.conditions()).conversion().mean() - run.conversion(), 2);
  }

  @Test
  void chemistryThatThePredictorDoesNotKnowIsRefusedWithAReason() {
    assertThatThrownBy(
            () ->
                LearntBelief.of(
                    PREDICTOR, new CopolymerSystem(ST, MMA, new SpeciesName("V-65")), "predictor"))
        .isInstanceOf(MissingFeatures.class)
        .hasMessage("it knows runs started by AIBN only, not by V-65");
    assertThatThrownBy(
            () ->
                LearntBelief.of(
                    PREDICTOR, new CopolymerSystem(ST, new SpeciesName("GMA"), AIBN), "predictor"))
        .isInstanceOf(MissingFeatures.class)
        .hasMessage("it knows pairs with MMA only, not St with GMA");
    assertThatThrownBy(
            () ->
                LearntBelief.of(
                    PREDICTOR, new CopolymerSystem(new SpeciesName("XY"), MMA, AIBN), "predictor"))
        .isInstanceOf(MissingFeatures.class)
        .hasMessageContaining("comonomer XY is not among those of the predictor");
  }
}
