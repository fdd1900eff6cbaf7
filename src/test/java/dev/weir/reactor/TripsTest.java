package dev.weir.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.BadReason;
import dev.weir.device.Capability;
import dev.weir.device.DeviceReport;
import dev.weir.device.FaultClass;
import dev.weir.device.Observability;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.units.Scalar;
import dev.weir.units.Volume;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What trips, suspends or alarms, and what follows. */
final class TripsTest {
  @Test
  void pressureAboveHighHighStopsAllPumpsWithin500Milliseconds() {
    Rig rig = new Rig().running();
    rig.pressureOffset = 9.0;
    rig.pass(Duration.ofMillis(500));
    assertThat(rig.allPumpsSafe()).isTrue();
    assertThat(rig.isSafe(Rig.HEATER)).isTrue();
    assertThat(rig.journal.events(ReactorEvent.InterlockTripped.class))
        .singleElement()
        .satisfies(
            trip -> {
              assertThat(trip.kind()).isEqualTo(AlarmKind.OVER_PRESSURE);
              assertThat(trip.text()).contains("bar");
            });
  }

  @Test
  void aSinglePressureSpikeDoesNotTrip() {
    Rig rig = new Rig().running();
    rig.pressureOffset = 9.0;
    rig.tick();
    rig.pressureOffset = 0.0;
    rig.pass(Duration.ofSeconds(5));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
  }

  @Test
  void aSpikeThatNoSecondSampleContradictsTrips() {
    Rig rig = new Rig().running();
    rig.pressureOffset = 9.0;
    rig.tick();
    rig.silent.add(Rig.SENSOR);
    rig.pass(Duration.ofMillis(400));
    assertThat(rig.allPumpsSafe()).isTrue();
  }

