package dev.weir.app.laboratory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.Story;
import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.file.WeirEvents;
import dev.weir.app.terminal.WeirHome;
import dev.weir.campaign.CampaignEvent;
import dev.weir.campaign.CampaignStatus;
import dev.weir.campaign.CampaignTerms;
import dev.weir.campaign.ProposalReplay;
import dev.weir.campaign.ProposerSource;
import dev.weir.chemistry.FeedComposition;
import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunPhase;
import dev.weir.journal.Entry;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.optimize.Proposal;
import dev.weir.reactor.Command;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign whose terms, points and ends are a person's: on the virtual bench, by its journal. */
final class CampaignChangeTest {
  private static final Duration LONGEST = Duration.ofHours(8);
  private static final Command.Origin ANNA = new Command.Origin("Anna", "to see");

  @TempDir private Path folder;

  private CampaignFile campaign(String name, String... replacements) throws IOException {
    String text =
        Files.readString(WeirHome.find(Path.of("config/campaigns/styrene-mma.yaml")))
            .replace("budget_runs: 40", "budget_runs: 3")
            .replace("initial_design_runs: 3", "initial_design_runs: 2");
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(text).contains(replacements[i]);
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    return CampaignFile.read(Files.writeString(folder.resolve(name + ".yaml"), text));
  }

  /** Runs a session until something holds in a second of the plant, and returns the journal. */
  private List<Entry> session(CampaignFile campaign, Predicate<VirtualLab> over)
      throws IOException {
    Path journalFolder = folder.resolve("journal");
    History history = History.read(journalFolder);
    Instant start = history.earliestStart(VirtualCampaign.START);
    ReactorFile reactor =
        ReactorFile.read(WeirHome.find(Path.of("config/reactors/simulated.yaml")));
    Laboratory.Plan plan =
        new Laboratory.Plan(
            reactor,
            campaign.description(),
            7,
            new Laboratory.Bench(1.0, true),
            history.entries(),
            start);
    try (Journal journal =
            Journal.open(
                journalFolder, WeirEvents.types(), Story.SETTINGS, JournalDisk.withoutForce());
        VirtualLab lab = VirtualLab.open(new VirtualLab.Order(plan, campaign, 1, journal, true))) {
      do {
        lab.step();
        assertThat(lab.now()).isBefore(start.plus(LONGEST));
        lab.laboratory().publish(lab.now());
      } while (lab.now().toEpochMilli() % 1000 >= 100 || !over.test(lab));
    }
    return Story.entries(journalFolder);
  }

  private static ProposerSource proposers(
      String campaign, CampaignTerms terms, List<Entry> history) {
    return new LearntProposers(campaign, terms, history, Optional.empty());
  }

  private static boolean ended(VirtualLab lab) {
    return lab.laboratory().isFinished();
  }

  private static boolean performs(VirtualLab lab, int run) {
    return lab.laboratory()
        .snapshot()
        .run()
        .filter(now -> now.run().value() == run && now.phase() == RunPhase.FLUSH)
        .isPresent();
  }

