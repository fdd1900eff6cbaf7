package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.app.extension.SteadyConditions;
import dev.weir.app.extension.TrueOutcome;
import dev.weir.app.extension.VirtualBench;
import dev.weir.app.laboratory.History;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.app.laboratory.VirtualLab;
import dev.weir.campaign.CampaignEvent;
import dev.weir.campaign.CampaignStatus;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.Reagents;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RampAliquot;
import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunPhase;
import dev.weir.flow.Ramp;
import dev.weir.journal.Entry;
import dev.weir.journal.JournalEvent;
import dev.weir.reactor.Command;
import dev.weir.reactor.ReactorEvent;
import dev.weir.reactor.ReactorState;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs with a ramp of the residence time, on the virtual bench: what they give, and what they keep.
 */
final class RampStoriesTest {
  private static final Command.Origin ANNA = new Command.Origin("Anna", "to see");

  @TempDir private Path folder;

  /** Faster flow: from 30 min to that of 10 min. */
  private static final Ramp FASTER = ramp(10.0, 25.0, 26.0, 22.0, 18.0, 15.0);

  /** Slower flow: from 12 min to that of 30 min. */
  private static final Ramp SLOWER = ramp(30.0, 40.0, 14.0, 16.0, 18.0, 20.0);

  @Test
  void aliquotsOfARampToFasterFlowAgreeWithSteadyStatesAtTheirResidenceTimes() throws IOException {
    agree(30.0, FASTER);
  }

  @Test
  void aliquotsOfARampToSlowerFlowAgreeWithSteadyStatesAtTheirResidenceTimes() throws IOException {
    agree(12.0, SLOWER);
  }

  /** Without the analyser's noise, what is left is the bias of the method: less than 0.005. */
  private void agree(double from, Ramp ramp) throws IOException {
    Story story = Story.onPlant(folder, "analyser_noise: 0 mol/mol", "pump_error: 0 mol/mol");
    List<VirtualBench> bench = new ArrayList<>();
    List<Entry> journal =
        story.until(
            lab -> {
              bench.add(lab.bench());
              return ask(lab, from, ramp) && isOver(lab);
            });
    List<Observation> aliquots =
        of(journal, RunEvent.AliquotAccepted.class).stream()
            .map(RunEvent.AliquotAccepted::observation)
            .toList();
    assertThat(aliquots).hasSize(ramp.aliquots().size());
    for (int i = 0; i < aliquots.size(); i++) {
      Observation aliquot = aliquots.get(i);
      assertThat(aliquot.aliquot()).isEqualTo(i + 2);
      assertThat(aliquot.requested().residenceTime()).isEqualTo(ramp.aliquots().get(i));
      assertThat(aliquot.achieved().residenceTime().seconds())
          .isCloseTo(ramp.aliquots().get(i).seconds(), within(15.0));
      assertThat(aliquot.achieved().feedComposition().value()).isCloseTo(0.6, within(0.01));
      TrueOutcome truth = truth(bench.getLast(), story, aliquot.achieved());
      RampAliquot its = aliquot.ramp().orElseThrow();
      System.out.printf(
          "aliquot at %s: X1 %.4f, steady %.4f; X2 %.4f, steady %.4f; added %.4f and %.4f%n",
          aliquot.achieved().residenceTime(),
          aliquot.outcome().conversion1().value(),
          truth.conversion1().value(),
          aliquot.outcome().conversion2().value(),
          truth.conversion2().value(),
          its.addedDeviation1(),
          its.addedDeviation2());
      assertThat(aliquot.outcome().conversion1().value())
          .as("conversion of monomer 1 at %s", aliquot.achieved().residenceTime())
          .isCloseTo(truth.conversion1().value(), within(0.005));
      assertThat(aliquot.outcome().conversion2().value())
          .as("conversion of monomer 2 at %s", aliquot.achieved().residenceTime())
          .isCloseTo(truth.conversion2().value(), within(0.005));
      assertThat(its.addedDeviation1()).isBetween(0.0, 0.005);
    }
  }

  @Test
  void aTripOnTheRampVoidsOnlyWhatIsNotDrawn() throws IOException {
    boolean[] aborted = {false};
    List<Entry> journal =
        Story.calm(folder)
            .until(
                lab -> {
                  ask(lab, 30.0, FASTER);
                  if (!aborted[0] && isRamping(lab) && minutesOfRamp(lab) > 15.0) {
                    aborted[0] = true;
                    var _ = lab.laboratory().commands().submit(new Command.Abort(ANNA));
                  }
                  return isOver(lab);
                });
    assertKept(journal, 3);
    RunEvent.RampEnded end = of(journal, RunEvent.RampEnded.class).getFirst();
    assertThat(of(journal, RunEvent.AliquotVoided.class))
        .isNotEmpty()
        .allSatisfy(
            voided ->
                assertThat(voided.reason()).startsWith("not drawn: the reactor went to ABORTING"));
    assertThat(end.accepted()).isEqualTo(of(journal, RunEvent.AliquotAccepted.class).size());
  }

  @Test
  void aSuspensionOnTheRampVoidsOnlyWhatIsNotDrawnAndTheCampaignGoesOn() throws IOException {
    List<Entry> journal =
        Story.with(folder, "at: 91 min, lasts: 4 min, trouble: bubble, factor: 20")
            .until(
                lab -> {
                  ask(lab, 30.0, FASTER);
                  return lab.laboratory().campaignStatus().started() > 1;
                });
    assertThat(of(journal, ReactorEvent.StateChanged.class))
        .anyMatch(changed -> changed.to() == ReactorState.SUSPENDING);
    assertKept(journal, 2);
    assertThat(of(journal, RunEvent.AliquotVoided.class))
        .isNotEmpty()
        .allSatisfy(
            voided ->
                assertThat(voided.reason()).startsWith("not drawn: the reactor went to SUSPEND"));
    assertThat(of(journal, RunEvent.RunVoided.class)).isEmpty();
  }

