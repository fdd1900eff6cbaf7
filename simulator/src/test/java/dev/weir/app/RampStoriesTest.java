package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.app.extension.SteadyConditions;
import dev.weir.app.extension.TrueOutcome;
import dev.weir.app.extension.VirtualBench;
import dev.weir.app.laboratory.VirtualLab;
import dev.weir.campaign.CampaignStatus;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.Reagents;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RampAliquot;
import dev.weir.experiment.RunEvent;
import dev.weir.flow.Ramp;
import dev.weir.journal.Entry;
import dev.weir.journal.JournalEvent;
import dev.weir.reactor.Command;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
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
