package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.file.WeirEvents;
import dev.weir.app.job.RetrainJob;
import dev.weir.app.laboratory.History;
import dev.weir.app.laboratory.Laboratory;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.app.laboratory.VirtualLab;
import dev.weir.app.learning.JournalRuns;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.WeirHome;
import dev.weir.campaign.CampaignEvent.PredictorTaken;
import dev.weir.campaign.CampaignEvent.ProposalMade;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunEvent;
import dev.weir.jobs.Attempt;
import dev.weir.jobs.AttemptProgress;
import dev.weir.journal.Entry;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.learn.data.RunFile;
import dev.weir.learn.data.SyntheticRuns;
import dev.weir.learn.registry.PredictorRecord;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.TakenPredictor;
import dev.weir.time.SystemClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the first campaign's runs to the second campaign's proposals, on virtual time: runs in the
 * journal, the job that retrains, the registry, and the proposal whose record names the predictor.
 */
final class PredictedCampaignTest {
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int LAB_RUNS = 10;

  @TempDir private Path folder;

  @Test
  void whatOneCampaignMeasuredTheNextCampaignsProposalsStartFrom() throws IOException {
    Path lab = Files.createDirectories(folder.resolve(JournalRuns.LAB_RUNS));
    Files.writeString(lab.resolve("runs.csv"), RunFile.write(SyntheticRuns.make(2, 5)));
    Path journal = folder.resolve("journal");
    List<Entry> first = session(journal, "first", PredictedCampaignTest::hasARun);
    assertThat(first).anyMatch(entry -> isNoneLive(entry));
    assertThat(taken(first, 0)).isInstanceOf(TakenPredictor.None.class);

    assertThat(RetrainJob.perform(attempt(folder))).containsEntry("live", true);
    PredictorRecord live = new PredictorFolder(folder).registry().live().orElseThrow();
    assertThat(live.runs()).isEqualTo(LAB_RUNS + 1);

    assertThat(predictedConversion(first)).isCloseTo(conversion(first), within(0.1));

    List<Entry> second = session(journal, "second", entries -> isMade(entries, 1));
    assertThat(taken(second, 0)).isInstanceOf(TakenPredictor.None.class);
    TakenPredictor expected =
        new TakenPredictor.Live(1, live.kind(), live.dataHash(), LAB_RUNS + 1, 0);
    assertThat(taken(second, 1)).isEqualTo(expected);
    assertThat(made(second, 1).basis().orElseThrow().layers())
        .extracting(layer -> layer.layer())
        .contains("kinetics from literature and predictor 1");

    // Killed while the proposal was computed; meanwhile another predictor goes live.
    Files.writeString(lab.resolve("more.csv"), RunFile.write(SyntheticRuns.make(1, 6)));
    RetrainJob.perform(attempt(folder));
    assertThat(new PredictorFolder(folder).registry().live().map(PredictorRecord::number))
        .hasValue(2);
    int pinned = last(second, entry -> entry.event() instanceof PredictorTaken);
    List<Entry> resumed = resumed("pinned", second.subList(0, pinned + 1));
    assertThat(taken(resumed, 1)).isEqualTo(expected);
    assertThat(made(resumed, 1)).isEqualTo(made(second, 1));
  }

  private static double conversion(List<Entry> entries) {
    return accepted(entries).outcome().conversion();
  }

  private static Observation accepted(List<Entry> entries) {
    return entries.stream()
        .map(Entry::event)
        .filter(RunEvent.RunAccepted.class::isInstance)
        .map(RunEvent.RunAccepted.class::cast)
        .findFirst()
        .orElseThrow()
        .observation();
  }

  /** Asks the live predictor, by the command line, about the conditions of the accepted run. */
  private double predictedConversion(List<Entry> entries) throws IOException {
    Conditions achieved = accepted(entries).achieved();
    Path question =
        Files.writeString(
            folder.resolve("question.yaml"),
            """
            monomer_1: MMA
            monomer_2: St
            feed_composition: %s mol/mol
            residence_time: %s s
            temperature: %s °C
            total_monomer: %s mol/L
            initiator: %s mol/L
            """
                .formatted(
                    achieved.feedComposition().value(),
                    achieved.residenceTime().seconds(),
                    achieved.temperature().celsius(),
                    achieved.totalMonomer().molesPerLitre(),
                    achieved.initiator().molesPerLitre()));
    Path answer = folder.resolve("answer.json");
    assertThat(
            Main.execute(
                "predict",
                question.toString(),
                "--data",
                folder.toString(),
                "--json",
                answer.toString()))
        .isEqualTo(ExitCode.DONE);
    return new ObjectMapper().readTree(answer.toFile()).get("conversion_mol_per_mol").asDouble();
  }

