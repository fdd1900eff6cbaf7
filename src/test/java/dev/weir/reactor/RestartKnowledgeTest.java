package dev.weir.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.device.DeviceName;
import dev.weir.flow.FeedName;
import dev.weir.journal.Entry;
import dev.weir.units.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RestartKnowledgeTest {
  private final List<Entry> entries = new ArrayList<>();
  private Instant at = Rig.START;

  private void then(Duration later, ReactorEvent event) {
    at = at.plus(later);
    entries.add(new Entry(entries.size() + 1L, at, event));
  }

  private void now(ReactorEvent event) {
    then(Duration.ZERO, event);
  }

  private RestartKnowledge known() {
    return RestartKnowledge.of(entries);
  }

  private static ReactorEvent.SessionStarted session() {
    return new ReactorEvent.SessionStarted("1", "00", true, false);
  }

  @Test
  void anEmptyJournalKnowsNothing() {
    assertThat(known()).isEqualTo(RestartKnowledge.fresh());
    assertThat(known().unclean()).isFalse();
    assertThat(known().nextAlarmNumber()).isEqualTo(1);
  }

  @Test
  void aSessionWithoutItsEndIsUnclean() {
    now(session());
    assertThat(known().unclean()).isTrue();
    now(new ReactorEvent.SessionEnded("stopped"));
    assertThat(known().unclean()).isFalse();
  }

  @Test
  void tripsStayUntilTheyAreCleared() {
    now(new ReactorEvent.InterlockTripped(AlarmKind.LEAK, "sensor", "0 bar"));
    now(session());
    assertThat(known().latched()).hasSize(1);
    now(new ReactorEvent.InterlocksCleared("ada", "fixed"));
    assertThat(known().latched()).isEmpty();
  }

  @Test
  void unacknowledgedAlarmsStayAndNumbersGoOn() {
    now(new ReactorEvent.AlarmRaised(7, AlarmKind.LEAK, "sensor", "0 bar", true));
    now(new ReactorEvent.AlarmRaised(8, AlarmKind.DEVICE_LOST, "pump", "silent", false));
    now(new ReactorEvent.AlarmAcknowledged(8, "ada"));
    assertThat(known().alarms()).extracting(ReactorStatus.Alarm::number).containsExactly(7L);
    assertThat(known().nextAlarmNumber()).isEqualTo(9);
  }

  @Test
  void whatWasPumpedIsDrawnFromTheVesselsAlsoAfterACrash() {
    now(session());
    now(new ReactorEvent.SetpointsIntended(Rig.setpoints(600, 60, 0, 80)));
    then(Duration.ofMinutes(10), new ReactorEvent.DeviceMadeSafe(new DeviceName("heater"), true));
    // The session died there; its leases ended 2 s later.
    then(Duration.ofHours(5), session());
    now(new ReactorEvent.SafeIntended("start"));
    then(Duration.ofHours(1), new ReactorEvent.SessionEnded("stopped"));
    assertThat(drawn(Rig.MONOMER)).isCloseTo(6000.0 + 20.0, within(1e-6));
    assertThat(drawn(Rig.INITIATOR)).isCloseTo(600.0 + 2.0, within(1e-6));
  }

  @Test
  void aRefillBeginsAnew() {
    now(session());
    now(new ReactorEvent.SetpointsIntended(Rig.setpoints(600, 60, 0, 80)));
    then(Duration.ofMinutes(10), new ReactorEvent.SafeIntended("stop"));
    now(new ReactorEvent.FeedRefilled(Rig.MONOMER, Volume.parse("50 mL"), "ada", "lot 4"));
    ReactorDescription description = Rig.description();
    assertThat(known().left(description.feedLine(Rig.MONOMER))).isEqualTo(Volume.parse("50 mL"));
    assertThat(known().left(description.feedLine(Rig.INITIATOR)).microlitres())
        .isCloseTo(200_000 - 600, within(1e-6));
    assertThat(known().left(description.feedLine(Rig.SOLVENT))).isEqualTo(Volume.parse("2 L"));
  }

  private double drawn(FeedName feed) {
    return known().drawn().getOrDefault(feed, Volume.ZERO).microlitres();
  }
}