  @Test
  void overPressureIsClearedOnlyWhenThePressureIsGone() {
    Rig rig = new Rig().running();
    rig.pressureOffset = 9.0;
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(5));
    rig.pressureOffset = 4.0;
    rig.pass(Duration.ofSeconds(10));
    assertThat(Rig.refused(rig.order(Rig.clearCommand()))).contains("must fall below 2.00 bar");
    rig.pressureOffset = 0.0;
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.order(Rig.clearCommand())).isInstanceOf(Acceptance.Accepted.class);
    rig.until(ReactorState.STOPPED, Duration.ofSeconds(2));
    assertThat(rig.journal.events(ReactorEvent.InterlocksCleared.class)).hasSize(2);
  }

  @Test
  void aFallOfPressureAtSteadyFlowStopsEverything() {
    Rig rig = new Rig().running();
    rig.pressureOffset = -1.2;
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.allPumpsSafe()).isTrue();
    assertThat(rig.activeAlarms()).contains(AlarmKind.LEAK);
  }

  @Test
  void aStaleReadingSuspendsAfterTenSeconds() {
    Rig rig = new Rig().running();
    rig.silentTags.add(Rig.PRESSURE);
    rig.mailbox.accept(
        new DeviceReport.ReadingTaken(
            new Tag(Rig.SENSOR, Capability.RUN),
            new Reading.Good(new Scalar(1), Observability.MEASURED, rig.now, rig.now)));
    rig.pass(Duration.ofMillis(9900));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    assertThat(rig.activeAlarms()).isNotEmpty();
    rig.pass(Duration.ofMillis(200));
    assertThat(rig.state()).isEqualTo(ReactorState.SUSPENDING);
    assertThat(rig.flow(Rig.MONOMER_PUMP)).isZero();
    rig.until(ReactorState.SUSPENDED, Duration.ofMinutes(4));
    rig.silentTags.clear();
    rig.pass(Duration.ofSeconds(9));
    assertThat(rig.state()).isEqualTo(ReactorState.SUSPENDED);
    rig.until(ReactorState.EXECUTE, Duration.ofSeconds(5));
  }

  @Test
  void aFrozenPressureSuspends() {
    Rig rig = new Rig().running();
    rig.ripple = 0.0;
    rig.pass(Duration.ofSeconds(59));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    rig.pass(Duration.ofSeconds(15));
    assertThat(rig.state()).isEqualTo(ReactorState.SUSPENDING);
    assertThat(rig.activeAlarms()).containsExactly(AlarmKind.STALE_READING);
  }

  @Test
  void theFourthSuspensionWithinAnHourIsAHold() {
    Rig rig = new Rig().executing();
    for (int round = 0; round < 3; round++) {
      rig.suspends = Optional.of("analyser late");
      rig.tick();
      assertThat(rig.state()).isEqualTo(ReactorState.SUSPENDING);
      rig.pass(Duration.ofSeconds(1));
      rig.suspends = Optional.empty();
      rig.until(ReactorState.EXECUTE, Duration.ofSeconds(5));
    }
    rig.suspends = Optional.of("analyser late");
    rig.tick();
    assertThat(rig.state()).isEqualTo(ReactorState.HOLDING);
    assertThat(rig.agent.status().reason()).contains("at most 3").contains("analyser late");
  }

  @Test
  void lostPumpStopsTheOthers() {
    Rig rig = new Rig().running();
    rig.silent.add(Rig.MONOMER_PUMP);
    rig.pass(Duration.ofMillis(2800));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    rig.pass(Duration.ofMillis(400));
    assertThat(rig.allPumpsSafe()).isTrue();
    assertThat(rig.journal.events(ReactorEvent.InterlockTripped.class))
        .singleElement()
        .extracting(ReactorEvent.InterlockTripped::source)
        .isEqualTo("pump-monomer");
  }

  @Test
  void aDeviceThatCannotProveItsSafeStateIsAlarmedAndNeverAssumed() {
    Rig rig = new Rig().running();
    rig.silent.add(Rig.MONOMER_PUMP);
    rig.until(ReactorState.ABORTING, Duration.ofSeconds(5));
    rig.pass(Duration.ofSeconds(29));
    assertThat(rig.state()).isEqualTo(ReactorState.ABORTING);
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(3));
    assertThat(rig.activeAlarms()).contains(AlarmKind.UNCONFIRMED_SAFE, AlarmKind.DEVICE_LOST);
    assertThat(Rig.refused(rig.order(Rig.clearCommand())))
        .contains("pump-monomer is not proven safe");
    long number =
        rig.agent.status().alarms().stream()
            .filter(alarm -> alarm.kind() == AlarmKind.UNCONFIRMED_SAFE)
            .findFirst()
            .orElseThrow()
            .number();
    rig.order(new Command.Acknowledge(Rig.origin(), number));
    assertThat(rig.order(Rig.clearCommand())).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void aLostTemperatureControllerFlushesBeforeItAborts() {
    Rig rig = new Rig().running();
    rig.silent.add(Rig.HEATER);
    rig.pass(Duration.ofMillis(5200));
    assertThat(rig.state()).isEqualTo(ReactorState.ABORTING);
    assertThat(rig.isSafe(Rig.MONOMER_PUMP)).isTrue();
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(1500.0);
    rig.pass(Duration.ofSeconds(61));
    rig.tick();
    assertThat(rig.allPumpsSafe()).isTrue();
  }

  @Test
  void aStopTripOvertakesAFlushUnderWay() {
    Rig rig = new Rig().running();
    rig.silent.add(Rig.HEATER);
    rig.pass(Duration.ofSeconds(20));
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(1500.0);
    rig.pressureOffset = 9.0;
    rig.pass(Duration.ofMillis(500));
    assertThat(rig.allPumpsSafe()).isTrue();
  }

  @Test
  void deviceResetVoidsAndAborts() {
    Rig rig = new Rig().running();
    rig.fault(Rig.MONOMER_PUMP, FaultClass.RESET);
    rig.tick();
    assertThat(rig.state()).isEqualTo(ReactorState.ABORTING);
    assertThat(rig.isSafe(Rig.MONOMER_PUMP)).isTrue();
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(1500.0);
    assertThat(rig.journal.events(ReactorEvent.InterlockTripped.class))
        .singleElement()
        .extracting(ReactorEvent.InterlockTripped::kind)
        .isEqualTo(AlarmKind.DEVICE_RESET);
    rig.until(ReactorState.ABORTED, Duration.ofMinutes(4));
  }

  @Test
  void aReactiveFeedThatDeliversTheWrongFlowStopsAllReactiveFeeds() {
    Rig rig = new Rig().running();
    rig.flowFactor.put(Rig.MONOMER_PUMP, 0.9);
    rig.pass(Duration.ofMillis(2900));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    rig.pass(Duration.ofMillis(400));
    assertThat(rig.state()).isEqualTo(ReactorState.ABORTING);
    assertThat(rig.isSafe(Rig.INITIATOR_PUMP)).isTrue();
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(1500.0);
  }

  @Test
  void aFlushingFeedThatFailsStopsEverything() {
    Rig rig = new Rig().running();
    rig.flowFactor.put(Rig.SOLVENT_PUMP, 0.0);
    rig.pass(Duration.ofMillis(3300));
    assertThat(rig.allPumpsSafe()).isTrue();
  }

  @Test
  void aRunawayTripsAndCoolsWhileItFlushes() {
    Rig rig = new Rig().running();
    rig.addedHeat = 9.0;
    rig.tick();
    rig.tick();
    assertThat(rig.state()).isEqualTo(ReactorState.ABORTING);
    assertThat(rig.bath()).isEqualTo(25.0);
    assertThat(rig.activeAlarms()).containsExactly(AlarmKind.OVER_TEMPERATURE);
  }

  @Test
  void coolingDownFromAHighSetpointIsNoOverTemperature() {
    Rig rig = new Rig().running();
    rig.wish = Optional.of(Rig.setpoints(200, 50, 250, 40));
    rig.pass(Duration.ofMinutes(2));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    assertThat(rig.activeAlarms()).isEmpty();
  }

  @Test
  void aHeaterThatDoesNotHeatTrips() {
    Rig rig = new Rig().executing();
    rig.heats = false;
    rig.wish = Optional.of(Rig.setpoints(0, 0, 250, 80));
    rig.pass(Duration.ofSeconds(118));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    rig.pass(Duration.ofSeconds(6));
    assertThat(rig.activeAlarms()).contains(AlarmKind.HEATER_FAULT);
  }

  @Test
  void aBrokenTemperatureSensorTrips() {
    Rig rig = new Rig().running();
    rig.bad.put(Rig.TEMPERATURE, BadReason.SENTINEL);
    rig.pass(Duration.ofMillis(3300));
    assertThat(rig.state()).isEqualTo(ReactorState.ABORTING);
    assertThat(rig.activeAlarms()).contains(AlarmKind.HEATER_FAULT);
  }

  @Test
  void anEmptyFeedTripsAndIsClearedByARefill() {
    Rig rig = new Rig().executing();
    rig.order(new Command.Refill(Rig.origin(), Rig.INITIATOR, Volume.parse("2.1 mL")));
    rig.wish = Optional.of(Rig.setpoints(200, 50, 250, 80));
    rig.pass(Duration.ofSeconds(119));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    rig.until(ReactorState.ABORTED, Duration.ofMinutes(5));
    assertThat(Rig.refused(rig.order(Rig.clearCommand()))).contains("enter a refill first");
    Acceptance tooMuch =
        rig.order(new Command.Refill(Rig.origin(), Rig.INITIATOR, Volume.parse("300 mL")));
    assertThat(Rig.refused(tooMuch)).contains("300000 µL is above its capacity of 200000 µL");
    rig.order(new Command.Refill(Rig.origin(), Rig.INITIATOR, Volume.parse("50 mL")));
    assertThat(rig.order(Rig.clearCommand())).isInstanceOf(Acceptance.Accepted.class);
    assertThat(rig.agent.status().left().get(Rig.INITIATOR)).isEqualTo(Volume.parse("50 mL"));
  }

  @Test
  void aLateCycleStopsEverything() {
    Rig rig = new Rig().running();
    rig.now = rig.now.plusMillis(1200);
    rig.tick();
    assertThat(rig.allPumpsSafe()).isTrue();
    assertThat(rig.activeAlarms()).contains(AlarmKind.LATE_CYCLE);
  }

  @Test
  void aSmallJumpOfTheWallClockAlarmsAndALargeOneSuspends() {
    Rig rig = new Rig().running();
    rig.wallAhead = Duration.ofSeconds(2);
    rig.tick();
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    assertThat(rig.activeAlarms()).containsExactly(AlarmKind.CLOCK_JUMP);
    rig.wallAhead = Duration.ofHours(-1);
    rig.tick();
    assertThat(rig.state()).isEqualTo(ReactorState.SUSPENDING);
    rig.until(ReactorState.EXECUTE, Duration.ofMinutes(6));
    rig.pass(Duration.ofSeconds(6));
    assertThat(rig.activeAlarms()).isEmpty();
  }

  @Test
  void aFailedJournalFlushesAndAbortsWithoutIt() {
    Rig rig = new Rig().running();
    rig.journal.fail();
    rig.tick();
    rig.tick();
    assertThat(rig.state()).isEqualTo(ReactorState.ABORTING);
    assertThat(rig.flow(Rig.MONOMER_PUMP)).isZero();
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(1500.0);
    rig.until(ReactorState.ABORTED, Duration.ofMinutes(4));
    assertThat(Rig.refused(rig.order(Rig.clearCommand()))).contains("journal cannot be written");
  }

  @Test
  void littleSpaceForTheJournalAlarmsAndLessHolds() {
    Rig rig = new Rig().running();
    rig.freeBytes = 900L << 20;
    rig.pass(Duration.ofSeconds(11));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    assertThat(rig.activeAlarms()).containsExactly(AlarmKind.JOURNAL);
    rig.freeBytes = 100L << 20;
    rig.pass(Duration.ofSeconds(11));
    assertThat(rig.state()).isEqualTo(ReactorState.SUSPENDING);
  }

  @Test
  void aStepThatThrowsEndsInTheSafeState() {
    Rig rig = new Rig().running();
    rig.stepThrows = true;
    rig.tick();
    assertThat(rig.allPumpsSafe()).isTrue();
    assertThat(rig.activeAlarms()).containsExactly(AlarmKind.STEP_FAILED);
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(2));
  }
}
