package dev.weir.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.device.BadReason;
import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Observability;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.device.Wanted;
import dev.weir.units.Scalar;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.Volume;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ControlAgentTest {
  private static Command.Start start() {
    return new Command.Start(Rig.origin());
  }

  private static Command.Clear clear() {
    return new Command.Clear(Rig.origin());
  }

  private static String refused(Acceptance acceptance) {
    return acceptance instanceof Acceptance.Refused(String reason) ? reason : acceptance.toString();
  }

  @Test
  void itStartsAbortingAndCommandsEverythingSafeInTheOrderOfDanger() {
    Rig rig = new Rig();
    rig.tick();
    assertThat(rig.state()).isEqualTo(ReactorState.ABORTING);
    assertThat(rig.allRequests.stream().map(DeviceRequest::device))
        .containsExactly(
            Rig.INITIATOR_PUMP,
            Rig.MONOMER_PUMP,
            Rig.HEATER,
            Rig.SOLVENT_PUMP,
            Rig.STOP_BUTTON,
            Rig.SENSOR,
            Rig.ANALYSER);
    assertThat(rig.allPumpsSafe()).isTrue();
    assertThat(rig.isSafe(Rig.HEATER)).isTrue();
    assertThat(rig.journal.events(ReactorEvent.SafeIntended.class)).hasSize(1);
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(1));
  }

  @Test
  void noPumpMovesBeforeClear() {
    Rig rig = new Rig();
    rig.wish = Optional.of(Rig.setpoints(200, 50, 250, 80));
    rig.pass(Duration.ofMinutes(2));
    assertThat(refused(rig.order(start()))).contains("ABORTED", "must be STOPPED");
    assertThat(rig.allRequests)
        .allSatisfy(
            request ->
                assertThat(request.wanted())
                    .isInstanceOfAny(Wanted.Safe.class, Wanted.Observed.class));
  }

  @Test
  void clearNeedsAReasonAndLeadsThroughClearingToStopped() {
    Rig rig = new Rig();
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(2));
    Acceptance blank = rig.order(new Command.Clear(new Command.Origin("ada", " ")));
    assertThat(refused(blank)).contains("why it is safe");
    assertThat(rig.order(clear())).isInstanceOf(Acceptance.Accepted.class);
    rig.until(ReactorState.STOPPED, Duration.ofSeconds(2));
    assertThat(rig.journal.events(ReactorEvent.StateChanged.class))
        .extracting(ReactorEvent.StateChanged::to)
        .containsExactly(ReactorState.ABORTED, ReactorState.CLEARING, ReactorState.STOPPED);
  }

  @Test
  void aDeviceThatIsNotIdentifiedEndsClearing() {
    Rig rig = new Rig();
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(2));
    rig.link(Rig.ANALYSER, LinkState.VERIFYING);
    rig.order(clear());
    rig.pass(Duration.ofSeconds(59));
    assertThat(rig.state()).isEqualTo(ReactorState.CLEARING);
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(5));
    assertThat(rig.agent.status().reason()).contains("analyser is VERIFYING");
  }

  @Test
  void startFlushesUnknownContentsWithSolventBeforeItExecutes() {
    Rig rig = new Rig();
    rig.clear();
    rig.order(start());
    rig.tick();
    assertThat(rig.state()).isEqualTo(ReactorState.STARTING);
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(1500.0);
    rig.pass(Duration.ofSeconds(58));
    assertThat(rig.state()).isEqualTo(ReactorState.STARTING);
    rig.pass(Duration.ofSeconds(4));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(100.0);
  }

  @Test
  void inExecuteTheWishOfAStepReachesTheDevices() {
    Rig rig = new Rig().running();
    assertThat(rig.flow(Rig.MONOMER_PUMP)).isEqualTo(200.0);
    assertThat(rig.flow(Rig.INITIATOR_PUMP)).isEqualTo(50.0);
    assertThat(rig.bath()).isEqualTo(80.0);
    assertThat(rig.activeAlarms()).isEmpty();
    assertThat(rig.agent.status().setpoints()).contains(Rig.setpoints(200, 50, 250, 80));
  }

  @Test
  void withoutAWishItFlushesAndThenRestsAtIdleFlowAndSafeTemperature() {
    Rig rig = new Rig().running();
    rig.wish = Optional.empty();
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.flow(Rig.MONOMER_PUMP) + rig.flow(Rig.INITIATOR_PUMP)).isZero();
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(1500.0);
    assertThat(rig.bath()).isEqualTo(25.0);
    rig.pass(Duration.ofMinutes(4));
    assertThat(rig.state()).isEqualTo(ReactorState.EXECUTE);
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(100.0);
  }

  @Test
  void leaseIsRenewedEveryTick() {
    Rig rig = new Rig().executing();
    for (int cycle = 0; cycle < 20; cycle++) {
      rig.allRequests.clear();
      rig.tick();
      assertThat(rig.allRequests).hasSize(7);
      assertThat(rig.allRequests)
          .allSatisfy(
              request -> assertThat(request.leaseUntil()).isEqualTo(rig.now.plusSeconds(2)));
    }
  }

  @Test
  void aRequestNeverPrecedesItsForcedIntent() {
    Rig rig = new Rig().executing();
    rig.journal.forceAtOnce(false);
    rig.wish = Optional.of(Rig.setpoints(200, 50, 250, 80));
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.journal.events(ReactorEvent.SetpointsIntended.class).getLast().setpoints())
        .isEqualTo(Rig.setpoints(200, 50, 250, 80));
    assertThat(rig.flow(Rig.MONOMER_PUMP)).isZero();
    assertThat(rig.bath()).isEqualTo(25.0);
    rig.journal.forceAll();
    rig.tick();
    assertThat(rig.flow(Rig.MONOMER_PUMP)).isEqualTo(200.0);
    assertThat(rig.bath()).isEqualTo(80.0);
  }

  @Test
  void aSafeStopAndAReactiveFeedThatStopsDoNotWaitForTheJournal() {
    Rig rig = new Rig().running();
    rig.journal.forceAtOnce(false);
    rig.wish = Optional.empty();
    rig.tick();
    assertThat(rig.flow(Rig.MONOMER_PUMP)).isZero();
    assertThat(rig.bath()).isEqualTo(25.0);
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(250.0);
    CompletableFuture<Acceptance> answer = rig.agent.submit(new Command.Abort(Rig.origin()));
    rig.tick();
    assertThat(rig.allPumpsSafe()).isTrue();
    assertThat(answer).isNotDone();
    rig.journal.forceAll();
    rig.tick();
    assertThat(answer).isCompletedWithValueMatching(Acceptance.Accepted.class::isInstance);
  }

  @Test
  void aRampOfWishesReachesTheDevicesAlthoughTheForceIsSlow() {
    Rig rig = new Rig().executing();
    rig.journal.forceAtOnce(false);
    double reached = 25.0;
    for (int cycle = 0; cycle < 60; cycle++) {
      rig.wish = Optional.of(Rig.setpoints(0, 0, 250, 25.0 + cycle / 10.0));
      rig.tick();
      if (cycle % 3 == 0) {
        rig.journal.forceAll();
      }
      reached = rig.bath();
    }
    assertThat(reached).isGreaterThan(30.0);
  }

  @Test
  void abortWinsOverStart() {
    Rig rig = new Rig();
    rig.clear();
    CompletableFuture<Acceptance> started = rig.agent.submit(start());
    CompletableFuture<Acceptance> aborted = rig.agent.submit(new Command.Abort(Rig.origin()));
    rig.tick();
    assertThat(aborted.join()).isInstanceOf(Acceptance.Accepted.class);
    assertThat(refused(started.join())).contains("ABORTING");
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(2));
    assertThat(rig.activeAlarms()).containsExactly(AlarmKind.ABORT_COMMAND);
  }

  @Test
  void ofTwoStartsOneWins() {
    Rig rig = new Rig();
    rig.clear();
    CompletableFuture<Acceptance> one = rig.agent.submit(start());
    CompletableFuture<Acceptance> two = rig.agent.submit(start());
    rig.tick();
    assertThat(one.join()).isInstanceOf(Acceptance.Accepted.class);
    assertThat(refused(two.join())).contains("STARTING", "must be STOPPED");
  }

  @Test
  void tooManyCommandsAtOnceAreRefused() {
    Rig rig = new Rig();
    List<CompletableFuture<Acceptance>> answers = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      answers.add(rig.agent.submit(start()));
    }
    assertThat(answers.stream().filter(CompletableFuture::isDone)).hasSize(36);
    assertThat(refused(answers.getLast().join())).contains("64 commands are waiting");
  }

  @Test
  void aSetpointOutsideALimitIsRefusedWithValueLimitUnit() {
    Rig rig = new Rig().executing();
    record Case(double monomer, double initiator, double solvent, double bath, String words) {}
    List<Case> cases =
        List.of(
            new Case(6000, 50, 250, 80, "flow 6000 µL/min is above the highest 5000 µL/min"),
            new Case(3, 50, 250, 80, "flow 3 µL/min is below the lowest 5 µL/min"),
            new Case(200, 50, 250, 121, "121 °C is above the limit of 120 °C"),
            new Case(200, 50, 250, 4, "4 °C is below the lowest 5 °C of heater"),
            new Case(0, 0, 0, 80, "contents would stand hot"),
            new Case(0, 50, 250, 80, "initiator at 50 µL/min needs a monomer feed above 0 µL/min"));
    for (Case example : cases) {
      rig.wish =
          Optional.of(
              Rig.setpoints(
                  example.monomer(), example.initiator(), example.solvent(), example.bath()));
      rig.tick();
      assertThat(rig.refusal.orElse("")).contains(example.words());
      assertThat(rig.flow(Rig.INITIATOR_PUMP)).isZero();
    }
  }

  @Test
  void aMixtureThatCouldHeatItselfTooFarIsRefused() {
    Rig rig = new Rig().executing();
    rig.rise = new TemperatureDifference(140);
    rig.wish = Optional.of(Rig.setpoints(200, 50, 250, 80));
    rig.tick();
    assertThat(rig.refusal.orElse(""))
        .isEqualTo("adiabatic rise 140.0 K is above the limit of 100.0 K");
    assertThat(rig.flow(Rig.MONOMER_PUMP)).isZero();
  }

  @Test
  void theBathIsNotHeatedWithoutAnArmedWatchdog() {
    Rig rig = new Rig().executing();
    rig.watchdogArmed = false;
    rig.tick();
    rig.wish = Optional.of(Rig.setpoints(200, 50, 250, 80));
    rig.tick();
    assertThat(rig.refusal.orElse("")).contains("watchdog of heater is not read as armed");
    assertThat(rig.bath()).isEqualTo(25.0);
  }

  @Test
  void holdFlushesWithSolventAndKeepsReactiveFeedsOff() {
    Rig rig = new Rig().running();
    rig.order(new Command.Hold(Rig.origin()));
    assertThat(rig.state()).isEqualTo(ReactorState.HOLDING);
    Instants flushed = new Instants();
    while (rig.state() == ReactorState.HOLDING) {
      assertThat(rig.flow(Rig.MONOMER_PUMP) + rig.flow(Rig.INITIATOR_PUMP)).isZero();
      assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(1500.0);
      assertThat(rig.bath()).isEqualTo(25.0);
      rig.tick();
      flushed.count++;
    }
    assertThat(rig.state()).isEqualTo(ReactorState.HELD);
    assertThat(flushed.count * 0.1 / 60.0 * 1500.0).isBetween(1500.0, 1510.0);
    assertThat(rig.flow(Rig.SOLVENT_PUMP)).isEqualTo(100.0);
    rig.order(new Command.Resume(Rig.origin()));
    rig.until(ReactorState.EXECUTE, Duration.ofSeconds(5));
    rig.tick();
    assertThat(rig.flow(Rig.MONOMER_PUMP)).isEqualTo(200.0);
  }

  private static final class Instants {
    private int count;
  }

  @Test
  void stopFlushesCoolsAndStops() {
    Rig rig = new Rig().running();
    rig.order(new Command.Stop(Rig.origin()));
    rig.until(ReactorState.STOPPED, Duration.ofMinutes(10));
    rig.tick();
    assertThat(rig.allPumpsSafe()).isTrue();
    assertThat(rig.temperature).isLessThanOrEqualTo(30.0);
    assertThat(rig.activeAlarms()).isEmpty();
  }

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
    assertThat(refused(rig.order(clear()))).contains("must fall below 2.00 bar");
    rig.pressureOffset = 0.0;
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.order(clear())).isInstanceOf(Acceptance.Accepted.class);
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
    assertThat(refused(rig.order(clear()))).contains("pump-monomer is not proven safe");
    long number =
        rig.agent.status().alarms().stream()
            .filter(alarm -> alarm.kind() == AlarmKind.UNCONFIRMED_SAFE)
            .findFirst()
            .orElseThrow()
            .number();
    rig.order(new Command.Acknowledge(Rig.origin(), number));
    assertThat(rig.order(clear())).isInstanceOf(Acceptance.Accepted.class);
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
    assertThat(refused(rig.order(clear()))).contains("enter a refill first");
    Acceptance tooMuch =
        rig.order(new Command.Refill(Rig.origin(), Rig.INITIATOR, Volume.parse("300 mL")));
    assertThat(refused(tooMuch)).contains("300000 µL is above its capacity of 200000 µL");
    rig.order(new Command.Refill(Rig.origin(), Rig.INITIATOR, Volume.parse("50 mL")));
    assertThat(rig.order(clear())).isInstanceOf(Acceptance.Accepted.class);
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
    assertThat(refused(rig.order(clear()))).contains("journal cannot be written");
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
    assertThat(refused(again.order(clear()))).contains("must fall below 2.00 bar");
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
    assertThat(refused(rig.order(new Command.Acknowledge(Rig.origin(), alarm.number()))))
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
