package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.rest.CampaignReply;
import dev.weir.api.rest.RunReply;
import dev.weir.api.rest.TrendReply.Point;
import dev.weir.app.file.WeirEvents;
import dev.weir.campaign.CampaignEvent.CampaignStarted;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunEvent.RunAccepted;
import dev.weir.experiment.RunEvent.RunStarted;
import dev.weir.experiment.RunEvent.RunVoided;
import dev.weir.experiment.RunNumber;
import dev.weir.flow.Setpoints;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.journal.JournalEvent;
import dev.weir.journal.JournalReader;
import dev.weir.journal.JournalSettings;
import dev.weir.reactor.ReactorEvent.ReadingsRecorded;
import dev.weir.records.Records;
import dev.weir.units.Temperature;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive over records that were projected from a journal. */
final class RecordsArchiveTest {
  private static final String CAMPAIGN = "styrene-mma";
  private static final Observation FIRST = ExampleLab.campaign(1).observations().getFirst();

  @TempDir private Path folder;

  private static List<JournalEvent> story() {
    Setpoints setpoints = new Setpoints(new TreeMap<>(), new Temperature(80));
    RunNumber two = new RunNumber(2);
    return List.of(
        new CampaignStarted(CAMPAIGN, "styrene", "MMA", ExampleLab.OBJECTIVE, 40, 1),
        new RunStarted(CAMPAIGN, FIRST.run(), FIRST.requested(), setpoints),
        new ReadingsRecorded(new TreeMap<>(Map.of("oven/temperature.actual", 79.5))),
        new RunAccepted(CAMPAIGN, FIRST),
        new ReadingsRecorded(new TreeMap<>(Map.of("oven/temperature.actual", 81.5))),
        new RunStarted(CAMPAIGN, two, FIRST.requested(), setpoints),
        new RunVoided(CAMPAIGN, two, "pressure 15.4 bar above HH 15 bar"));
  }

  private Records records() {
    Path journalFolder = folder.resolve("journal");
    try (Journal journal =
        Journal.open(
            journalFolder,
            WeirEvents.types(),
            JournalSettings.STANDARD,
            JournalDisk.withoutForce())) {
      Instant at = ExampleLab.START;
      for (JournalEvent event : story()) {
        journal.append(at, event);
        journal.agent().doWork(at);
        at = at.plusSeconds(10);
      }
    }
    Records records = Records.open(folder.resolve("records"), journalFolder, WeirEvents.types());
    try (JournalReader reader = records.reader()) {
      while (records.follow(reader) > 0) {
        // until the end of the journal
      }
    }
    return records;
  }

  @Test
  void acceptedAndVoidRunsAreToldLatestFirst() {
    try (Records records = records()) {
      RecordsArchive archive = new RecordsArchive(records);

      List<RunReply> runs = archive.runs(CAMPAIGN);

      assertThat(runs).extracting(RunReply::id).containsExactly("styrene-mma-2", "styrene-mma-1");
      assertThat(runs.getFirst().status()).isEqualTo("void");
      assertThat(runs.getFirst().reason()).contains("pressure 15.4 bar above HH 15 bar");
      assertThat(runs.getLast()).isEqualTo(RunReply.of(CAMPAIGN, ExampleLab.OBJECTIVE, FIRST));
      assertThat(archive.run(CAMPAIGN, 2)).contains(runs.getFirst());
      assertThat(archive.run(CAMPAIGN, 3)).isEmpty();
      assertThat(archive.runs("another")).isEmpty();
    }
  }

  @Test
  void campaignsCountTheirRuns() {
    try (Records records = records()) {
      CampaignReply campaign = new RecordsArchive(records).campaigns().getFirst();

      assertThat(campaign.startedRuns()).isEqualTo(2);
      assertThat(campaign.acceptedRuns()).isEqualTo(1);
      assertThat(campaign.voidedRuns()).isEqualTo(1);
      assertThat(campaign.objective().targetF1()).isEqualTo(0.6);
    }
  }

  @Test
  void aTrendIsReadFromTheRecords() {
    try (Records records = records()) {
      List<Point> trend =
          new RecordsArchive(records)
              .trend(
                  "oven/temperature.actual",
                  ExampleLab.START,
                  ExampleLab.START.plusSeconds(600),
                  600);

      assertThat(trend).extracting(Point::value).containsExactly(79.5, 81.5);
      assertThat(trend.getFirst().atMs())
          .isEqualTo(ExampleLab.START.plusSeconds(20).toEpochMilli());
    }
  }
}
