package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.laboratory.VirtualLab;
import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunPhase;
import dev.weir.experiment.VoidCause;
import dev.weir.journal.Entry;
import dev.weir.reactor.AlarmKind;
import dev.weir.reactor.Command;
import dev.weir.reactor.ReactorEvent;
import dev.weir.reactor.ReactorState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the whole house does when the bench misbehaves, told by its own journal. */
final class FaultStoriesTest {
  /** Within so long of a trip everything dangerous must have been commanded off. */
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  @TempDir private Path folder;

  @Test
  void aStalledInitiatorPumpStopsAllReactiveFeedsAndVoidsTheRun() throws IOException {
    List<Entry> story = aborted("at: 40 min, trouble: pump-stall, feed: initiator");

    Entry trip = trip(story);
    assertThat(tripped(trip).source()).contains("initiator");
    assertReactiveFeedsStopAtOnce(story, trip);
    assertThat(story).anyMatch(entry -> entry.event() instanceof RunEvent.RunVoided);
    assertFewAlarms(story);
  }

  @Test
  void aCloggedTubeStopsEveryPump() throws IOException {
    List<Entry> story =
        aborted("at: 40 min, trouble: clog, drop: 30 bar, flow: 0.5 mL/min, over: 1 min");

    Entry trip = trip(story);
    assertThat(tripped(trip).kind())
        .isIn(AlarmKind.OVER_PRESSURE, AlarmKind.DEVICE_FAULT, AlarmKind.FEED_DEVIATION);
    assertThat(Story.after(story, trip))
        .anyMatch(
            entry ->
                entry.event() instanceof ReactorEvent.DeviceMadeSafe made
                    && made.device().text().equals("pump-solvent")
                    && made.confirmed());
    assertFewAlarms(story);
  }

  @Test
  void aClogThatGrowsSlowlyIsFlushedBeforeItTrips() throws IOException {
    List<Entry> story =
        Story.with(
                folder, "at: 60 min, trouble: clog, drop: 40 bar, flow: 0.5 mL/min, over: 40 min")
            .until(
                lab ->
                    hasHad(lab, ReactorState.SUSPENDING)
                        || (hasHad(lab, ReactorState.EXECUTE)
                            && hasBeen(lab, ReactorState.ABORTED)));

    Entry alarm = alarm(story, AlarmKind.FOULING);
    assertReactiveFeedsStopAtOnce(story, alarm);
    assertThat(story)
        .filteredOn(entry -> entry.sequence() < alarm.sequence())
        .noneMatch(entry -> entry.event() instanceof ReactorEvent.InterlockTripped);
  }

  @Test
  void anEmergencyStopStopsEverythingAtOnce() throws IOException {
    List<Entry> story =
        Story.with(
                folder,
                reactor ->
                    reactor
                        .replace(
                            "lines:\n",
                            "lines:\n  - {name: line-permit, tcp: \"127.0.0.1:17008\"}\n")
                        .replace(
                            "devices:\n",
                            "devices:\n  - {name: emergency-stop, profile: modbus-permit, line: line-permit}\n"),
                "at: 40 min, trouble: emergency-stop")
            .until(lab -> hasHad(lab, ReactorState.EXECUTE) && hasBeen(lab, ReactorState.ABORTED));

    Entry trip = trip(story);
    assertThat(tripped(trip).kind()).isEqualTo(AlarmKind.PERMIT_LOST);
    assertThat(tripped(trip).text()).isEqualTo("the permit of emergency-stop is not given");
    Entry safe =
        Story.first(
            Story.after(story, trip), entry -> entry.event() instanceof ReactorEvent.SafeIntended);
    assertThat(Duration.between(trip.at(), safe.at())).isLessThan(AT_ONCE);
    assertFewAlarms(story);
  }

  @Test
  void whatAPersonHasStoppedStaysStopped() throws IOException {
    int[] looksStopped = {0};
    List<Entry> story =
        Story.calm(folder)
            .until(
                lab -> {
                  if (hasHad(lab, ReactorState.EXECUTE) && !seen.contains(ReactorState.STOPPING)) {
                    var _ =
                        lab.laboratory()
                            .commands()
                            .submit(new Command.Stop(new Command.Origin("Anna", "lunch")));
                  }
                  looksStopped[0] += hasBeen(lab, ReactorState.STOPPED) ? 1 : 0;
                  return looksStopped[0] == 600;
                });

    Entry stopped = Story.first(story, entry -> movesTo(entry, ReactorState.STOPPING));
    assertThat(Story.after(story, stopped))
        .noneMatch(entry -> movesTo(entry, ReactorState.STARTING));
  }

