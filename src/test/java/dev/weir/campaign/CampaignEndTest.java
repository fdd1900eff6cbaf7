package dev.weir.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.chemistry.CopolymerComposition;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunNumber;
import dev.weir.journal.Entry;
import dev.weir.learn.StandInPlant;
import dev.weir.optimize.Basis;
import dev.weir.optimize.Objective;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.stop.StopTerm;
import dev.weir.optimize.stop.StopVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a campaign makes of its terms: from the ledger and from a proposal. */
final class CampaignEndTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Objective OBJECTIVE =
      new Objective(new CopolymerComposition(0.6), 0.02, 0.5);
  private static final Conditions HERE = StandInPlant.conditions(0.5, 20.0, 80.0);

  private static CampaignEnd end(StopTerm... terms) {
    return new CampaignEnd(OBJECTIVE, List.of(terms));
  }

  private static Observation run(
      int number, double minutes, double composition, double conversion) {
    MeasuredConversion any = new MeasuredConversion(conversion, 0.01);
    return StandInPlant.observation(
        number,
        StandInPlant.conditions(0.5, minutes, 80.0),
        new Outcome(any, any, composition, 0.01, conversion, 0.01));
  }

  private static CampaignLedger ledger(Observation... observations) {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry(
            1, START, new CampaignEvent.CampaignStarted("test", "MMA", "St", OBJECTIVE, 9, 1L)));
    for (Observation observation : observations) {
      entries.add(
          new Entry(
              entries.size() + 1L,
              START.plusSeconds(entries.size()),
              new RunEvent.RunAccepted("test", observation)));
    }
    return CampaignLedger.of("test", entries);
  }

  private static Proposal proposal(Proposal.Source source, double gain, double believed) {
    return new Proposal(
        HERE,
        source,
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
                new Basis.Best(HERE, 0.004),
                Optional.of(new Basis.BelievedRun(new RunNumber(7), believed)),
                "00")));
  }

  @Test
  void oneRunWithinTheToleranceAndAboveTheFloorIsEnough() {
    assertThat(
            end(new StopTerm.Confirmed(0))
                .afterRuns(ledger(run(1, 10, 0.7, 0.6), run(2, 12, 0.61, 0.52)), START))
        .contains(
            new StopVerdict(
                true,
                "objective reached by run 2: F1 0.610 mol/mol (wanted 0.6 ± 0.02), X 0.520 mol/mol"
                    + " (wanted at least 0.5)"));
    assertThat(
            end(new StopTerm.Confirmed(0))
                .afterRuns(ledger(run(1, 10, 0.6, 0.499), run(2, 12, 0.621, 0.9)), START))
        .isEmpty();
  }

  @Test
  void aRepeatThatPullsTheMeanAwayDoesNotConfirm() {
    CampaignEnd end = end(new StopTerm.Confirmed(1));
    assertThat(end.afterRuns(ledger(run(1, 10, 0.6, 0.6), run(2, 12, 0.6, 0.6)), START)).isEmpty();
    assertThat(end.afterRuns(ledger(run(1, 10, 0.61, 0.6), run(2, 10, 0.66, 0.6)), START))
        .isEmpty();
    assertThat(end.afterRuns(ledger(run(1, 10, 0.6, 0.6), run(2, 10, 0.61, 0.6)), START))
        .hasValueSatisfying(
            verdict -> assertThat(verdict.reason()).contains("run 1 and 1 repeats, on average"));
  }

  @Test
  void theTimeCountsFromTheStartOfTheCampaign() {
    CampaignEnd end = end(new StopTerm.TimeUsed(Duration.ofHours(2)));
    CampaignLedger ledger = ledger(run(1, 10, 0.7, 0.6));
    assertThat(end.byTime(ledger, START.plusSeconds(7199))).isEmpty();
    assertThat(end.byTime(ledger, START.plusSeconds(7200)))
        .hasValueSatisfying(
            verdict -> {
              assertThat(verdict.reached()).isFalse();
              assertThat(verdict.reason())
                  .startsWith("time of 2 h 00 min used up; nearest was run 1: F1 0.700 mol/mol");
            });
    assertThat(end.beforeRun(Duration.ofMinutes(30), ledger, START.plusSeconds(5401)))
        .hasValueSatisfying(
            verdict -> assertThat(verdict.reason()).contains("takes at least 30 min 00 s"));
    assertThat(end.beforeRun(Duration.ofMinutes(30), ledger, START.plusSeconds(5400))).isEmpty();
  }

  @Test
  void aProposalTellsWhichRunProbablyReachedTheObjective() {
    CampaignEnd end = end(new StopTerm.Surely(0.95), new StopTerm.RunsUsed(9));
    assertThat(end.before(proposal(Proposal.Source.RECOMMENDATION, 0.0, 0.97), ledger(), START))
        .hasValueSatisfying(verdict -> assertThat(verdict.reached()).isTrue());
    assertThat(end.mayBeSure(ledger())).isFalse();
    assertThat(end.mayBeSure(ledger(run(1, 10, 0.7, 0.6)))).isTrue();
    assertThat(end(new StopTerm.Confirmed(1)).mayBeSure(ledger(run(1, 10, 0.7, 0.6)))).isFalse();
  }

  @Test
  void onlyPointsFoundByTheirPromiseAreJudgedByIt() {
    CampaignEnd end = end(new StopTerm.Worth(0.001, 1));
    assertThat(end.before(proposal(Proposal.Source.CONFIRMATION, 0.0, 0.5), ledger(), START))
        .isEmpty();
    assertThat(end.before(proposal(Proposal.Source.ACQUISITION, 0.0, 0.5), ledger(), START))
        .hasValueSatisfying(verdict -> assertThat(verdict.reached()).isFalse());
  }

  @Test
  void aSpaceThatHardlyHoldsTheObjectiveIsGivenUp() {
    assertThat(
            end(new StopTerm.Hopeless(0.01, 8))
                .before(proposal(Proposal.Source.ACQUISITION, 0.1, 0.0), ledger(), START))
        .hasValueSatisfying(
            verdict ->
                assertThat(verdict.reason())
                    .startsWith("no point reaches the objective with a probability above 0.00400"));
  }
}
