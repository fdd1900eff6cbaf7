package dev.weir.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.app.RandomEvents;
import dev.weir.app.file.WeirEvents;
import dev.weir.campaign.CampaignEvent.CampaignEnded;
import dev.weir.campaign.CampaignEvent.CampaignStarted;
import dev.weir.campaign.CampaignEvent.ProposalAccepted;
import dev.weir.campaign.CampaignEvent.ProposalMade;
import dev.weir.campaign.CampaignStatus;
import dev.weir.chemistry.CopolymerComposition;
import dev.weir.chemistry.FeedComposition;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.device.SampleName;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.experiment.RampAliquot;
import dev.weir.experiment.RunEvent.AliquotAccepted;
import dev.weir.experiment.RunEvent.AliquotDrawn;
import dev.weir.experiment.RunEvent.AliquotVoided;
import dev.weir.experiment.RunEvent.RampEnded;
import dev.weir.experiment.RunEvent.RunAccepted;
import dev.weir.experiment.RunEvent.RunPhaseEntered;
import dev.weir.experiment.RunEvent.RunStarted;
import dev.weir.experiment.RunEvent.RunVoided;
import dev.weir.experiment.RunEvent.SteadyStateJudged;
import dev.weir.experiment.RunNumber;
import dev.weir.experiment.RunPhase;
import dev.weir.experiment.SteadyState;
import dev.weir.flow.FeedName;
import dev.weir.flow.Ramp;
import dev.weir.flow.Setpoints;
import dev.weir.jobs.JobEvent.JobFound;
import dev.weir.jobs.JobFinding;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.journal.JournalEvent;
import dev.weir.journal.JournalReader;
import dev.weir.journal.JournalSettings;
import dev.weir.materials.generate.FormulaJob;
import dev.weir.optimize.Objective;
import dev.weir.optimize.Proposal;
import dev.weir.reactor.AlarmKind;
import dev.weir.reactor.ReactorEvent.AlarmAcknowledged;
import dev.weir.reactor.ReactorEvent.AlarmRaised;
import dev.weir.reactor.ReactorEvent.AlarmReturned;
import dev.weir.reactor.ReactorEvent.ReadingsRecorded;
import dev.weir.reactor.ReactorEvent.SessionStarted;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordsTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final String CAMPAIGN = "styrene-mma";
  private static final Conditions REQUESTED = conditions(0.4, 80);
  private static final Setpoints SETPOINTS =
      new Setpoints(
          new TreeMap<>(Map.of(new FeedName("st"), new FlowRate(100))), new Temperature(80));
  private static final Proposal PROPOSAL =
      new Proposal(
          REQUESTED,
          Proposal.Source.ACQUISITION,
          Optional.of(new Proposal.Predicted(0.5, 0.01, 0.6, 0.02)),
          0.25,
          7,
          3,
          "expected improvement");
  private static final SteadyState STEADY =
      new SteadyState(true, 0.99, 0.01, 0.1, 0.0, 0.02, "both tests hold");

  @TempDir Path temporary;
  private Path journalFolder;
  private Path recordsFolder;

  @BeforeEach
  void folders() {
    journalFolder = temporary.resolve("journal");
    recordsFolder = temporary.resolve("records");
  }

  private static Conditions conditions(double f10, double celsius) {
    return new Conditions(
        new FeedComposition(f10),
        TimeSpan.ofMinutes(20),
        new Temperature(celsius),
        new Concentration(3),
        new Concentration(0.03));
  }

  private static Observation observation(int run) {
    return new Observation(
        new RunNumber(run),
        REQUESTED,
        conditions(0.401, 80.2),
        new Outcome(
            new MeasuredConversion(0.5, 0.01),
            new MeasuredConversion(0.6, 0.01),
            0.36,
            0.01,
            0.56,
            0.01),
        STEADY,
        new SampleName("S-" + run),
        START.plusSeconds(100),
        START.plusSeconds(4000),
        new TimeSpan(3600),
        new TreeMap<>(
            Map.of(new FeedName("st"), new Volume(6000.5), new FeedName("mma"), new Volume(7000))),
        "ab12");
  }

  private static List<JournalEvent> story() {
    RunNumber one = new RunNumber(1);
    RunNumber two = new RunNumber(2);
    return List.of(
        new SessionStarted("0.1", "cafe", true, false),
        new CampaignStarted(
            CAMPAIGN, "St", "MMA", new Objective(new CopolymerComposition(0.5), 0.02, 0.5), 40, 1),
        new ProposalMade(CAMPAIGN, 0, PROPOSAL),
        new ProposalAccepted(CAMPAIGN, 0, one),
        new RunStarted(CAMPAIGN, one, REQUESTED, SETPOINTS),
        new RunPhaseEntered(CAMPAIGN, one, RunPhase.SET, "heating"),
        new RunPhaseEntered(CAMPAIGN, one, RunPhase.FLUSH, "80 °C reached"),
        new SteadyStateJudged(CAMPAIGN, one, STEADY),
        new RunAccepted(CAMPAIGN, observation(1)),
        new RunStarted(CAMPAIGN, two, REQUESTED, SETPOINTS),
        new AlarmRaised(1, AlarmKind.OVER_PRESSURE, "inlet", "12.5 bar above 10 bar", true),
        new RunVoided(CAMPAIGN, two, "=cmd, \"over-pressure\""),
        new AlarmReturned(1),
        new AlarmAcknowledged(1, "ada"));
  }

  private void journal(List<? extends JournalEvent> events) {
    try (Journal journal =
        Journal.open(
            journalFolder,
            WeirEvents.types(),
            JournalSettings.STANDARD,
            JournalDisk.withoutForce())) {
      Instant at = START;
      for (JournalEvent event : events) {
        journal.append(at, event);
        journal.agent().doWork(at);
        at = at.plusMillis(500);
      }
    }
  }

  private Records open() {
    return Records.open(recordsFolder, journalFolder, WeirEvents.types());
  }

  private static Records followed(Records records) {
    try (JournalReader reader = records.reader()) {
      while (records.follow(reader) > 0) {
        // until the end of the journal
      }
    }
    return records;
  }

  /** Every row of every table. */
  private List<String> dump(Path folder) throws IOException, SQLException {
    RecordsFolder names = new RecordsFolder(folder);
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(names.url(false), "weir", names.password());
        Statement statement = connection.createStatement();
        ResultSet script = statement.executeQuery("SCRIPT NOPASSWORDS NOSETTINGS")) {
      while (script.next()) {
        rows.add(script.getString(1));
      }
    }
    rows.removeIf(row -> row.contains("flyway_schema_history") || row.contains("CREATE USER"));
    return rows;
  }

  private static List<Path> setAside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().contains("aside")).toList();
    }
  }

  @Test
  void formulasThatJobsFoundAreRowsByJobAndRank() throws IOException {
    Map<String, Double> figures =
        Map.of(FormulaJob.TARGET, -3.0, FormulaJob.PREDICTED, -2.95, FormulaJob.HALF_WIDTH, 0.2);
    JobFinding first = new JobFinding("KMgF3", new TreeMap<>(figures), "NaMgF3");
    JobFinding second = new JobFinding("RbMgF3", new TreeMap<>(), "");
    journal(
        List.of(
            new JobFound("formulas-1", FormulaJob.KIND, 0, List.of(first)),
            new JobFound("formulas-1", FormulaJob.KIND, 1, List.of(second)),
            new JobFound("other-1", "other", 0, List.of(first)),
            new JobFound("formulas-2", FormulaJob.KIND, 0, List.of(second))));
    try (Records records = followed(open())) {
      assertThat(records.formulas(Optional.empty(), 10))
          .extracting(one -> one.job() + " " + one.rank() + " " + one.formula())
          .containsExactly("formulas-2 1 RbMgF3", "formulas-1 1 KMgF3", "formulas-1 2 RbMgF3");
      StringBuilder csv = new StringBuilder();
      FormulasCsv.write(records.formulas(Optional.of("formulas-1"), 10), csv);
      assertThat(csv.toString().lines())
          .containsExactly(
              "job,rank,formula,found_at,target_ev_per_atom,predicted_ev_per_atom,half_width_95_ev_per_atom,made_from",
              "formulas-1,1,KMgF3," + START + ",-3.0,-2.95,0.2,NaMgF3",
              "formulas-1,2,RbMgF3," + START.plusMillis(500) + ",,,,");
    }
  }

  @Test
  void anAcceptedRunHasItsObservationProposalAndPhases() {
    journal(story());
    try (Records records = followed(open())) {
      RunRecord run = records.run(CAMPAIGN, 1).orElseThrow();
      assertThat(run.state()).isEqualTo(RunRecord.State.ACCEPTED);
      assertThat(run.requested()).isEqualTo(REQUESTED);
      assertThat(run.setpoints()).isEqualTo(SETPOINTS);
      assertThat(run.observation()).contains(observation(1));
      assertThat(run.proposal()).contains(PROPOSAL);
      assertThat(run.steadyState()).contains(STEADY);
      assertThat(run.startedAt()).isEqualTo(START.plusSeconds(2));
      assertThat(run.endedAt()).contains(START.plusSeconds(4));
      assertThat(run.phases())
          .containsExactly(
              new RunRecord.PhaseTime(RunPhase.SET, START.plusMillis(2500), "heating"),
              new RunRecord.PhaseTime(RunPhase.FLUSH, START.plusMillis(3000), "80 °C reached"));
    }
  }

  @Test
  void aVoidRunKeepsItsReasonAndACampaignCountsItsRuns() {
    journal(story());
    try (Records records = followed(open())) {
      assertThat(records.runs(CAMPAIGN))
          .extracting(RunRecord::state)
          .containsExactly(RunRecord.State.ACCEPTED, RunRecord.State.VOID);
      assertThat(records.run(CAMPAIGN, 2).orElseThrow().reason())
          .isEqualTo("=cmd, \"over-pressure\"");
      assertThat(records.run(CAMPAIGN, 3)).isEmpty();
      assertThat(records.runs("another")).isEmpty();
      CampaignRecord campaign = records.campaigns().getFirst();
      assertThat(campaign.state()).isEqualTo(CampaignStatus.State.RUNNING);
      assertThat(List.of(campaign.started(), campaign.accepted(), campaign.voided()))
          .containsExactly(2, 1, 1);
      AlarmRecord alarm = records.alarms(10).getFirst();
      assertThat(alarm.kind()).isEqualTo(AlarmKind.OVER_PRESSURE);
      assertThat(alarm.acknowledgedBy()).contains("ada");
      assertThat(records.events(2))
          .extracting(entry -> entry.event())
          .containsExactly(new AlarmAcknowledged(1, "ada"), new AlarmReturned(1));
    }
  }

  @Test
  void aCampaignThatIsStartedAnewHasRunsOfItsOwn() {
    List<JournalEvent> events = new ArrayList<>(story());
    events.add(new CampaignEnded(CAMPAIGN, CampaignStatus.State.STOPPED, "by the operator"));
    events.add(story().get(1));
    events.add(new RunStarted(CAMPAIGN, new RunNumber(1), REQUESTED, SETPOINTS));
    journal(events);
    try (Records records = followed(open())) {
      assertThat(records.campaigns()).extracting(CampaignRecord::started).containsExactly(2, 1);
      assertThat(records.campaigns().getFirst().state()).isEqualTo(CampaignStatus.State.STOPPED);
      assertThat(records.runs(CAMPAIGN))
          .singleElement()
          .satisfies(run -> assertThat(run.proposal()).isEmpty());
    }
  }

  @Test
  void aTrendHasOneReadingPerSecondDrawnTogether() {
    List<JournalEvent> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      events.add(
          new ReadingsRecorded(new TreeMap<>(Map.of("bath/temperature.actual", (double) i))));
    }
    journal(events);
    try (Records records = followed(open())) {
      assertThat(records.tags()).containsExactly("bath/temperature.actual");
      Instant to = START.plusSeconds(100);
      List<TrendPoint> all =
          records.trend("bath/temperature.actual", START.minusSeconds(1), to, 1000);
      assertThat(all).hasSizeBetween(99, 101);
      List<TrendPoint> few =
          records.trend("bath/temperature.actual", START.minusSeconds(1), to, 10);
      assertThat(few).hasSizeLessThanOrEqualTo(10);
      assertThat(few.getFirst().lowest()).isZero();
      assertThat(few.getLast().highest()).isBetween(197.0, 199.0);
      assertThat(records.trend("none", START, to, 10)).isEmpty();
    }
  }

  @Test
  void readingsAreThinnedWithAgeAndARebuildComesOutTheSame() throws IOException, SQLException {
    List<Instant> days = new ArrayList<>();
    for (int day = 0; day < 120; day += day < 20 ? 1 : 10) {
      days.add(START.plus(java.time.Duration.ofDays(day)));
    }
    for (Instant day : days) {
      readings(day, 30);
      followed(open()).close();
    }
    try (Records records = followed(open())) {
      Instant last = days.getLast();
      assertThat(all(records, last)).as("the present day").hasSize(30);
      assertThat(all(records, START.plus(java.time.Duration.ofDays(50))))
          .as("one a minute after a week")
          .hasSize(10);
      assertThat(all(records, START)).as("one in ten minutes after 90 days").hasSizeBetween(1, 2);
    }
    List<String> followed = dump(recordsFolder);
    Path anew = temporary.resolve("anew");
    followed(Records.open(anew, journalFolder, WeirEvents.types())).close();
    assertThat(dump(anew)).isEqualTo(followed);
  }

  private List<TrendPoint> all(Records records, Instant day) {
    return records.trend("bath/temperature.actual", day, day.plusSeconds(3600), 1000);
  }

  /** A reading in every 20 s. */
  private void readings(Instant from, int count) {
    try (Journal journal =
        Journal.open(
            journalFolder,
            WeirEvents.types(),
            JournalSettings.STANDARD,
            JournalDisk.withoutForce())) {
      for (int i = 0; i < count; i++) {
        Instant at = from.plusSeconds(20L * i);
        journal.append(
            at, new ReadingsRecorded(new TreeMap<>(Map.of("bath/temperature.actual", (double) i))));
        journal.agent().doWork(at);
      }
    }
  }

  @Test
  void whateverStandsInTheJournalARebuildEqualsFollowing() throws IOException, SQLException {
    for (long seed = 1; seed <= 3; seed++) {
      journalFolder = temporary.resolve("journal" + seed);
      recordsFolder = temporary.resolve("records" + seed);
      RandomEvents random = new RandomEvents(seed);
      for (int session = 0; session < 3; session++) {
        journal(Stream.generate(random::next).limit(150).toList());
        followed(open()).close();
      }
      try (Records records = followed(open())) {
        assertThat(records.opening()).as("seed %d", seed).isEqualTo(new Opening.Continued(450));
        records.campaigns().forEach(campaign -> records.runs(campaign.name()));
        records.alarms(100);
        assertThat(records.events(1000)).isNotEmpty();
      }
      List<String> followed = dump(recordsFolder);
      Path anew = temporary.resolve("anew" + seed);
      followed(Records.open(anew, journalFolder, WeirEvents.types())).close();
      assertThat(dump(anew)).as("seed %d", seed).isEqualTo(followed);
    }
  }

  @Test
  void entriesThatAreThereAlreadyArePassedOver() {
    journal(story());
    try (Records records = followed(open());
        JournalReader again = JournalReader.open(journalFolder, WeirEvents.types(), 1)) {
      assertThat(records.follow(again)).isEqualTo(14);
      assertThat(records.events(100)).hasSize(14);
    }
  }

  @Test
  void aMissingDatabaseIsBuiltAnew() throws IOException {
    journal(story());
    followed(open()).close();
    Files.delete(new RecordsFolder(recordsFolder).database());
    try (Records records = followed(open())) {
      assertThat(records.opening()).isEqualTo(new Opening.Created());
      assertThat(records.runs(CAMPAIGN)).hasSize(2);
    }
  }

  @Test
  void anOlderDatabaseCatchesUp() {
    journal(story().subList(0, 6));
    followed(open()).close();
    journal(story().subList(6, 14));
    try (Records records = followed(open())) {
      assertThat(records.opening()).isEqualTo(new Opening.Continued(6));
      assertThat(records.run(CAMPAIGN, 1).orElseThrow().state())
          .isEqualTo(RunRecord.State.ACCEPTED);
    }
  }

  @Test
  void aDatabaseAheadOfTheJournalIsSetAside() throws IOException {
    journal(story());
    followed(open()).close();
    journalFolder = temporary.resolve("shorter");
    journal(story().subList(0, 6));
    try (Records records = followed(open())) {
      assertThat(records.opening())
          .isInstanceOfSatisfying(
              Opening.Rebuilt.class,
              rebuilt -> assertThat(rebuilt.reason()).contains("the journal ends before"));
      assertThat(records.appliedSequence()).isEqualTo(6);
    }
    assertThat(setAside(recordsFolder)).hasSize(1);
  }

  @Test
  void aDatabaseOfAnotherJournalIsSetAsideAlthoughTheLengthFits() {
    journal(story());
    followed(open()).close();
    journalFolder = temporary.resolve("other");
    journal(story().reversed());
    try (Records records = open()) {
      assertThat(records.opening())
          .isInstanceOfSatisfying(
              Opening.Rebuilt.class,
              rebuilt -> assertThat(rebuilt.reason()).contains("something else at entry 14"));
    }
  }

  @Test
  void aDamagedDatabaseIsSetAside() throws IOException {
    journal(story());
    followed(open()).close();
    Path database = new RecordsFolder(recordsFolder).database();
    byte[] whole = Files.readAllBytes(database);
    byte[] garbage = new byte[whole.length];
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    int aside = 0;
    for (byte[] damaged : List.of(new byte[0], new byte[5000], garbage, half)) {
      Files.write(database, damaged);
      try (Records records = followed(open())) {
        assertThat(records.opening()).isInstanceOf(Opening.Rebuilt.class);
        assertThat(records.runs(CAMPAIGN)).hasSize(2);
      }
      aside++;
      assertThat(setAside(recordsFolder)).hasSize(aside);
    }
  }

  @Test
  void aDatabaseThatFailedInUseIsNotTrustedAgain() throws IOException {
    journal(story());
    followed(open()).close();
    new RecordsFolder(recordsFolder).suspect("it failed at noon");
    try (Records records = open()) {
      assertThat(records.opening())
          .isInstanceOfSatisfying(
              Opening.Rebuilt.class,
              rebuilt -> assertThat(rebuilt.reason()).isEqualTo("it failed at noon"));
    }
    try (Records records = open()) {
      assertThat(records.opening()).isInstanceOf(Opening.Continued.class);
    }
  }

  @Test
  void aGapInTheJournalIsRefused() {
    journal(story());
    try (Records records = open();
        JournalReader late = JournalReader.open(journalFolder, WeirEvents.types(), 5)) {
      assertThatThrownBy(() -> records.follow(late))
          .isInstanceOf(RecordsException.class)
          .hasMessageContaining("entry 5 follows entry 0");
    }
  }

  @Test
  void theExportHasUnitsInItsHeaderAndNoFormulas() throws IOException {
    journal(story());
    StringBuilder csv = new StringBuilder();
    try (Records records = followed(open())) {
      RunsCsv.write(records.runs(CAMPAIGN), csv);
    }
    List<String> lines = csv.toString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst())
        .contains("requested_temperature_degC", "waited_s", "used_mma_uL,used_st_uL");
    assertThat(lines.get(1))
        .contains(
            "ACCEPTED", ",0.401,1200.0,80.2,", ",3600.0,S-1,", ",7000.0,6000.5,ACQUISITION,ab12,");
    assertThat(lines.get(2)).endsWith(",\"'=cmd, \"\"over-pressure\"\"\"");
  }

  @Test
  void aliquotsOfARampAreOfTheRunAndOfItsExport() throws IOException {
    RunNumber one = new RunNumber(1);
    Ramp ramp =
        new Ramp(TimeSpan.ofMinutes(40), TimeSpan.ofMinutes(60), List.of(TimeSpan.ofMinutes(25)));
    Observation steady = observation(1);
    Observation aliquot =
        new Observation(
            one,
            steady.requested(),
            steady.achieved(),
            steady.outcome(),
            STEADY,
            new SampleName("S-1-2"),
            steady.startedAt(),
            steady.sampledAt().plusSeconds(600),
            new TimeSpan(4200),
            steady.used(),
            "cd34",
            Optional.of(new RampAliquot(2, new TimeSpan(90), new TimeSpan(80), 0.001, 0.002)));
    List<JournalEvent> events = new ArrayList<>(story().subList(0, 4));
    events.addAll(
        List.of(
            new RunStarted(CAMPAIGN, one, REQUESTED, SETPOINTS, Optional.of(ramp)),
            new SteadyStateJudged(CAMPAIGN, one, STEADY),
            new RunAccepted(CAMPAIGN, steady),
            new AliquotDrawn(CAMPAIGN, one, 2, aliquot.sample(), TimeSpan.ofMinutes(25)),
            new AliquotDrawn(CAMPAIGN, one, 3, new SampleName("S-1-3"), TimeSpan.ofMinutes(30)),
            new AliquotAccepted(CAMPAIGN, aliquot),
            new AliquotVoided(CAMPAIGN, one, 3, "no result"),
            new AliquotVoided(CAMPAIGN, one, 4, "not drawn"),
            new RampEnded(CAMPAIGN, one, 1, "over")));
    journal(events);
    StringBuilder csv = new StringBuilder();
    try (Records records = followed(open())) {
      RunRecord run = records.run(CAMPAIGN, 1).orElseThrow();
      assertThat(run.state()).isEqualTo(RunRecord.State.ACCEPTED);
      assertThat(run.observation()).contains(steady);
      assertThat(run.reason()).isEqualTo("over");
      assertThat(run.aliquots()).hasSize(3);
      assertThat(run.aliquots().getFirst().observation()).contains(aliquot);
      assertThat(run.aliquots().get(1).state()).isEqualTo(RunRecord.AliquotState.VOID);
      assertThat(run.aliquots().get(1).sample()).contains("S-1-3");
      assertThat(run.aliquots().get(2).sample()).isEmpty();
      assertThat(run.aliquots().get(2).reason()).isEqualTo("not drawn");
      RunsCsv.write(records.runs(CAMPAIGN), csv);
    }
    List<String> lines = csv.toString().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.getFirst()).startsWith("campaign,run,aliquot,state,");
    assertThat(lines.get(1)).startsWith("styrene-mma,1,1,ACCEPTED,");
    assertThat(lines.get(2)).startsWith("styrene-mma,1,2,ACCEPTED,").contains(",4200.0,S-1-2,");
    assertThat(lines.get(4)).startsWith("styrene-mma,1,4,VOID,").endsWith(",not drawn");
  }
}