  @Test
  void nothingIsFlushedIntoALeak() throws IOException {
    List<Entry> story = aborted("at: 40 min, trouble: leak, flow: 5 mL/min, pressure: 5 bar");

    Entry trip = trip(story);
    assertThat(tripped(trip).kind()).isEqualTo(AlarmKind.LEAK);
    Entry safe =
        Story.first(
            Story.after(story, trip), entry -> entry.event() instanceof ReactorEvent.SafeIntended);
    assertThat(Duration.between(trip.at(), safe.at())).isLessThan(AT_ONCE);
    assertThat(Story.after(story, trip))
        .noneMatch(entry -> entry.event() instanceof ReactorEvent.SetpointsIntended);
    assertFewAlarms(story);
  }

  @Test
  void aReactionThatRunsAwayIsCooledAndFlushed() throws IOException {
    List<Entry> story = aborted("at: 60 min, trouble: runaway, rise: 15 K, over: 2 min");

    Entry trip = trip(story);
    assertThat(tripped(trip).kind()).isEqualTo(AlarmKind.OVER_TEMPERATURE);
    assertReactiveFeedsStopAtOnce(story, trip);
    assertThat(Story.after(story, trip))
        .filteredOn(entry -> entry.event() instanceof ReactorEvent.SetpointsIntended)
        .allMatch(
            entry ->
                ((ReactorEvent.SetpointsIntended) entry.event()).setpoints().bath().celsius()
                    <= 25.0);
    assertFewAlarms(story);
  }

  @Test
  void anExtremeRunawayLeavesEveryFigureFinite() throws IOException {
    List<Entry> story = aborted("at: 60 min, trouble: runaway, rise: 40 K, over: 1 min");

    assertThat(tripped(trip(story)).kind()).isEqualTo(AlarmKind.OVER_TEMPERATURE);
    assertFewAlarms(story);
  }

  @Test
  void aWeldedHeaterIsNoticedAndTheFeedsStop() throws IOException {
    List<Entry> story = aborted("at: 60 min, trouble: heater-welded");

    Entry trip = trip(story);
    assertThat(tripped(trip).kind()).isIn(AlarmKind.OVER_TEMPERATURE, AlarmKind.HEATER_FAULT);
    assertReactiveFeedsStopAtOnce(story, trip);
  }

  @Test
  void aLateResultParksTheReactorAndIsTakenWhenItComes() throws IOException {
    List<Entry> story =
        Story.with(folder, "at: 1 min, trouble: analyser-late, delay: 60 min")
            .until(
                lab ->
                    lab.laboratory().campaignStatus().accepted() > 0
                        && hasBeen(lab, ReactorState.EXECUTE));

    Entry alarm = alarm(story, AlarmKind.ANALYSER);
    Entry parked = Story.first(story, entry -> movesTo(entry, ReactorState.SUSPENDED));
    assertThat(parked.at()).isAfter(alarm.at());
    assertReactiveFeedsStopAtOnce(story, Story.first(story, FaultStoriesTest::isAnalyse));
    Entry taken = Story.first(story, entry -> entry.event() instanceof RunEvent.RunAccepted);
    assertThat(
            story.stream()
                .filter(entry -> entry.sequence() < taken.sequence())
                .filter(entry -> entry.event() instanceof RunEvent.RunStarted))
        .as("runs before the result came")
        .hasSize(1);
    assertThat(story).noneMatch(entry -> entry.event() instanceof RunEvent.RunVoided);
  }

  private static boolean isAnalyse(Entry entry) {
    return entry.event() instanceof RunEvent.RunPhaseEntered entered
        && entered.phase() == RunPhase.ANALYSE;
  }

