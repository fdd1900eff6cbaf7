package dev.weir.app.laboratory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.file.CampaignFile;
import dev.weir.app.learning.Learners;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.learning.Training;
import dev.weir.app.terminal.Hashes;
import dev.weir.app.terminal.WeirHome;
import dev.weir.campaign.CampaignDescription;
import dev.weir.campaign.CampaignDescription.Method;
import dev.weir.campaign.CampaignTerms;
import dev.weir.campaign.ProposerSource;
import dev.weir.device.SampleName;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.experiment.RunNumber;
import dev.weir.experiment.SteadyState;
import dev.weir.flow.FlowPath;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunFile;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.SyntheticRuns;
import dev.weir.learn.registry.Gate;
import dev.weir.learn.registry.PredictorRecord;
import dev.weir.learn.registry.Registry;
import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Split;
import dev.weir.learn.validation.Target;
import dev.weir.optimize.TakenPredictor;
import dev.weir.units.Length;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearntProposersTest {
  private static final CampaignDescription CAMPAIGN =
      CampaignFile.read(WeirHome.find(Path.of("config/campaigns/styrene-mma.yaml"))).description();
  private static final RunTable TABLE = SyntheticRuns.make(2, 4);

  @TempDir private Path folder;

  private LearntProposers proposers(CampaignDescription description) {
    return new LearntProposers(
        description.name(),
        CampaignTerms.of(
            description,
            new FlowPath(
                new Volume(300.0), new Volume(10_000.0), new Length(1.0), new Volume(500.0))),
        List.of(),
        Optional.of(new PredictorFolder(folder)));
  }

  /** Records a predictor that learnt a table and makes it live. */
  private void train(RunTable table) {
    PredictorFolder predictors = new PredictorFolder(folder);
    assertThat(new Training(predictors, Training.Order.kinetic(1), (_, _) -> {}).of(table))
        .isInstanceOf(Training.Outcome.Trained.class);
    Registry registry = predictors.registry();
    if (registry.live().map(live -> live.number() != registry.records().size()).orElse(true)) {
      Registry before =
          new Registry(
              registry.records().subList(0, registry.records().size() - 1), registry.liveHistory());
      predictors.keep(before.with(registry.records().getLast(), new Gate.Verdict.Passed()));
    }
  }

  @Test
  void theLivePredictorIsNamedWithNumberAndDataUntilItIsRolledBack() {
    LearntProposers proposers = proposers(CAMPAIGN);
    assertThat(proposers.live(List.of()).taken())
        .isEqualTo(new TakenPredictor.None("none is live"));
    train(TABLE);
    TakenPredictor first = proposers.live(List.of()).taken();
    String hash = new PredictorFolder(folder).registry().live().orElseThrow().dataHash();
    assertThat(first).isEqualTo(new TakenPredictor.Live(1, "kinetics + GP", hash, TABLE.size(), 0));
    train(SyntheticRuns.make(3, 4));
    assertThat(proposers.live(List.of()).taken())
        .isInstanceOfSatisfying(
            TakenPredictor.Live.class, live -> assertThat(live.number()).isEqualTo(2));
    assertThat(proposers.again(first, List.of()).taken()).as("pinned").isEqualTo(first);
    PredictorFolder predictors = new PredictorFolder(folder);
    predictors.keep(predictors.registry().rolledBack().orElseThrow());
    assertThat(proposers.live(List.of()).taken()).as("rolled back").isEqualTo(first);
  }

  @Test
  void theCampaignsOwnRunsAreWithheldFromIt() {
    train(TABLE);
    LearningRun styrene =
        TABLE.runs().stream()
            .filter(run -> run.monomer1().equals(CAMPAIGN.monomer2()))
            .findFirst()
            .orElseThrow()
            .swapped();
    LearntProposers proposers = proposers(CAMPAIGN);
    assertThat(proposers.live(List.of(observation(styrene))).taken())
        .as("a table that numbers the monomers the other way round")
        .isInstanceOfSatisfying(
            TakenPredictor.Live.class,
            live -> {
              assertThat(live.withheld()).isEqualTo(1);
              assertThat(live.runs()).isEqualTo(TABLE.size() - 1);
            });
  }

  @Test
  void ofALargeTableTheCampaignTakesAPartAndSaysHowMuch() {
    RunTable large = SyntheticRuns.make(90, 6);
    PredictorFolder predictors = new PredictorFolder(folder);
    predictors.keep(
        Registry.EMPTY.with(
            new PredictorRecord(
                1,
                Learners.KINETIC,
                Hashes.sha256(RunFile.write(large)),
                large.size(),
                large.origin(),
                1,
                "1",
                Split.DCV,
                Map.of(Target.CONVERSION, new Score(0.99, 0.01, 0.01, 0.95, 450))),
            new Gate.Verdict.Passed()),
        large);
    assertThat(proposers(CAMPAIGN).live(List.of()).taken())
        .isInstanceOfSatisfying(
            TakenPredictor.Live.class,
            live -> {
              assertThat(live.runs()).isEqualTo(400);
              assertThat(live.withheld()).isZero();
            });
  }

  @Test
  void aPredictorThatLearntNothingElseSaysSo() {
    RunTable own = new RunTable("five runs", SyntheticRuns.make(5, 9).runs().subList(0, 5));
    train(own);
    List<Observation> observations =
        own.runs().stream().map(LearntProposersTest::observation).toList();
    LearningRun first = own.runs().getFirst();
    CampaignDescription same = of(first, Method.GREY_BOX);
    assertThat(proposers(same).live(observations).taken())
        .isInstanceOfSatisfying(
            TakenPredictor.None.class,
            none ->
                assertThat(none.why())
                    .startsWith("predictor 1 (")
                    .endsWith(
                        "learnt nothing but runs of this campaign, which the proposer learns itself"));
  }

  @Test
  void whatIsGoneOrOfAnotherChemistryIsNotTakenAndTheReasonSaysWhy() {
    train(TABLE);
    TakenPredictor.Live gone = new TakenPredictor.Live(7, "kinetics + GP", "00", 5, 0);
    ProposerSource.Equipped equipped = proposers(CAMPAIGN).again(gone, List.of());
    assertThat(equipped.taken())
        .isEqualTo(new TakenPredictor.None("predictor 7 of 00 is not in the registry any more"));
    assertThat(proposers(of(TABLE.runs().getFirst(), Method.PLAIN)).live(List.of()).taken())
        .isEqualTo(
            new TakenPredictor.None("the method 'plain' learns from this campaign's runs only"));
  }

  private static CampaignDescription of(LearningRun run, Method method) {
    return new CampaignDescription(
        CAMPAIGN.name(),
        run.monomer1(),
        run.monomer2(),
        CAMPAIGN.initiator(),
        CAMPAIGN.space(),
        CAMPAIGN.objective(),
        CAMPAIGN.budget(),
        CAMPAIGN.initialDesign(),
        method,
        CAMPAIGN.confirmations(),
        CAMPAIGN.stopTerms(),
        CAMPAIGN.run(),
        CAMPAIGN.start(),
        CAMPAIGN.afterRestart(),
        CAMPAIGN.ramp());
  }

  private static Observation observation(LearningRun run) {
    double f10 = run.conditions().feedComposition().value();
    return new Observation(
        new RunNumber(1),
        run.conditions(),
        run.conditions(),
        new Outcome(
            run.conversion1(),
            run.conversion2(),
            Math.max(0.0, Math.min(1.0, run.copolymerComposition())),
            0.01,
            run.conversion(),
            0.01 * f10),
        new SteadyState(true, 1.0, 0.0, 0.0, 0.0, 0.0, "made up"),
        new SampleName("run-1"),
        VirtualCampaign.START,
        VirtualCampaign.START,
        new TimeSpan(0.0),
        new TreeMap<>(),
        "none");
  }
}