  @Test
  void aKillOnTheRampKeepsWhatIsAcceptedAndRunsNothingTwice() throws IOException {
    Path remains = folder.resolve("remains");
    Story story = Story.calm(folder);
    story.killedWhen(
        remains,
        lab -> {
          ask(lab, 30.0, FASTER);
          return isRamping(lab) && minutesOfRamp(lab) > 17.0;
        });
    History history = History.read(remains);
    List<RunEvent.AliquotAccepted> before = of(history.entries(), RunEvent.AliquotAccepted.class);
    assertThat(before).isNotEmpty();
    List<Entry> whole =
        story.session(
            remains,
            history.entries(),
            history.earliestStart(VirtualCampaign.START),
            lab -> lab.laboratory().campaignStatus().started() > 1);

    assertThat(of(whole, RunEvent.AliquotAccepted.class)).containsExactlyElementsOf(before);
    assertThat(of(whole, RunEvent.RunVoided.class)).isEmpty();
    RunEvent.RampEnded end = of(whole, RunEvent.RampEnded.class).getFirst();
    assertThat(end.accepted()).isEqualTo(before.size());
    assertThat(end.reason()).isEqualTo("the daemon ended during the ramp");
    assertThat(of(whole, RunEvent.RunStarted.class)).hasSize(2);
    assertThat(of(whole, RunEvent.RunStarted.class).getLast().ramp()).isEmpty();
  }

  @Test
  void aRampThatIsTooFastIsRefusedWithValueLimitAndUnit() throws IOException {
    List<Entry> journal =
        Story.calm(folder)
            .until(
                lab -> {
                  ask(lab, 30.0, ramp(10.0, 5.0, 29.0));
                  return lab.laboratory().campaignStatus().started() > 0;
                });
    assertThat(of(journal, CampaignEvent.ProposalRefused.class).getFirst().reason())
        .isEqualTo(
            "the ramp from 1800 s to 600 s within 300 s changes the flow by up to 6.7 % in 10 s, more than 2 %");
  }

  /** Every aliquot that was drawn came to an observation, at least so many. */
  private static void assertKept(List<Entry> journal, int least) {
    List<RunEvent.AliquotDrawn> drawnOnes = of(journal, RunEvent.AliquotDrawn.class);
    assertThat(drawnOnes).hasSizeGreaterThanOrEqualTo(least - 1).hasSizeLessThan(4);
    assertThat(of(journal, RunEvent.RunAccepted.class)).isNotEmpty();
    assertThat(
            of(journal, RunEvent.AliquotAccepted.class).stream()
                .map(accepted -> accepted.observation().sample()))
        .containsExactlyElementsOf(drawnOnes.stream().map(RunEvent.AliquotDrawn::sample).toList());
  }

  private static boolean isRamping(VirtualLab lab) {
    return lab.laboratory()
        .snapshot()
        .run()
        .filter(run -> run.phase() == RunPhase.RAMP)
        .isPresent();
  }

  private static double minutesOfRamp(VirtualLab lab) {
    return lab.laboratory()
        .snapshot()
        .run()
        .map(run -> Duration.between(run.phaseSince(), lab.now()).toMillis() / 60_000.0)
        .orElse(0.0);
  }

  private static TrueOutcome truth(VirtualBench bench, Story story, Conditions conditions) {
    return bench.truth(
        new SteadyConditions(
            new Reagents(
                    story.campaign().monomer1(),
                    story.campaign().monomer2(),
                    story.campaign().initiator())
                .recipe(
                    conditions.feedComposition(),
                    conditions.totalMonomer(),
                    conditions.initiator()),
            story.reactor().reactor().path().totalFlow(conditions.residenceTime()),
            conditions.temperature()));
  }

  private static Ramp ramp(double to, double within, double... aliquots) {
    List<TimeSpan> times = new ArrayList<>();
    for (double aliquot : aliquots) {
      times.add(TimeSpan.ofMinutes(aliquot));
    }
    return new Ramp(TimeSpan.ofMinutes(to), TimeSpan.ofMinutes(within), times);
  }

  private boolean asked;

  private boolean ask(VirtualLab lab, double from, Ramp ramp) {
    if (!asked) {
      asked = true;
      var _ =
          lab.laboratory()
              .commands()
              .submit(
                  new Command.RunPoint(
                      ANNA,
                      new FeedComposition(0.6),
                      TimeSpan.ofMinutes(from),
                      new Temperature(80.0),
                      new Concentration(2.0),
                      new Concentration(0.04),
                      Optional.of(ramp)));
      // The first point of the initial design may have been on its way; the operator's comes first.
      var _ = lab.laboratory().commands().submit(new Command.VoidRun(ANNA));
    }
    return true;
  }

  /** The run with the ramp is over: the campaign has heard of it. */
  private static boolean isOver(VirtualLab lab) {
    CampaignStatus status = lab.laboratory().campaignStatus();
    return !status.observations().isEmpty();
  }

  private static <T extends JournalEvent> List<T> of(List<Entry> journal, Class<T> type) {
    return journal.stream().map(Entry::event).filter(type::isInstance).map(type::cast).toList();
  }
}
