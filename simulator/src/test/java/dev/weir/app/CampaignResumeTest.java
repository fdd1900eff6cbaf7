package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.file.WeirEvents;
import dev.weir.app.laboratory.History;
import dev.weir.app.laboratory.Laboratory;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.app.laboratory.VirtualLab;
import dev.weir.app.terminal.WeirHome;
import dev.weir.campaign.CampaignEvent;
import dev.weir.experiment.RunEvent;
import dev.weir.journal.Entry;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.journal.JournalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon is killed after each event around a proposal, and started again on what the journal
 * holds: the same point is run next, under the same number, and nothing is proposed or accepted
 * twice.
 */
final class CampaignResumeTest {
  private static final int RUNS = 2;
  private static final int INITIAL = 1;
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final JournalSettings SETTINGS =
      new JournalSettings(64L * 1024 * 1024, Duration.ofHours(1), 65_536);

  @TempDir private Path folder;
  private CampaignFile campaign;
  private ReactorFile reactor;
  private List<Entry> whole;

  @BeforeEach
  void aWholeCampaign() throws IOException {
    String text =
        Files.readString(WeirHome.find(Path.of("config/campaigns/styrene-mma.yaml")))
            .replaceFirst("budget_runs: \\d+", "budget_runs: " + RUNS)
            .replaceFirst("initial_design_runs: \\d+", "initial_design_runs: " + INITIAL);
    campaign = CampaignFile.read(Files.writeString(folder.resolve("short.yaml"), text));
    reactor = ReactorFile.read(WeirHome.find(Path.of("config/reactors/simulated.yaml")));
    whole = from(List.of(), "whole", entries -> ended(entries));
  }

  @Test
  void killedAfterAnyEventAroundAProposalItGoesOnWithTheSamePoint() throws IOException {
    int cuts = 0;
    for (int last = 0; last < whole.size(); last++) {
      if (isAroundAProposal(whole.get(last))) {
        cuts++;
        List<Entry> kept = whole.subList(0, last + 1);
        int begun = count(kept, RunEvent.RunStarted.class);
        List<Entry> after =
            from(
                kept,
                "cut-" + last,
                entries -> ended(entries) || count(entries, RunEvent.RunStarted.class) > begun);
        assertThat(unique(after)).as("cut after event %d, %s", last, whole.get(last)).isTrue();
        assertThat(decisions(after))
            .as("cut after event %d, %s", last, whole.get(last).event())
            .startsWith(expected(kept, begun).toArray(String[]::new));
      }
    }
    assertThat(cuts).isGreaterThanOrEqualTo(4 * RUNS);
  }

  /** What must be decided in the end: as in the whole campaign, up to the next run. */
  private List<String> expected(List<Entry> kept, int begun) {
    boolean interrupted =
        begun > 0
            && count(kept, RunEvent.RunAccepted.class) + count(kept, RunEvent.RunVoided.class)
                < begun;
    if (interrupted) {
      // The run under way is void, its conditions come again before anything else.
      List<String> decided = new ArrayList<>(decisions(kept));
      String again = decided.getLast().replaceFirst("run \\d+", "run " + (begun + 1));
      if (begun < RUNS) {
        decided.add(again);
      }
      return decided;
    }
    return decisions(whole).subList(0, Math.min(RUNS, begun + 1));
  }

  /** Which conditions were run under which number. */
  private static List<String> decisions(List<Entry> entries) {
    return entries.stream()
        .map(Entry::event)
        .filter(RunEvent.RunStarted.class::isInstance)
        .map(RunEvent.RunStarted.class::cast)
        .map(run -> "run %s: %s".formatted(run.run(), run.requested()))
        .toList();
  }

  /** Tells whether every proposal was made once, and accepted at most once, in order. */
  private static boolean unique(List<Entry> entries) {
    List<Integer> made = new ArrayList<>();
    List<Integer> accepted = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.event() instanceof CampaignEvent.ProposalMade event) {
        made.add(event.index());
      } else if (entry.event() instanceof CampaignEvent.ProposalAccepted event) {
        accepted.add(event.index());
      }
    }
    return made.equals(made.stream().distinct().sorted().toList())
        && accepted.equals(accepted.stream().distinct().sorted().toList())
        && made.containsAll(accepted);
  }

  private static boolean isAroundAProposal(Entry entry) {
    return entry.event() instanceof CampaignEvent
        || entry.event() instanceof RunEvent.RunStarted
        || entry.event() instanceof RunEvent.RunAccepted
        || entry.event() instanceof RunEvent.RunVoided;
  }

  private static int count(List<Entry> entries, Class<?> type) {
    return (int) entries.stream().filter(entry -> type.isInstance(entry.event())).count();
  }

  private static boolean ended(List<Entry> entries) {
    return count(entries, CampaignEvent.CampaignEnded.class) > 0;
  }

  /** When to stop looking. */
  @FunctionalInterface
  private interface Until {
    boolean isMet(List<Entry> entries);
  }

  /** Starts on a journal that holds the given entries, and returns all there is in the end. */
  private List<Entry> from(List<Entry> before, String name, Until until) throws IOException {
    Path journalFolder = folder.resolve(name);
    try (Journal journal = open(journalFolder)) {
      for (Entry entry : before) {
        journal.appendForced(entry.at(), entry.event());
        journal.agent().doWork(entry.at());
      }
    }
    History history = History.read(journalFolder);
    Instant start = history.earliestStart(VirtualCampaign.START);
    Laboratory.Plan plan =
        new Laboratory.Plan(
            reactor,
            campaign.description(),
            7,
            new Laboratory.Bench(1.0, true),
            history.entries(),
            start);
    int known = 0;
    try (Journal journal = open(journalFolder);
        VirtualLab lab = VirtualLab.open(new VirtualLab.Order(plan, campaign, 1, journal, true))) {
      Instant latest = start.plus(LONGEST);
      List<Entry> entries = List.of();
      while (lab.now().isBefore(latest)) {
        lab.step();
        if (lab.now().toEpochMilli() % 60_000 == 0) {
          entries = History.read(journalFolder).entries();
          if (entries.size() > known && until.isMet(entries)) {
            return entries;
          }
          known = entries.size();
        }
      }
      return entries;
    }
  }

  private static Journal open(Path journalFolder) {
    return Journal.open(journalFolder, WeirEvents.types(), SETTINGS, JournalDisk.withoutForce());
  }
}
