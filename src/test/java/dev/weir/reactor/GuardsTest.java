package dev.weir.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.reactor.ReactorStatus.Alarm;
import dev.weir.reactor.ReactorStatus.AlarmCondition;
import dev.weir.units.Volume;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fouling, gas, waste, pressure drop, and alarms that are put aside. */
final class GuardsTest {
  @Test
  void aSteadyRiseOfPressureSuspendsAndASlowOneDoesNot() {
    Rig slow = new Rig().running();
    rise(slow, 0.4, Duration.ofMinutes(5));
    assertThat(slow.activeAlarms()).doesNotContain(AlarmKind.FOULING);
    assertThat(slow.state()).isEqualTo(ReactorState.EXECUTE);

    Rig fast = new Rig().running();
    rise(fast, 0.7, Duration.ofMinutes(5));
    assertThat(fast.journal.entries)
        .anyMatch(
            entry ->
                entry.event() instanceof ReactorEvent.AlarmRaised raised
                    && raised.kind() == AlarmKind.FOULING
                    && raised.text().contains("bar/min over 3 min"));
    assertThat(fast.state()).isEqualTo(ReactorState.SUSPENDING);
  }

  @Test
  void solventThatNeedsAThirdMorePressureThanItDidSuspendsAndTheSecondTimeTrips() {
    Rig rig = new Rig().executing();
    rig.pass(Duration.ofMinutes(8));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(100.0);
    creep(rig, 0.5);
    assertThat(rig.activeAlarms()).doesNotContain(AlarmKind.FOULING);
    creep(rig, 0.15);
    assertThat(rig.journal.entries)
        .anyMatch(
            entry ->
                entry.event() instanceof ReactorEvent.AlarmRaised raised
                    && raised.kind() == AlarmKind.FOULING
                    && raised.text().contains("solvent alone needs")
                    && raised.text().contains("at 100 µL/min, it needed 2.0"));
    rig.pass(Duration.ofMinutes(20));
    assertThat(rig.state()).isEqualTo(ReactorState.SUSPENDED);
    assertThat(rig.agent.latched()).isEmpty();

    rig.pressureOffset = 0.1;
    rig.until(ReactorState.EXECUTE, Duration.ofMinutes(10));
    rig.pass(Duration.ofMinutes(5));
    creep(rig, 0.6);
    rig.until(ReactorState.ABORTED, Duration.ofMinutes(10));
    assertThat(rig.agent.latched()).anyMatch(trip -> trip.kind() == AlarmKind.FOULING);
  }

