package dev.weir.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.chemistry.CopolymerComposition;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.learn.StandInPlant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StopRuleTest {
  private static final Objective OBJECTIVE =
      new Objective(new CopolymerComposition(0.6), 0.02, 0.5);
  private static final Budget AMPLE = new Budget(40, 3);

  private static Observation run(
      int number, double minutes, double composition, double conversion) {
    MeasuredConversion any = new MeasuredConversion(conversion, 0.01);
    return StandInPlant.observation(
        number,
        StandInPlant.conditions(0.5, minutes, 80.0),
        new Outcome(any, any, composition, 0.01, conversion, 0.01));
  }

  @Test
  void oneAcceptedRunWithinTheToleranceAndAboveTheFloorIsEnough() {
    assertThat(
            new StopRule.TargetReached(0)
                .judge(OBJECTIVE, List.of(run(1, 10, 0.7, 0.6), run(2, 12, 0.61, 0.52)), AMPLE))
        .contains(
            new StopVerdict(
                true,
                "objective reached by run 2: F1 0.610 mol/mol (wanted 0.6 ± 0.02), X 0.520 mol/mol"
                    + " (wanted at least 0.5)"));
  }

  @Test
  void aRunBelowTheFloorOrOutsideTheToleranceIsNot() {
    assertThat(
            new StopRule.TargetReached(0)
                .judge(OBJECTIVE, List.of(run(1, 10, 0.6, 0.499), run(2, 12, 0.621, 0.9)), AMPLE))
        .isEmpty();
  }

  @Test
  void aConfirmationMustBeOfTheSameConditions() {
    StopRule rule = new StopRule.TargetReached(1);
    assertThat(rule.judge(OBJECTIVE, List.of(run(1, 10, 0.6, 0.6), run(2, 12, 0.6, 0.6)), AMPLE))
        .isEmpty();
    assertThat(rule.judge(OBJECTIVE, List.of(run(1, 10, 0.6, 0.6), run(2, 10, 0.61, 0.6)), AMPLE))
        .hasValueSatisfying(
            verdict ->
                assertThat(verdict.reason())
                    .startsWith("objective reached by run 1 and 1 repeats, on average: F1 0.605"));
  }

  @Test
  void aRepeatThatPullsTheMeanAwayDoesNotConfirm() {
    assertThat(
            new StopRule.TargetReached(1)
                .judge(OBJECTIVE, List.of(run(1, 10, 0.61, 0.6), run(2, 10, 0.66, 0.6)), AMPLE))
        .isEmpty();
  }

  @Test
  void aBudgetUsedUpIsNeverASuccess() {
    StopRule rule = new StopRule.BudgetUsed();
    List<Observation> runs = List.of(run(1, 10, 0.7, 0.6), run(2, 12, 0.6, 0.6));
    assertThat(rule.judge(OBJECTIVE, runs, new Budget(3, 2))).isEmpty();
    assertThat(rule.judge(OBJECTIVE, runs, new Budget(3, 3)))
        .hasValueSatisfying(
            verdict -> {
              assertThat(verdict.reached()).isFalse();
              assertThat(verdict.reason())
                  .startsWith("budget of 3 runs used up; nearest was run 2: F1 0.600 mol/mol");
            });
    assertThat(rule.judge(OBJECTIVE, List.of(), new Budget(3, 3)))
        .contains(new StopVerdict(false, "budget of 3 runs used up; no run was accepted"));
  }

  @Test
  void runsThatComeNoNearerEndTheCampaign() {
    StopRule rule = new StopRule.NoImprovement(2, 0.005);
    List<Observation> stalled =
        List.of(run(1, 10, 0.7, 0.6), run(2, 11, 0.8, 0.6), run(3, 12, 0.698, 0.6));
    assertThat(rule.judge(OBJECTIVE, stalled, AMPLE))
        .hasValueSatisfying(
            verdict -> {
              assertThat(verdict.reached()).isFalse();
              assertThat(verdict.reason())
                  .startsWith(
                      "the last 2 accepted runs came 0.002 mol/mol nearer to the objective, which"
                          + " is not more than 0.005 mol/mol; nearest was run 3");
            });
    assertThat(rule.judge(OBJECTIVE, stalled.subList(0, 2), AMPLE)).isEmpty();
    assertThat(
            rule.judge(
                OBJECTIVE,
                List.of(run(1, 10, 0.7, 0.6), run(2, 11, 0.8, 0.6), run(3, 12, 0.65, 0.6)),
                AMPLE))
        .isEmpty();
  }

  @Test
  void theFirstRuleWithAVerdictDecides() {
    List<StopRule> rules = List.of(new StopRule.TargetReached(0), new StopRule.BudgetUsed());
    assertThat(
            StopRule.first(rules, OBJECTIVE, List.of(run(1, 10, 0.6, 0.6)), new Budget(1, 1))
                .orElseThrow()
                .reached())
        .isTrue();
    assertThat(StopRule.first(rules, OBJECTIVE, List.of(), new Budget(2, 1))).isEmpty();
  }

  @Test
  void budgetsAndRulesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Budget(0, 0)).hasMessageContaining("at least 1 run, was 0");
    assertThatThrownBy(() -> new StopRule.TargetReached(-1)).hasMessageContaining("was -1");
    assertThatThrownBy(() -> new StopRule.NoImprovement(2, -0.1)).hasMessageContaining("mol/mol");
  }
}
