package dev.weir.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.RandomEvents;
import dev.weir.app.file.WeirEvents;
import dev.weir.campaign.CampaignEvent.CampaignStarted;
import dev.weir.experiment.RunEvent.RunStarted;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.journal.JournalSettings;
import dev.weir.reactor.ReactorEvent.SessionEnded;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DataVerbsTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path data;

  private record Ended(int code, String out, String err) {}

  private static Ended run(Object verb, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(verb)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  private void journal() {
    RandomEvents random = new RandomEvents(1);
    try (Journal journal =
        Journal.open(
            data.resolve("journal"),
            WeirEvents.types(),
            JournalSettings.STANDARD,
            JournalDisk.withoutForce())) {
      journal.append(START, random.of(CampaignStarted.class));
      for (int i = 0; i < 50; i++) {
        journal.append(START, random.next());
      }
      journal.append(START, random.of(RunStarted.class));
      journal.append(START, new SessionEnded("done"));
    }
  }

  @Test
  void anIntactJournalIsSaidToBeIntact() {
    journal();
    Ended ended = run(new JournalVerb(), "verify", "--data", data.toString());
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("intact: 53 entries in 1 segments")
        .containsPattern("last link: [0-9a-f]{64}");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void aDamagedJournalGivesItsFirstBadPlaceAnd65() throws IOException {
    journal();
    Path segment = data.resolve("journal/journal-000001.wjl");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[100] ^= 1;
    Files.write(segment, bytes);
    Ended ended = run(new JournalVerb(), "verify", "--data", data.toString());
    assertThat(ended.code()).isEqualTo(65);
    assertThat(ended.err())
        .contains("journal-000001.wjl: byte 56: entry 1: the checksum of the frame is wrong");
    assertThat(run(new RecordsVerb(), "rebuild", "--data", data.toString()).code()).isZero();
    assertThat(run(new JournalVerb(), "show", "--data", data.toString()).code()).isEqualTo(65);
  }

  @Test
  void entriesAreShownByNumberAndType() throws IOException {
    journal();
    Ended shown = run(new JournalVerb(), "show", "--data", data.toString(), "--from", "53");
    assertThat(shown.code()).isZero();
    assertThat(shown.out().strip())
        .isEqualTo("53  2026-03-01T12:00:00Z  {\"SessionEnded\":{\"reason\":\"done\"}}");
    Path json = data.resolve("out.jsonl");
    assertThat(
            run(
                    new JournalVerb(),
                    "show",
                    "--data",
                    data.toString(),
                    "--type",
                    "SessionEnded",
                    "--json",
                    json.toString())
                .code())
        .isZero();
    assertThat(Files.readAllLines(json))
        .contains(
            "{\"sequence\":53,\"at\":\"2026-03-01T12:00:00Z\",\"event\":{\"SessionEnded\":{\"reason\":\"done\"}}}");
    assertThat(run(new JournalVerb(), "show", "--data", data.toString(), "--to", "7").out().lines())
        .hasSize(7);
  }

  @Test
  void wrongUseGives64AndAMissingJournal65() {
    assertThat(run(new JournalVerb()).code()).isEqualTo(64);
    assertThat(run(new RecordsVerb(), "nonsense").code()).isEqualTo(64);
    assertThat(run(new RecordsVerb(), "export", "--data", data.toString()).code()).isEqualTo(64);
    journal();
    Ended unknown = run(new JournalVerb(), "show", "--data", data.toString(), "--type", "Nothing");
    assertThat(unknown.code()).isEqualTo(64);
    assertThat(unknown.err()).contains("no event type 'Nothing'");
    assertThat(run(new JournalVerb(), "show", "--data", data.toString(), "--from", "0").code())
        .isEqualTo(64);
    Ended missing = run(new JournalVerb(), "verify", "--data", data.resolve("none").toString());
    assertThat(missing.code()).isEqualTo(65);
    assertThat(missing.err()).contains("there is no journal here");
    assertThat(run(new JournalVerb(), "--help").code()).isZero();
    assertThat(run(new RecordsVerb(), "export", "--help").code()).isZero();
  }

  @Test
  void recordsAreRebuiltListedAndExported() throws IOException {
    journal();
    Ended rebuilt = run(new RecordsVerb(), "rebuild", "--data", data.toString());
    assertThat(rebuilt.code()).isZero();
    assertThat(rebuilt.out()).contains("53 entries in the records");
    Ended again = run(new RecordsVerb(), "rebuild", "--data", data.toString());
    assertThat(again.err()).contains("built anew: a rebuild was asked for").contains("aside-001");
    Ended runs = run(new RecordsVerb(), "runs", "--data", data.toString());
    assertThat(runs.code()).isZero();
    Path file = data.resolve("runs.csv");
    assertThat(run(new RecordsVerb(), "export", file.toString(), "--data", data.toString()).code())
        .isZero();
    assertThat(Files.readAllLines(file).getFirst()).startsWith("campaign,run,state,started_at,");
  }
}
