package dev.weir.optimize.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StopTermTest {
  private static final Aim AIM = new Aim("objective", "F1 0.6 ± 0.02 mol/mol", "mol/mol");
  private static final StopFacts NOTHING =
      new StopFacts(StopFacts.Spent.runs(3), StopFacts.Runs.UNTOLD, Optional.empty());

  private static StopFacts runs(int reachingRuns, Double... losses) {
    return new StopFacts(
        StopFacts.Spent.runs(losses.length),
        new StopFacts.Runs(
            List.of(new StopFacts.Reaching(2, reachingRuns, "F1 0.605 mol/mol")),
            List.of(losses),
            "nearest was run 2"),
        Optional.empty());
  }

  private static StopFacts time(Duration elapsed, Duration next) {
    return new StopFacts(
        new StopFacts.Spent(3, Optional.of(elapsed), Optional.of(next)),
        StopFacts.Runs.UNTOLD,
        Optional.empty());
  }

  private static StopFacts forecast(double surest, double best, Double... gains) {
    return NOTHING.with(
        new StopFacts.Forecast(
            9,
            Optional.of(new StopFacts.Surest(7, surest)),
            List.of(gains),
            Optional.of(new StopFacts.Chance(best, "reaches the objective"))));
  }

  private static StopVerdict verdict(StopTerm term, StopFacts facts) {
    return term.judge(AIM, facts).orElseThrow();
  }

  @Test
  void aPointThatReachedTheAimEndsOnlyOnceItsRepeatsConfirmIt() {
    assertThat(new StopTerm.Confirmed(1).judge(AIM, runs(1, 0.0))).isEmpty();
    assertThat(verdict(new StopTerm.Confirmed(0), runs(1, 0.0)))
        .isEqualTo(new StopVerdict(true, "objective reached by run 2: F1 0.605 mol/mol"));
    assertThat(verdict(new StopTerm.Confirmed(1), runs(2, 0.0, 0.0)).reason())
        .isEqualTo("objective reached by run 2 and 1 repeats, on average: F1 0.605 mol/mol");
  }

  @Test
  void aRunThatProbablyReachedTheAimEndsAsASuccess() {
    StopTerm term = new StopTerm.Surely(0.95);
    assertThat(term.judge(AIM, forecast(0.949, 1.0))).isEmpty();
    StopVerdict verdict = verdict(term, forecast(0.97, 1.0));
    assertThat(verdict.reached()).isTrue();
    assertThat(verdict.reason())
        .isEqualTo(
            "objective reached by run 7 with a probability of 0.970, at least 0.950 was asked for;"
                + " wanted is F1 0.6 ± 0.02 mol/mol");
  }

  @Test
  void aBudgetUsedUpIsNeverASuccess() {
    assertThat(new StopTerm.RunsUsed(3).judge(AIM, runs(1, 0.1, 0.0))).isEmpty();
    assertThat(verdict(new StopTerm.RunsUsed(2), runs(1, 0.1, 0.0)))
        .isEqualTo(new StopVerdict(false, "budget of 2 runs used up; nearest was run 2"));
  }

  @Test
  void timeUsedUpEndsAndSoDoesTooLittleForTheNextRun() {
    StopTerm term = new StopTerm.TimeUsed(Duration.ofHours(24));
    Duration run = Duration.ofMinutes(40);
    assertThat(term.judge(AIM, time(Duration.ofMinutes(1400), run))).isEmpty();
    assertThat(verdict(term, time(Duration.ofMinutes(1401), run)))
        .isEqualTo(
            new StopVerdict(
                false,
                "of 24 h 00 min there are 39 min 00 s left, and the next run takes at least 40 min"
                    + " 00 s"));
    assertThat(verdict(term, time(Duration.ofHours(24), run)))
        .isEqualTo(new StopVerdict(false, "time of 24 h 00 min used up"));
    assertThat(term.judge(AIM, NOTHING)).as("without a clock").isEmpty();
  }

  @Test
  void runsThatComeNoNearerEnd() {
    StopTerm term = new StopTerm.Stalled(2, 0.005);
    assertThat(term.judge(AIM, runs(1, 0.1, 0.2))).as("too few").isEmpty();
    assertThat(term.judge(AIM, runs(1, 0.1, 0.2, 0.05))).as("better").isEmpty();
    assertThat(verdict(term, runs(1, 0.1, 0.2, 0.098)))
        .isEqualTo(
            new StopVerdict(
                false,
                "the last 2 accepted runs came 0.00200 mol/mol nearer to the objective, which is"
                    + " not more than 0.00500 mol/mol; nearest was run 2"));
  }

  @Test
  void onlySeveralPoorProposalsInARowAreNotWorthARun() {
    StopTerm term = new StopTerm.Worth(0.001, 2);
    assertThat(term.judge(AIM, NOTHING)).isEmpty();
    assertThat(term.judge(AIM, forecast(0.5, 0.6, 0.0005))).isEmpty();
    assertThat(term.judge(AIM, forecast(0.5, 0.6, 0.0001, 0.001, 0.0005))).isEmpty();
    assertThat(verdict(term, forecast(0.5, 0.6, 0.01, 0.0004, 0.0005)))
        .isEqualTo(
            new StopVerdict(
                false,
                "the next run is expected to come 0.000500 mol/mol nearer to the objective, less"
                    + " than the 0.00100 mol/mol that a run is worth, for 2 proposals in a row"));
  }

  @Test
  void aSpaceWithoutHopeEndsButNotBeforeEnoughRuns() {
    assertThat(new StopTerm.Hopeless(0.01, 10).judge(AIM, forecast(0.0, 0.001))).isEmpty();
    assertThat(new StopTerm.Hopeless(0.01, 8).judge(AIM, forecast(0.0, 0.011))).isEmpty();
    assertThat(verdict(new StopTerm.Hopeless(0.01, 8), forecast(0.0, 0.001)))
        .isEqualTo(
            new StopVerdict(
                false,
                "no point reaches the objective with a probability above 0.00100, and 0.0100 or"
                    + " less is no hope"));
  }

  @Test
  void anAimReachedWithTheLastRunOfABudgetIsASuccess() {
    List<StopTerm> terms = List.of(new StopTerm.RunsUsed(1), new StopTerm.Confirmed(0));
    assertThat(StopTerm.first(terms, AIM, runs(1, 0.0)).orElseThrow().reached()).isTrue();
    assertThat(StopTerm.first(List.of(), AIM, runs(1, 0.0))).isEmpty();
  }

  @Test
  void termsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new StopTerm.RunsUsed(0)).hasMessageContaining("1 run, was 0");
    assertThatThrownBy(() -> new StopTerm.TimeUsed(Duration.ZERO)).hasMessageContaining("0 s");
    assertThatThrownBy(() -> new StopTerm.Confirmed(-1)).hasMessageContaining("was -1");
    assertThatThrownBy(() -> new StopTerm.Stalled(2, -0.1)).hasMessageContaining("was -0.1");
    assertThatThrownBy(() -> new StopTerm.Surely(1.0)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> new StopTerm.Worth(0.0, 1)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> new StopTerm.Hopeless(0.5, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new StopFacts.Spent(-1, Optional.empty(), Optional.empty()))
        .hasMessageContaining("-1");
  }
}