  @Test
  void aRunVoidedWhileItsResultIsOverdueIsRunAgain() throws IOException {
    boolean[] voided = {false};
    List<Entry> story =
        Story.with(folder, "at: 1 min, trouble: analyser-silent")
            .until(
                lab -> {
                  if (!voided[0] && hasBeen(lab, ReactorState.SUSPENDED)) {
                    voided[0] = true;
                    var _ =
                        lab.laboratory()
                            .commands()
                            .submit(new Command.VoidRun(new Command.Origin("Anna", "no signal")));
                  }
                  return lab.laboratory().campaignStatus().started() > 1;
                });

    RunEvent.RunVoided end =
        (RunEvent.RunVoided)
            Story.first(story, entry -> entry.event() instanceof RunEvent.RunVoided).event();
    assertThat(end.cause()).contains(VoidCause.EQUIPMENT);
    assertThat(end.reason()).isEqualTo("voided by Anna: no signal");
    assertThat(
            story.stream()
                .map(Entry::event)
                .filter(RunEvent.RunStarted.class::isInstance)
                .map(event -> ((RunEvent.RunStarted) event).requested())
                .distinct())
        .hasSize(1);
  }

  @Test
  void gasInThePathSuspendsTheReactorUntilItIsCalm() throws IOException {
    List<Entry> story =
        Story.with(folder, "at: 60 min, lasts: 15 min, trouble: bubble, factor: 20")
            .until(
                lab -> hasHad(lab, ReactorState.SUSPENDING) && hasBeen(lab, ReactorState.EXECUTE));

    Entry alarm = alarm(story, AlarmKind.GAS_BUBBLE);
    Entry suspended = Story.first(story, entry -> movesTo(entry, ReactorState.SUSPENDING));
    assertThat(Duration.between(alarm.at(), suspended.at()))
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(120));
    assertThat(story).noneMatch(entry -> entry.event() instanceof ReactorEvent.InterlockTripped);
  }

  // The states that the present story has seen; a test has one story.
  private final java.util.Set<ReactorState> seen = java.util.EnumSet.noneOf(ReactorState.class);

  private boolean hasBeen(VirtualLab lab, ReactorState state) {
    seen.add(lab.laboratory().snapshot().reactor().state());
    return lab.laboratory().snapshot().reactor().state() == state;
  }

  private boolean hasHad(VirtualLab lab, ReactorState state) {
    hasBeen(lab, state);
    return seen.contains(state);
  }

  private List<Entry> aborted(String trouble) throws IOException {
    boolean[] performed = {false};
    return Story.with(folder, trouble)
        .until(
            lab -> {
              performed[0] |=
                  lab.laboratory()
                      .snapshot()
                      .run()
                      .filter(run -> run.phase() == RunPhase.FLUSH)
                      .isPresent();
              return performed[0]
                  && lab.laboratory().snapshot().reactor().state() == ReactorState.ABORTED;
            });
  }

  private static Entry trip(List<Entry> story) {
    return Story.first(story, entry -> entry.event() instanceof ReactorEvent.InterlockTripped);
  }

  private static ReactorEvent.InterlockTripped tripped(Entry entry) {
    return (ReactorEvent.InterlockTripped) entry.event();
  }

  private static Entry alarm(List<Entry> story, AlarmKind kind) {
    return Story.first(
        story,
        entry -> entry.event() instanceof ReactorEvent.AlarmRaised raised && raised.kind() == kind);
  }

  private static boolean movesTo(Entry entry, ReactorState state) {
    return entry.event() instanceof ReactorEvent.StateChanged changed && changed.to() == state;
  }

  private static void assertReactiveFeedsStopAtOnce(List<Entry> story, Entry cause) {
    BiPredicate<Entry, Entry> soon =
        (from, to) -> Duration.between(from.at(), to.at()).compareTo(AT_ONCE) < 0;
    Entry stopped = Story.first(Story.after(story, cause), Story::stopsReactiveFeeds);
    assertThat(soon.test(cause, stopped))
        .as("%s at %s, feeds stopped at %s", cause.event(), cause.at(), stopped.at())
        .isTrue();
  }

  /** Any single fault gives one first alarm and at most five within ten minutes. */
  private static void assertFewAlarms(List<Entry> story) {
    Entry trip = trip(story);
    List<ReactorEvent.AlarmRaised> alarms =
        story.stream()
            .filter(
                entry ->
                    Duration.between(trip.at(), entry.at()).abs().compareTo(Duration.ofMinutes(5))
                        < 0)
            .map(Entry::event)
            .filter(ReactorEvent.AlarmRaised.class::isInstance)
            .map(ReactorEvent.AlarmRaised.class::cast)
            .toList();
    assertThat(alarms).hasSizeBetween(1, 5);
    assertThat(alarms.stream().filter(ReactorEvent.AlarmRaised::firstOut)).hasSize(1);
  }
}