  private static <T> List<T> of(List<Entry> journal, Class<T> type) {
    return journal.stream().map(Entry::event).filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void timeUsedUpEndsTheCampaignBeforeARunThatWouldNotFit() throws IOException {
    List<Entry> journal =
        session(
            campaign("timed", "budget_runs: 3", "budget_runs: 3\nbudget_time: 90 min"),
            CampaignChangeTest::ended);

    CampaignEvent.CampaignEnded end = of(journal, CampaignEvent.CampaignEnded.class).getFirst();
    assertThat(end.state()).isEqualTo(CampaignStatus.State.EXHAUSTED);
    assertThat(end.reason()).contains("1 h 30 min").contains("takes at least").contains("nearest");
    assertThat(of(journal, RunEvent.RunStarted.class)).hasSizeBetween(1, 2);
    assertThat(of(journal, RunEvent.RunAccepted.class))
        .as("no run is cut off")
        .hasSameSizeAs(of(journal, RunEvent.RunStarted.class));
  }

  @Test
  void aChangedFileHoldsFromTheNextRunAndEveryProposalCanBeComputedAgain() throws IOException {
    CampaignFile first = campaign("first");
    CampaignFile second =
        campaign(
            "second",
            "high: 30 min",
            "high: 15 min",
            "copolymer_composition: 0.80",
            "copolymer_composition: 0.70",
            "budget_runs: 3",
            "budget_runs: 4");
    boolean[] asked = {false};
    List<Entry> journal =
        session(
            first,
            lab -> {
              if (!asked[0] && performs(lab, 2)) {
                asked[0] = true;
                assertThat(lab.laboratory().change(second.description(), "Anna")).isEmpty();
              }
              return ended(lab);
            });

    CampaignEvent.CampaignChanged change =
        of(journal, CampaignEvent.CampaignChanged.class).getFirst();
    assertThat(change.by()).contains("Anna");
    assertThat(change.changes())
        .containsExactly(
            "budget: 4 runs, was 3 runs",
            "objective target: 0.7 mol/mol, was 0.8 mol/mol",
            "search residence_time: 600 to 900 s in steps of 60, was 600 to 1800 s in steps of 60");
    List<RunEvent.RunStarted> runs = of(journal, RunEvent.RunStarted.class);
    assertThat(runs).hasSize(4);
    assertThat(runs.subList(2, 4))
        .allMatch(run -> run.requested().residenceTime().minutes() <= 15.0);
    assertThat(
            of(journal, CampaignEvent.ProposalMade.class).stream()
                .map(made -> made.proposal().source()))
        .containsExactly(
            Proposal.Source.INITIAL_DESIGN,
            Proposal.Source.INITIAL_DESIGN,
            Proposal.Source.ACQUISITION,
            Proposal.Source.ACQUISITION);
    for (int number = 1; number <= 4; number++) {
      ProposalReplay.Replayed again =
          ProposalReplay.of("styrene-mma", number, journal, CampaignChangeTest::proposers);
      assertThat(again.again()).as("proposal %d", number).isEqualTo(again.recorded());
    }
  }

  @Test
  void anOperatorsPointAndASkippedProposalAreOfTheRecordAndCanBeComputedAgain() throws IOException {
    int[] asked = {0};
    List<Entry> journal =
        session(
            campaign("own", "budget_runs: 3", "budget_runs: 2"),
            lab -> {
              if (asked[0] == 0 && performs(lab, 1)) {
                asked[0]++;
                var _ =
                    lab.laboratory()
                        .commands()
                        .submit(
                            new Command.RunPoint(
                                ANNA,
                                new FeedComposition(0.75),
                                TimeSpan.ofMinutes(12.0),
                                new Temperature(81.5),
                                new Concentration(2.0),
                                new Concentration(0.04),
                                Optional.empty()));
                var _ = lab.laboratory().commands().submit(new Command.VoidRun(ANNA));
              }
              return ended(lab);
            });

    List<CampaignEvent.ProposalMade> made = of(journal, CampaignEvent.ProposalMade.class);
    assertThat(made.stream().map(each -> each.proposal().source()))
        .containsExactly(Proposal.Source.INITIAL_DESIGN, Proposal.Source.OPERATOR);
    assertThat(made.getLast().proposal().reason()).isEqualTo("asked for by Anna: to see");
    assertThat(of(journal, RunEvent.RunAccepted.class).getFirst().observation().requested())
        .isEqualTo(made.getLast().proposal().conditions());
    for (int number = 1; number <= 2; number++) {
      assertThat(
              ProposalReplay.of("styrene-mma", number, journal, CampaignChangeTest::proposers)
                  .isSame())
          .isTrue();
    }
  }

  @Test
  void aCampaignThatHasEndedGoesOnWithALargerBudget() throws IOException {
    session(campaign("small", "budget_runs: 3", "budget_runs: 2"), CampaignChangeTest::ended);
    List<Entry> journal = session(campaign("larger"), CampaignChangeTest::ended);

    assertThat(of(journal, CampaignEvent.CampaignEnded.class).stream().map(end -> end.reason()))
        .hasSize(2)
        .satisfies(
            reasons -> {
              assertThat(reasons.get(0)).startsWith("budget of 2 runs used up");
              assertThat(reasons.get(1)).startsWith("budget of 3 runs used up");
            });
    assertThat(of(journal, RunEvent.RunAccepted.class)).hasSize(3);
    assertThat(ProposalReplay.of("styrene-mma", 3, journal, CampaignChangeTest::proposers).isSame())
        .isTrue();
  }

  @Test
  void whatASearchCannotChangeIsRefused() throws IOException {
    CampaignFile other = campaign("other", "name: styrene-mma", "name: another");
    session(
        campaign("plain"),
        lab -> {
          assertThat(lab.laboratory().change(other.description(), "Anna"))
              .contains(
                  "name cannot change while the daemon runs: it is styrene-mma, the file says another");
          return true;
        });
  }
}
