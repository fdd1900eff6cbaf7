package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measurements with gross errors among good ones of a smooth function, its noise known. */
final class GrossErrorsTest {
  private static final double NOISE = 0.02;

  private static double truth(double[] x) {
    return (x[0] - 0.3) * (x[0] - 0.3) + 0.5 * (x[1] - 0.6) * (x[1] - 0.6);
  }

  private static Problem problem() {
    return new Problem(
        "bowl",
        List.of(
            new Variable.Continuous("a", "", 0.0, 1.0, false),
            new Variable.Continuous("b", "", 0.0, 1.0, false)),
        List.of(),
        List.of(new Output("y", "", OptionalDouble.of(NOISE))),
        List.of(new Goal("y", new Formula.Name(2), Goal.Aim.MINIMISE, 0.0, Double.NaN)),
        4);
  }

  private static List<Told> runs(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double[] x = {random.nextDouble(), random.nextDouble()};
      double y = truth(x) + NOISE * random.nextGaussian();
      told.add(new Told(x, new double[] {y}, Told.State.MEASURED));
    }
    return told;
  }

  private static Told with(Told run, double y) {
    return new Told(run.values(), new double[] {y}, Told.State.MEASURED);
  }

  private static double prediction(List<Told> told, double[] at) {
    Domain domain = new Domain(problem());
    return Learned.surrogates(problem(), domain, told, Set.of(), List.of())
        .getFirst()
        .predicted(domain.features(at))[0];
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void twoGrossErrorsChangeNextToNothingOfWhatIsPredicted(long seed) {
    List<Told> told = runs(seed);
    told.set(7, with(told.get(7), 2.5));
    told.set(13, with(told.get(13), -1.8));
    for (double[] at : new double[][] {{0.3, 0.6}, {0.5, 0.5}, {0.7, 0.3}}) {
      assertThat(prediction(told, at)).as("seed %s", seed).isCloseTo(truth(at), within(0.04));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aBestRunThatNobodyBelievesIsRepeatedAndThenOutvoted(long seed) {
    List<Told> told = runs(seed);
    Told wrong = with(told.get(9), -1.5);
    told.set(9, wrong);
    Advisor advisor = new Advisor(problem());
    Suggestion repeat = advisor.suggest(told, 1, seed).getFirst();
    assertThat(repeat.source()).as("seed %s", seed).isEqualTo(Suggestion.Source.REPLICATE);
    assertThat(repeat.values()).isEqualTo(wrong.values());
    assertThat(repeat.reason()).contains("repeated before it is believed");

    told.add(with(wrong, truth(wrong.values())));
    Suggestion next = advisor.suggest(told, 1, seed).getFirst();
    assertThat(next.source()).as("seed %s", seed).isNotEqualTo(Suggestion.Source.REPLICATE);
    assertThat(prediction(told, wrong.values()))
        .as("seed %s", seed)
        .isCloseTo(truth(wrong.values()), within(0.05));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void goodMeasurementsAreAllBelieved(long seed) {
    List<Told> told = runs(seed);
    assertThat(new Advisor(problem()).suggest(told, 1, seed).getFirst().source())
        .as("seed %s", seed)
        .isNotEqualTo(Suggestion.Source.REPLICATE);
  }
}
