package dev.weir.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.campaign.CampaignEvent.ProposalAccepted;
import dev.weir.campaign.CampaignEvent.ProposalMade;
import dev.weir.campaign.CampaignEvent.ProposalRefused;
import dev.weir.chemistry.CopolymerComposition;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunNumber;
import dev.weir.experiment.VoidCause;
import dev.weir.flow.FeedName;
import dev.weir.flow.Ramp;
import dev.weir.flow.Setpoints;
import dev.weir.journal.Entry;
import dev.weir.journal.JournalEvent;
import dev.weir.learn.StandInPlant;
import dev.weir.optimize.Objective;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.Proposal.Source;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CampaignLedgerTest {
  private static final String NAME = "test";
  private static final Conditions HERE = StandInPlant.conditions(0.4, 20.0, 80.0);
  private static final Conditions THERE = StandInPlant.conditions(0.6, 30.0, 85.0);

  private final List<JournalEvent> events =
      new ArrayList<>(
          List.of(
              new CampaignEvent.CampaignStarted(
                  NAME,
                  "MMA",
                  "St",
                  new Objective(new CopolymerComposition(0.6), 0.02, 0.5),
                  10,
                  7L)));

  private CampaignLedger folded() {
    List<Entry> entries = new ArrayList<>();
    for (JournalEvent event : events) {
      entries.add(new Entry(entries.size() + 1L, Instant.EPOCH, event));
    }
    return CampaignLedger.of(NAME, entries);
  }

  private void made(int index, Conditions conditions, Source source) {
    events.add(
        new ProposalMade(
            NAME,
            index,
            new Proposal(conditions, source, Optional.empty(), 0.01, 7L, 0, "because")));
  }

  private void accepted(int index, int run) {
    events.add(new ProposalAccepted(NAME, index, new RunNumber(run)));
  }

  private void started(int run, Conditions conditions) {
    TreeMap<FeedName, FlowRate> flows = new TreeMap<>();
    flows.put(new FeedName("mma"), new FlowRate(100.0));
    events.add(
        new RunEvent.RunStarted(
            NAME, new RunNumber(run), conditions, new Setpoints(flows, new Temperature(80.0))));
  }

  private void voided(int run, VoidCause cause) {
    events.add(new RunEvent.RunVoided(NAME, new RunNumber(run), "because", Optional.of(cause)));
  }

  @Test
  void aProposalThatWasMadeIsNotLost() {
    made(0, HERE, Source.INITIAL_DESIGN);
    CampaignLedger ledger = folded();
    assertThat(ledger.undecided().orElseThrow().proposal().conditions()).isEqualTo(HERE);
    assertThat(ledger.undecided().orElseThrow().sequence()).isEqualTo(2L);
    assertThat(ledger.proposals()).isEqualTo(1);
    assertThat(ledger.started()).isZero();
  }

  @Test
  void aProposalThatWasAcceptedAndNotRunKeepsItsRunNumber() {
    made(0, HERE, Source.INITIAL_DESIGN);
    accepted(0, 1);
    assertThat(folded().undecided().orElseThrow().accepted()).contains(new RunNumber(1));
  }

  @Test
  void aRefusedProposalIsBarredAndGone() {
    made(0, HERE, Source.ACQUISITION);
    events.add(new ProposalRefused(NAME, 0, "too hot"));
    CampaignLedger ledger = folded();
    assertThat(ledger.undecided()).isEmpty();
    assertThat(ledger.barred()).containsExactly(HERE);
    assertThat(ledger.failed()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(VoidCause.class)
  void aFaultOfTheBenchIsRepeatedAndOneOfTheConditionsIsBarred(VoidCause cause) {
    made(0, HERE, Source.ACQUISITION);
    accepted(0, 1);
    started(1, HERE);
    voided(1, cause);
    CampaignLedger ledger = folded();
    assertThat(ledger.voided()).isEqualTo(1);
    assertThat(ledger.repeat().isPresent()).isEqualTo(cause.mayBeRepeated());
    assertThat(ledger.barred().isEmpty()).isEqualTo(cause.mayBeRepeated());
    assertThat(ledger.failed().isEmpty()).isEqualTo(!cause.isOfTheConditions());
  }

  @Test
  void theSameConditionsAreRepeatedTwiceAndThenBarred() {
    made(0, HERE, Source.ACQUISITION);
    for (int run = 1; run <= 3; run++) {
      if (run > 1) {
        assertThat(folded().repeat().orElseThrow().attempt()).isEqualTo(run);
        made(run - 1, HERE, Source.REPEAT);
      }
      accepted(run - 1, run);
      started(run, HERE);
      voided(run, VoidCause.EQUIPMENT);
    }
    CampaignLedger ledger = folded();
    assertThat(ledger.repeat()).isEmpty();
    assertThat(ledger.barred()).containsExactly(HERE);
    assertThat(ledger.designed()).isEqualTo(1);
    assertThat(ledger.proposals()).isEqualTo(3);
  }

  @Test
  void anOldJournalThatTellsNoCauseBarsAsBefore() {
    made(0, HERE, Source.ACQUISITION);
    accepted(0, 1);
    started(1, HERE);
    events.add(new RunEvent.RunVoided(NAME, new RunNumber(1), "because"));
    assertThat(folded().barred()).containsExactly(HERE);
    assertThat(folded().repeat()).isEmpty();
  }

  @Test
  void anOperatorsPointWaitsUntilItIsProposedAndDoesNotShortenTheDesign() {
    events.add(new CampaignEvent.PointAsked(NAME, THERE, "Ada", "curious"));
    assertThat(folded().asked().orElseThrow().conditions()).isEqualTo(THERE);
    made(0, THERE, Source.OPERATOR);
    assertThat(folded().asked()).isEmpty();
    assertThat(folded().designed()).isZero();
  }

  @Test
  void eventsOfAnotherCampaignAreNotItsBusiness() {
    events.add(new ProposalRefused("other", 0, "no"));
    events.add(new CampaignEvent.PointAsked("other", THERE, "Ada", "curious"));
    assertThat(folded().asked()).isEmpty();
    assertThat(folded().seed()).contains(7L);
  }

  /**
   * Whatever event of a ramp is the last: what was accepted is there, and nothing else is asked.
   */
  @Test
  void whatIsAcceptedOnARampStaysWhereverTheJournalEnds() {
    made(0, HERE, Source.ACQUISITION);
    accepted(0, 1);
    RunNumber run = new RunNumber(1);
    Ramp ramp =
        new Ramp(
            TimeSpan.ofMinutes(40.0), TimeSpan.ofMinutes(60.0), List.of(TimeSpan.ofMinutes(25.0)));
    Observation steady = StandInPlant.observation(1, HERE, StandInPlant.truth(HERE));
    Observation aliquot = StandInPlant.observation(1, THERE, StandInPlant.truth(THERE));
    events.add(
        new RunEvent.RunStarted(
            NAME,
            run,
            HERE,
            new Setpoints(new TreeMap<>(), new Temperature(80.0)),
            Optional.of(ramp)));
    List<JournalEvent> ramped =
        List.of(
            new RunEvent.SampleDrawn(NAME, run, steady.sample()),
            new RunEvent.AliquotDrawn(NAME, run, 2, aliquot.sample(), TimeSpan.ofMinutes(25.0)),
            new RunEvent.RunAccepted(NAME, steady),
            new RunEvent.AliquotAccepted(NAME, aliquot),
            new RunEvent.AliquotVoided(NAME, run, 3, "not drawn"),
            new RunEvent.RampEnded(NAME, run, 1, "over"));
    List<Integer> observed = new ArrayList<>();
    List<Boolean> onlyRamp = new ArrayList<>();
    for (JournalEvent event : ramped) {
      events.add(event);
      CampaignLedger ledger = folded();
      observed.add(ledger.observations().size());
      onlyRamp.add(ledger.isOnlyRampUnfinished());
      assertThat(ledger.started()).isEqualTo(1);
      assertThat(ledger.undecided()).isEmpty();
    }
    assertThat(observed).containsExactly(0, 0, 1, 2, 2, 2);
    assertThat(onlyRamp).containsExactly(false, false, true, true, true, false);
    assertThat(folded().unfinished()).isEmpty();
    assertThat(folded().voided()).isZero();
  }

  @Test
  void aRampThatIsRefusedLeavesItsPointToASteadyRun() {
    Ramp ramp =
        new Ramp(
            TimeSpan.ofMinutes(40.0), TimeSpan.ofMinutes(60.0), List.of(TimeSpan.ofMinutes(25.0)));
    events.add(
        new ProposalMade(
            NAME,
            0,
            new Proposal(
                HERE,
                Source.ACQUISITION,
                Optional.empty(),
                0.01,
                7L,
                0,
                "because",
                Optional.empty(),
                Optional.of(ramp))));
    events.add(new ProposalRefused(NAME, 0, "a ramp: too fast"));
    assertThat(folded().barred()).isEmpty();
    assertThat(folded().steadyOnly()).containsExactly(HERE);
  }
}
