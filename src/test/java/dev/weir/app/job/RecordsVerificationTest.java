package dev.weir.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.app.RandomEvents;
import dev.weir.app.file.WeirEvents;
import dev.weir.campaign.CampaignEvent.CampaignStarted;
import dev.weir.experiment.RunEvent.RunStarted;
import dev.weir.jobs.Attempt;
import dev.weir.jobs.AttemptProgress;
import dev.weir.jobs.RefusedJobException;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.journal.JournalReader;
import dev.weir.journal.JournalSettings;
import dev.weir.records.Records;
import dev.weir.time.SystemClock;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records against the journal, as the job does it. */
final class RecordsVerificationTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path data;

  @BeforeEach
  void journalAndRecords() {
    RandomEvents random = new RandomEvents(1);
    try (Journal journal =
        Journal.open(
            data.resolve("journal"),
            WeirEvents.types(),
            JournalSettings.STANDARD,
            JournalDisk.withoutForce())) {
      journal.append(START, random.of(CampaignStarted.class));
      journal.append(START, random.of(RunStarted.class));
      for (int i = 0; i < 100; i++) {
        journal.append(START, random.next());
      }
    }
    try (Records records = open();
        JournalReader reader = records.reader()) {
      assertThat(records.followTo(reader, 40)).isEqualTo(40);
    }
  }

  private Records open() {
    return Records.open(data.resolve("records"), data.resolve("journal"), WeirEvents.types());
  }

  private Attempt attempt() throws Exception {
    Path folder = Files.createDirectories(data.resolve("attempt"));
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Attempt(
        "records-verify-1",
        1,
        new TreeMap<>(),
        data,
        folder,
        new AttemptProgress(nowhere, new SystemClock()));
  }

  @Test
  void recordsThatSayWhatTheJournalSaysAreProvenAsFarAsTheyGo() throws Exception {
    Map<String, Object> result = RecordsVerification.perform(attempt());

    assertThat(result).containsEntry("journal_entries", 40L);
    assertThat(data.resolve("attempt")).isEmptyDirectory();
  }

  @Test
  void recordsOpenElsewhereAreVerifiedFromACopy() throws Exception {
    try (Records present = open()) {
      assertThat(present.appliedSequence()).isEqualTo(40);
      assertThat(RecordsVerification.perform(attempt())).containsEntry("journal_entries", 40L);
    }
  }

  @Test
  void aRowThatSaysSomethingElseIsFoundWithItsTable() throws Exception {
    String password = Files.readString(data.resolve("records/password")).strip();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:file:" + data.resolve("records/weir"), "weir", password);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE campaigns SET budget_runs = budget_runs + 1");
    }

    assertThatThrownBy(() -> RecordsVerification.perform(attempt()))
        .isInstanceOf(RefusedJobException.class)
        .hasMessageContaining("up to entry 40 in: CAMPAIGNS;");
  }

  @Test
  void aFolderWithoutRecordsIsRefused() throws Exception {
    Files.delete(data.resolve("records/weir.mv.db"));

    assertThatThrownBy(() -> RecordsVerification.perform(attempt()))
        .isInstanceOf(RefusedJobException.class)
        .hasMessageEndingWith("there are no records here to verify");
  }
}