  /** Lets the pressure rise more slowly than fouling shows by its slope. */
  private static void creep(Rig rig, double bars) {
    for (double risen = 0.0; risen < bars; risen += 0.005) {
      rig.pressureOffset += 0.005;
      rig.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void aNarrowedTubeIsFlushedAtNoMoreThanTheFlowItHad() {
    Rig rig = new Rig().running();
    double before =
        rig.flow(Rig.MONOMER_PUMP) + rig.flow(Rig.INITIATOR_PUMP) + rig.flow(Rig.SOLVENT_PUMP);
    rise(rig, 0.7, Duration.ofMinutes(5));
    rig.tick();
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(before).isLessThan(1500.0);

    Rig calm = new Rig().running();
    calm.suspends = Optional.of("analyser late");
    calm.tick();
    calm.tick();
    assertThat(calm.flow(Rig.SOLVENT_PUMP)).isEqualTo(1500.0);
  }

  private static void rise(Rig rig, double barsPerMinute, Duration span) {
    long ticks = span.dividedBy(Rig.TICK);
    for (long tick = 0; tick < ticks && rig.state() == ReactorState.EXECUTE; tick++) {
      rig.pressureOffset += barsPerMinute / 600.0;
      rig.tick();
    }
  }

  @Test
  void anEmergencyStopStopsEveryPumpAtOnceAndHoldsUntilItIsReset() {
    Rig rig = new Rig().running();
    rig.permitted = false;
    rig.tick();
    assertThat(rig.allPumpsSafe()).isTrue();
    assertThat(rig.agent.latched()).anyMatch(trip -> trip.kind() == AlarmKind.PERMIT_LOST);

    rig.until(ReactorState.ABORTED, Duration.ofMinutes(1));
    Command.Clear clear = new Command.Clear(Rig.origin());
    assertThat(rig.order(clear))
        .isInstanceOfSatisfying(
            Acceptance.Refused.class,
            refused ->
                assertThat(refused.reason()).contains("permit of emergency-stop is not given"));
    rig.permitted = true;
    rig.tick();
    assertThat(rig.order(clear)).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void aPermitThatCannotBeReadIsNotGiven() {
    Rig rig = new Rig().running();
    rig.silentTags.add(Rig.PERMIT);
    rig.pass(Duration.ofMillis(2900));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.allPumpsSafe()).isTrue();
    assertThat(rig.agent.latched())
        .anyMatch(
            trip ->
                trip.kind() == AlarmKind.PERMIT_LOST
                    && trip.text().contains("cannot be read for 3."));
  }

  @Test
  void aRestlessPressureAlarmsAtOnceAndSuspendsAfterAMinute() {
    Rig rig = new Rig().running();
    rig.pass(Duration.ofMinutes(2));
    double calm = rig.ripple;
    rig.ripple = 0.1;
    rig.pass(Duration.ofSeconds(20));
    assertThat(rig.activeAlarms()).contains(AlarmKind.GAS_BUBBLE);
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    rig.pass(Duration.ofSeconds(50));
    assertThat(rig.state()).isNotEqualTo(ReactorState.EXECUTE);
    rig.ripple = calm;
    rig.until(ReactorState.EXECUTE, Duration.ofMinutes(10));
    assertThat(rig.agent.latched()).isEmpty();
  }

  @Test
  void theWasteVesselTripsWhileAFlushStillFindsRoomAndMustBeEmptied() {
    Rig rig = new Rig(Optional.of(Volume.parse("20 mL"))).running();
    rig.until(ReactorState.ABORTED, Duration.ofHours(2));
    assertThat(rig.agent.latched()).anyMatch(trip -> trip.kind() == AlarmKind.WASTE_FULL);
    assertThat(rig.agent.status().wasted().microlitres()).isBetween(18_000.0, 20_500.0);
    Command.Clear clear = new Command.Clear(Rig.origin());
    assertThat(rig.order(clear))
        .isInstanceOfSatisfying(
            Acceptance.Refused.class,
            refused -> assertThat(refused.reason()).contains("empty it and say so"));
    rig.order(new Command.EmptyWaste(Rig.origin()));
    assertThat(rig.agent.status().wasted().microlitres()).isLessThan(1.0);
    assertThat(rig.order(clear)).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void whatWentIntoTheWasteIsRememberedOverARestart() {
    MemoryJournal journal = new MemoryJournal();
    Rig rig = new Rig(journal).running();
    rig.pass(Duration.ofMinutes(10));
    double wasted = rig.agent.status().wasted().microlitres();
    assertThat(RestartKnowledge.of(journal.entries).wasted().microlitres())
        .isBetween(0.95 * wasted, 1.05 * wasted);
  }

  @Test
  void anAlarmThatIsPutAsideComesBackByItself() {
    Rig rig = new Rig().running();
    rig.pass(Duration.ofMinutes(2));
    for (int tick = 0; tick < 40; tick++) {
      rig.pressureOffset += 0.175;
      rig.tick();
    }
    rig.pass(Duration.ofSeconds(2));
    Alarm alarm =
        rig.agent.status().alarms().stream()
            .filter(each -> each.kind() == AlarmKind.HIGH_PRESSURE)
            .findFirst()
            .orElseThrow();
    assertThat(rig.order(shelve(alarm, Duration.ofMinutes(61))))
        .isInstanceOfSatisfying(
            Acceptance.Refused.class,
            refused -> assertThat(refused.reason()).contains("1 to 60 min, was 3660 s"));
    assertThat(rig.order(shelve(alarm, Duration.ofMinutes(2))))
        .isInstanceOf(Acceptance.Accepted.class);
    assertThat(condition(rig, alarm)).contains(AlarmCondition.SHELVED);
    rig.pass(Duration.ofSeconds(119));
    assertThat(condition(rig, alarm)).contains(AlarmCondition.SHELVED);
    rig.pass(Duration.ofSeconds(2));
    assertThat(condition(rig, alarm)).contains(AlarmCondition.UNACKNOWLEDGED);

    rig.order(shelve(alarm, Duration.ofMinutes(60)));
    rig.pressureOffset = 0.0;
    rig.pass(Duration.ofSeconds(10));
    assertThat(condition(rig, alarm)).as("gone for good").isEmpty();
    assertThat(rig.journal.entries)
        .filteredOn(entry -> entry.event() instanceof ReactorEvent.AlarmShelved)
        .hasSize(2);
    assertThat(rig.journal.entries)
        .filteredOn(entry -> entry.event() instanceof ReactorEvent.AlarmUnshelved)
        .hasSize(2);
  }

  private static Command.Shelve shelve(Alarm alarm, Duration span) {
    return new Command.Shelve(Rig.origin(), alarm.number(), span);
  }

  private static Optional<AlarmCondition> condition(Rig rig, Alarm alarm) {
    return rig.agent.status().alarms().stream()
        .filter(each -> each.number() == alarm.number())
        .map(Alarm::condition)
        .findFirst();
  }
}
