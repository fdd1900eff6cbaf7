package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunPhase;
import dev.weir.journal.Entry;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.journal.JournalReader;
import dev.weir.journal.JournalSettings;
import dev.weir.reactor.AlarmKind;
import dev.weir.reactor.ReactorEvent;
import dev.weir.reactor.ReactorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the whole house does when the bench misbehaves, told by its own journal. */
final class FaultStoriesTest {
  private static final Duration LONGEST_STORY = Duration.ofHours(4);
  private static final JournalSettings SETTINGS =
      new JournalSettings(64L * 1024 * 1024, Duration.ofMinutes(10), 65_536);

  @TempDir private Path folder;

  @Test
  void aStalledInitiatorPumpStopsAllReactiveFeedsAndVoidsTheRun() throws IOException {
    List<Entry> story = story("pump-stall", "feed: initiator");
    Entry trip = first(story, event -> event.event() instanceof ReactorEvent.InterlockTripped);
    assertThat(((ReactorEvent.InterlockTripped) trip.event()).source()).contains("initiator");
    Entry stopped =
        first(story, entry -> entry.sequence() > trip.sequence() && stopsReactiveFeeds(entry));
    assertThat(Duration.between(trip.at(), stopped.at())).isLessThan(Duration.ofMillis(500));
    assertThat(story).anyMatch(entry -> entry.event() instanceof RunEvent.RunVoided);
  }

  @Test
  void aCloggedTubeStopsEveryPump() throws IOException {
    List<Entry> story = story("clog", "drop: 30 bar, flow: 0.5 mL/min, over: 1 min");
    Entry trip = first(story, event -> event.event() instanceof ReactorEvent.InterlockTripped);
    assertThat(((ReactorEvent.InterlockTripped) trip.event()).kind())
        .isIn(AlarmKind.OVER_PRESSURE, AlarmKind.DEVICE_FAULT, AlarmKind.FEED_DEVIATION);
    assertThat(story)
        .anyMatch(
            entry ->
                entry.event() instanceof ReactorEvent.DeviceMadeSafe made
                    && entry.sequence() > trip.sequence()
                    && made.device().text().equals("pump-solvent")
                    && made.confirmed());
  }

  /** Either every device is commanded safe, or nothing but solvent flows. */
  private static boolean stopsReactiveFeeds(Entry entry) {
    return entry.event() instanceof ReactorEvent.SafeIntended
        || (entry.event() instanceof ReactorEvent.SetpointsIntended intended
            && intended.setpoints().flows().entrySet().stream()
                .allMatch(
                    flow ->
                        flow.getKey().text().equals("solvent")
                            || flow.getValue().microlitresPerMinute() == 0.0));
  }

  /** Runs until a run flushes, lets the trouble come, and goes on until the reactor is aborted. */
  private List<Entry> story(String trouble, String about) throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("trouble.yaml"),
            """
            scenario: %1$s
            seed: 1
            troubles:
              - {at: 40 min, trouble: %1$s, %2$s}
            """
                .formatted(trouble, about));
    Path reactorFile =
        Files.writeString(
            folder.resolve("reactor.yaml"),
            Files.readString(WeirHome.find(Path.of("config/reactors/simulated.yaml")))
                .replace("  seed: 1\n", "  seed: 1\n  scenario: " + scenario + "\n"));
    ReactorFile reactor = ReactorFile.read(reactorFile);
    CampaignFile campaign =
        CampaignFile.read(WeirHome.find(Path.of("config/campaigns/styrene-mma.yaml")));
    Laboratory.Plan plan =
        new Laboratory.Plan(
            reactor,
            campaign.description(),
            1,
            new Laboratory.Bench(1.0, true),
            List.of(),
            VirtualCampaign.START);
    Path journalFolder = folder.resolve("journal");
    try (Journal journal =
            Journal.open(journalFolder, WeirEvents.types(), SETTINGS, JournalDisk.withoutForce());
        VirtualLab lab = VirtualLab.open(new VirtualLab.Order(plan, campaign, 1, journal, true))) {
      boolean performed = false;
      Instant latest = VirtualCampaign.START.plus(LONGEST_STORY);
      while (lab.now().isBefore(latest)) {
        lab.step();
        if (lab.now().toEpochMilli() % 1000 != 0) {
          continue;
        }
        lab.laboratory().publish(lab.now());
        performed |=
            lab.laboratory()
                .snapshot()
                .run()
                .filter(run -> run.phase() == RunPhase.FLUSH)
                .isPresent();
        if (performed && lab.laboratory().snapshot().reactor().state() == ReactorState.ABORTED) {
          break;
        }
      }
      assertThat(lab.laboratory().snapshot().reactor().state()).isEqualTo(ReactorState.ABORTED);
    }
    try (Stream<Entry> entries = JournalReader.stream(journalFolder, WeirEvents.types(), 1)) {
      return entries.toList();
    }
  }

  private static Entry first(List<Entry> story, Predicate<Entry> wanted) {
    return story.stream().filter(wanted).findFirst().orElseThrow();
  }
}