  private static Attempt attempt(Path data) {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Attempt(
        "retrain-1",
        1,
        new TreeMap<>(Map.of("seed", "1")),
        data,
        data,
        new AttemptProgress(out, new SystemClock()));
  }

  private static boolean hasARun(List<Entry> entries) {
    return entries.stream().anyMatch(entry -> entry.event() instanceof RunEvent.RunAccepted);
  }

  private static boolean isNoneLive(Entry entry) {
    return entry.event() instanceof PredictorTaken taken
        && taken.taken().equals(new TakenPredictor.None("none is live"));
  }

  private static boolean isMade(List<Entry> entries, int index) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.event() instanceof ProposalMade made
                    && made.campaign().equals("second")
                    && made.index() == index);
  }

  private static ProposalMade event(List<Entry> entries, int index) {
    return entries.reversed().stream()
        .filter(entry -> entry.event() instanceof ProposalMade)
        .map(entry -> (ProposalMade) entry.event())
        .filter(made -> made.index() == index)
        .findFirst()
        .orElseThrow();
  }

  private static Proposal made(List<Entry> entries, int index) {
    return event(entries, index).proposal();
  }

  private static TakenPredictor taken(List<Entry> entries, int index) {
    return event(entries, index).taken().orElseThrow();
  }

  private static int last(List<Entry> entries, Predicate<Entry> wanted) {
    int at = entries.size() - 1;
    while (!wanted.test(entries.get(at))) {
      at--;
    }
    return at;
  }

  /** Starts the second campaign anew on a journal that holds the given entries. */
  private List<Entry> resumed(String name, List<Entry> kept) throws IOException {
    Path journalFolder = folder.resolve(name);
    try (Journal journal = open(journalFolder)) {
      for (Entry entry : kept) {
        journal.appendForced(entry.at(), entry.event());
        journal.agent().doWork(entry.at());
      }
    }
    return session(journalFolder, "second", entries -> isMade(entries, 1));
  }

  private List<Entry> session(Path journalFolder, String name, Predicate<List<Entry>> over)
      throws IOException {
    String text =
        Files.readString(WeirHome.find(Path.of("config/campaigns/styrene-mma.yaml")))
            .replaceFirst("name: styrene-mma", "name: " + name)
            .replace("high: 30 min", "high: 12 min")
            .replaceFirst("initial_design_runs: \\d+", "initial_design_runs: 1");
    CampaignFile campaign =
        CampaignFile.read(Files.writeString(folder.resolve(name + ".yaml"), text));
    History history = History.read(journalFolder);
    Instant start = history.earliestStart(VirtualCampaign.START);
    Laboratory.Plan plan =
        new Laboratory.Plan(
                ReactorFile.read(WeirHome.find(Path.of("config/reactors/simulated.yaml"))),
                campaign.description(),
                7,
                new Laboratory.Bench(1.0, true),
                history.entries(),
                start)
            .withPredictors(new PredictorFolder(folder));
    try (Journal journal = open(journalFolder);
        VirtualLab lab =
            VirtualLab.open(
                new VirtualLab.Order(plan, campaign, history.entries().size(), journal, true))) {
      while (lab.now().isBefore(start.plus(LONGEST))) {
        lab.step();
        if (lab.now().toEpochMilli() % 300_000 == 0) {
          List<Entry> entries = History.read(journalFolder).entries();
          if (over.test(entries)) {
            return entries;
          }
        }
      }
      throw new AssertionError("it has not come to that within 6 h of the plant");
    }
  }

  private static Journal open(Path journalFolder) {
    return Journal.open(
        journalFolder, WeirEvents.types(), Story.SETTINGS, JournalDisk.withoutForce());
  }
}
