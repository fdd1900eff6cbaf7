package dev.weir.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.device.DeviceName;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What outlives a trip: latches, alarms, records, and what is known after a restart. */
final class ControlAgentTest {
  @Test
  void aTripSurvivesARestart() {
    Rig rig = new Rig().running();
    rig.pressureOffset = 9.0;
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(5));
    RestartKnowledge knowledge = RestartKnowledge.of(rig.journal.entries);
    assertThat(knowledge.unclean()).isTrue();
    assertThat(knowledge.latched())
        .singleElement()
        .extracting(RestartKnowledge.LatchedTrip::kind)
        .isEqualTo(AlarmKind.OVER_PRESSURE);

    Rig again = new Rig(rig.journal, rig.now.plusSeconds(30));
    again.pressureOffset = 4.0;
    again.until(ReactorState.ABORTED, Duration.ofSeconds(2));
    assertThat(again.activeAlarms()).contains(AlarmKind.RESTARTED);
    assertThat(again.agent.status().alarms())
        .anySatisfy(alarm -> assertThat(alarm.kind()).isEqualTo(AlarmKind.OVER_PRESSURE));
    assertThat(Rig.refused(again.order(Rig.clearCommand()))).contains("must fall below 2.00 bar");
    again.pressureOffset = 0.0;
    again.pass(Duration.ofSeconds(1));
    again.clear();
    assertThat(RestartKnowledge.of(again.journal.entries).latched()).isEmpty();
  }

  @Test
  void aFaultHasOneFirstOutAlarmAndFewFollowers() {
    Rig rig = new Rig().running();
    int before = rig.journal.events(ReactorEvent.AlarmRaised.class).size();
    rig.silent.add(Rig.SOLVENT_PUMP);
    rig.pass(Duration.ofMinutes(10));
    List<ReactorEvent.AlarmRaised> raised =
        rig.journal.events(ReactorEvent.AlarmRaised.class).stream().skip(before).toList();
    assertThat(raised).hasSizeLessThanOrEqualTo(5);
    assertThat(raised.stream().filter(ReactorEvent.AlarmRaised::firstOut)).hasSize(1);
    assertThat(raised.getFirst().source()).isEqualTo("pump-solvent");
  }

  @Test
  void anAlarmGoesThroughItsStates() {
    Rig rig = new Rig().running();
    rig.freeBytes = 900L << 20;
    rig.pass(Duration.ofSeconds(11));
    ReactorStatus.Alarm alarm = rig.agent.status().alarms().getFirst();
    assertThat(alarm.condition()).isEqualTo(ReactorStatus.AlarmCondition.UNACKNOWLEDGED);
    rig.freeBytes = Long.MAX_VALUE;
    rig.pass(Duration.ofSeconds(17));
    assertThat(rig.agent.status().alarms().getFirst().condition())
        .isEqualTo(ReactorStatus.AlarmCondition.RETURNED_UNACKNOWLEDGED);
    rig.order(new Command.Acknowledge(Rig.origin(), alarm.number()));
    assertThat(rig.agent.status().alarms()).isEmpty();
    assertThat(Rig.refused(rig.order(new Command.Acknowledge(Rig.origin(), alarm.number()))))
        .contains("no alarm " + alarm.number());
  }

  @Test
  void readingsAreRecordedEveryTenSecondsAndOnlyFreshOnes() {
    Rig rig = new Rig().running();
    int before = rig.journal.events(ReactorEvent.ReadingsRecorded.class).size();
    rig.silentTags.add(Rig.OUTPUT);
    rig.pass(Duration.ofMinutes(1));
    List<ReactorEvent.ReadingsRecorded> recorded =
        rig.journal.events(ReactorEvent.ReadingsRecorded.class);
    assertThat(recorded.size() - before).isEqualTo(6);
    assertThat(recorded.getLast().values())
        .containsKeys("heater/temperature.actual", "pump-monomer/flow.actual")
        .doesNotContainKey("heater/output.actual");
  }

  @Test
  void aLineThatMadeItsDeviceSafeByItselfHasProvenIt() {
    Rig rig = new Rig().running();
    rig.now = rig.now.plusSeconds(4);
    for (DeviceName device :
        List.of(Rig.MONOMER_PUMP, Rig.INITIATOR_PUMP, Rig.SOLVENT_PUMP, Rig.HEATER)) {
      rig.madeSafeByItsLine(device, rig.now.minusSeconds(1));
    }
    rig.tick();
    assertThat(rig.activeAlarms()).contains(AlarmKind.LATE_CYCLE);
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(1));
  }

  @Test
  void endingTheSessionMakesEverythingSafe() {
    Rig rig = new Rig().running();
    rig.agent.endSession("the daemon ends");
    for (int cycle = 0; cycle < 20 && !rig.agent.isAtRest(); cycle++) {
      rig.tick();
    }
    assertThat(rig.agent.isAtRest()).isTrue();
    assertThat(rig.allPumpsSafe()).isTrue();
    assertThat(rig.activeAlarms()).isEmpty();
  }

  @Test
  void deliveredVolumesFollowTheActualFlow() {
    Rig rig = new Rig().running();
    double left = rig.agent.status().left().getOrDefault(Rig.MONOMER, Volume.ZERO).microlitres();
    rig.pass(Duration.ofMinutes(1));
    assertThat(
            left - rig.agent.status().left().getOrDefault(Rig.MONOMER, Volume.ZERO).microlitres())
        .isBetween(199.9, 200.1);
  }

  @Test
  void aContradictoryDescriptionIsRefusedWithEveryFault() {
    ReactorDescription good = Rig.description();
    ReactorDescription bad =
        new ReactorDescription(
            good.name(),
            good.feeds(),
            Rig.MONOMER,
            good.path(),
            new TreeMap<>(
                Map.of(
                    Rig.MONOMER_PUMP, good.devices().get(Rig.MONOMER_PUMP),
                    Rig.INITIATOR_PUMP, good.devices().get(Rig.INITIATOR_PUMP),
                    Rig.SOLVENT_PUMP, good.devices().get(Rig.SOLVENT_PUMP),
                    Rig.SENSOR, good.devices().get(Rig.SENSOR),
                    Rig.ANALYSER, good.devices().get(Rig.ANALYSER))),
            Rig.HEATER,
            Rig.SENSOR,
            Rig.ANALYSER,
            good.limits(),
            good.rest());
    assertThat(DescriptionFaults.of(good)).isEmpty();
    assertThat(DescriptionFaults.of(bad))
        .containsExactly(
            "feed monomer: it flushes, so it must be pure solvent",
            "device heater is not a temperature controller");
    assertThatThrownBy(
            () ->
                new ControlAgent(
                    bad,
                    ControlSettings.standard(Set.of(), Set.of()),
                    Surroundings.virtual(
                        new MemoryJournal(),
                        new ReportMailbox(),
                        request -> {},
                        List.of(),
                        setpoints -> new TemperatureDifference(0)),
                    RestartKnowledge.fresh(),
                    Rig.START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pure solvent");
  }
}
