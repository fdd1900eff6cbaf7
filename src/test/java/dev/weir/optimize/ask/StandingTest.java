package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class StandingTest {
  private static final Standing ALL =
      new Standing(
          OptionalInt.of(10),
          OptionalDouble.of(48.0),
          Optional.of(new Standing.Reached(0.01, 0.9)),
          OptionalDouble.of(0.002),
          OptionalDouble.of(0.95));

  private static Standing.Facts facts(int started, double probability, double gain) {
    return new Standing.Facts(
        started,
        OptionalDouble.of(24.0),
        Optional.of(new Standing.Surest(3, probability)),
        gain,
        1.0);
  }

  @Test
  void aBudgetUsedUpIsNoSuccess() {
    Standing.Verdict verdict = ALL.judge(facts(10, 0.5, 1.0));
    assertThat(verdict.stop()).isTrue();
    assertThat(verdict.success()).isFalse();
    assertThat(verdict.reason()).contains("budget of 10 runs");
  }

  @Test
  void aTimeUsedUpIsNoSuccessUnlessTheTargetWasReachedInIt() {
    Standing.Verdict verdict =
        ALL.judge(new Standing.Facts(5, OptionalDouble.of(48.5), Optional.empty(), 1.0, 1.0));
    assertThat(verdict.stop()).isTrue();
    assertThat(verdict.success()).isFalse();
    assertThat(verdict.reason()).contains("time of 48 h 00 min used up");
    Standing.Surest surest = new Standing.Surest(3, 0.95);
    assertThat(
            ALL.judge(new Standing.Facts(5, OptionalDouble.of(48.5), Optional.of(surest), 1.0, 1.0))
                .success())
        .isTrue();
  }

  @Test
  void aTargetReachedWithTheLastRunIsASuccess() {
    Standing.Verdict verdict = ALL.judge(facts(10, 0.95, 1.0));
    assertThat(verdict.success()).isTrue();
    assertThat(verdict.reason()).contains("run 3").contains("0.950");
  }

  @Test
  void aGainBelowTheWorthOfARunEndsWithoutSuccess() {
    assertThat(ALL.judge(facts(5, 0.1, 0.001)).stop()).isTrue();
    assertThat(ALL.judge(facts(5, 0.1, 0.001)).success()).isFalse();
    assertThat(ALL.judge(facts(5, 0.1, 0.003)).stop()).isFalse();
  }

  @Test
  void nothingLearntIsNoGroundToStop() {
    assertThat(
            ALL.judge(
                    new Standing.Facts(
                        2, OptionalDouble.empty(), Optional.empty(), Double.NaN, 1.0))
                .stop())
        .isFalse();
  }

  @Test
  void whatTheModelCannotMeetEndsTheSearch() {
    Standing.Verdict verdict =
        ALL.judge(
            new Standing.Facts(5, OptionalDouble.empty(), Optional.empty(), Double.NaN, 0.03));
    assertThat(verdict.stop()).isTrue();
    assertThat(verdict.reason()).contains("no point meets the conditions");
  }

  @Test
  void anAdvisorSaysThatATargetWasReachedDespiteNoise() {
    Problem problem =
        new Problem(
            "line",
            List.of(new Variable.Continuous("x", "", 0.0, 1.0, false)),
            List.of(),
            List.of(new Output("y", "", OptionalDouble.of(0.01))),
            List.of(new Goal("y", new Formula.Name(1), Goal.Aim.TARGET, 0.5, Double.NaN)),
            3,
            new Standing(
                OptionalInt.of(30),
                OptionalDouble.empty(),
                Optional.of(new Standing.Reached(0.02, 0.9)),
                OptionalDouble.empty(),
                OptionalDouble.empty()),
            Optional.empty(),
            Optional.empty());
    List<Told> told = new ArrayList<>();
    for (double x : new double[] {0.1, 0.9, 0.3, 0.7}) {
      told.add(new Told(new double[] {x}, new double[] {x * x}, Told.State.MEASURED));
    }
    assertThat(new Advisor(problem).advise(told, OptionalDouble.empty(), 1, 4).verdict().stop())
        .isFalse();
    for (double x : new double[] {0.7, 0.71, 0.705, 0.7071, 0.708}) {
      told.add(new Told(new double[] {x}, new double[] {x * x}, Told.State.MEASURED));
    }
    Standing.Verdict verdict =
        new Advisor(problem).advise(told, OptionalDouble.empty(), 1, 4).verdict();
    assertThat(verdict.success()).as(verdict.reason()).isTrue();
  }
}
