package dev.weir.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.chemistry.CopolymerComposition;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.RunNumber;
import dev.weir.learn.StandInPlant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProposalRuleTest {
  private static final Objective OBJECTIVE =
      new Objective(new CopolymerComposition(0.6), 0.01, 0.5);
  private static final Conditions HERE = StandInPlant.conditions(0.5, 20.0, 80.0);

  private static Proposal proposal(double gain, double believed, double best) {
    return new Proposal(
        HERE,
        Proposal.Source.ACQUISITION,
        Optional.empty(),
        gain,
        1L,
        9,
        "because",
        Optional.of(
            new Basis(
                List.of(new Basis.LayerWeight("kinetics", 1.0)),
                new Basis.Interval(0.59, 0.61),
                new Basis.Interval(0.5, 0.6),
                0.5,
                List.of(),
                Optional.empty(),
                new Basis.Best(HERE, best),
                Optional.of(new Basis.BelievedRun(new RunNumber(7), believed)),
                "00")));
  }

  @Test
  void confidenceInARunEndsTheCampaignAsASuccess() {
    ProposalRule rule = new ProposalRule.Confident(0.95);
    StopVerdict verdict =
        rule.judge(OBJECTIVE, proposal(0.01, 0.97, 0.99), List.of()).orElseThrow();
    assertThat(verdict.reached()).isTrue();
    assertThat(verdict.reason()).contains("run 7").contains("0.970").contains("0.95");
    assertThat(rule.judge(OBJECTIVE, proposal(0.01, 0.9, 0.99), List.of())).isEmpty();
  }

  @Test
  void onlySeveralPoorProposalsInARowAreNotWorthARunAndThatIsNoSuccess() {
    ProposalRule rule = new ProposalRule.NotWorthARun(0.001, 2);
    Proposal poor = proposal(0.0005, 0.5, 0.6);
    assertThat(rule.judge(OBJECTIVE, poor, List.of())).isEmpty();
    assertThat(rule.judge(OBJECTIVE, poor, List.of(0.01))).isEmpty();
    StopVerdict verdict = rule.judge(OBJECTIVE, poor, List.of(0.01, 0.0004)).orElseThrow();
    assertThat(verdict.reached()).isFalse();
    assertThat(verdict.reason()).contains("0.00050").contains("0.001").contains("2 proposals");
  }

  @Test
  void aSpaceWithoutHopeEndsTheCampaignButNotBeforeEnoughRuns() {
    Proposal hopeless = proposal(0.01, 0.0, 0.001);
    assertThat(new ProposalRule.Hopeless(0.01, 8).judge(OBJECTIVE, hopeless, List.of()))
        .hasValueSatisfying(verdict -> assertThat(verdict.reached()).isFalse());
    assertThat(new ProposalRule.Hopeless(0.01, 10).judge(OBJECTIVE, hopeless, List.of())).isEmpty();
  }

  @Test
  void figuresThatPromiseNothingAreRefused() {
    assertThatThrownBy(() -> new ProposalRule.Confident(1.0)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> new ProposalRule.NotWorthARun(0.0, 1)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> new ProposalRule.Hopeless(0.5, 0)).hasMessageContaining("0");
  }
}
