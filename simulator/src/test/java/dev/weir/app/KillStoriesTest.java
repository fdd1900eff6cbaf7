package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.laboratory.History;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunPhase;
import dev.weir.journal.Entry;
import dev.weir.reactor.AlarmKind;
import dev.weir.reactor.ReactorEvent;
import dev.weir.reactor.ReactorState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The power is cut in each phase of a run: what the next session finds, and does. */
final class KillStoriesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"SET", "FLUSH", "APPROACH", "SAMPLE", "ANALYSE"})
  void aRunThatWasCutOffIsNeverResumed(RunPhase phase) throws IOException {
    Path remains = folder.resolve("remains");
    Story story = Story.calm(folder);
    story.killedWhen(
        remains,
        lab -> lab.laboratory().snapshot().run().filter(run -> run.phase() == phase).isPresent());
    History history = History.read(remains);
    long before = history.entries().getLast().sequence();

    List<Entry> whole =
        story.session(
            remains,
            history.entries(),
            history.earliestStart(VirtualCampaign.START),
            lab -> lab.laboratory().snapshot().reactor().state() == ReactorState.EXECUTE);
    List<Entry> second = whole.stream().filter(entry -> entry.sequence() > before).toList();

    assertThat(second.getFirst().event())
        .isInstanceOfSatisfying(
            ReactorEvent.SessionStarted.class,
            started -> assertThat(started.unclean()).as("unclean").isTrue());
    assertThat(second)
        .anyMatch(
            entry ->
                entry.event() instanceof ReactorEvent.AlarmRaised raised
                    && raised.kind() == AlarmKind.RESTARTED);
    Entry cleared =
        Story.first(second, entry -> entry.event() instanceof ReactorEvent.InterlocksCleared);
    assertThat(second)
        .filteredOn(entry -> entry.sequence() < cleared.sequence())
        .as("nothing moves before it is cleared")
        .noneMatch(entry -> entry.event() instanceof ReactorEvent.SetpointsIntended);
    assertThat(second)
        .filteredOn(entry -> entry.event() instanceof RunEvent.RunPhaseEntered)
        .as("the run is not resumed")
        .allMatch(entry -> ((RunEvent) entry.event()).run().value() > 1);
  }
}
