package dev.weir.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.DeviceRequest;
import dev.weir.device.LinkState;
import dev.weir.device.Wanted;
import dev.weir.units.TemperatureDifference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** States, commands and wishes: from made safe to a run and back. */
final class ControlSequenceTest {
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
    assertThat(Rig.refused(rig.order(Rig.startCommand()))).contains("ABORTED", "must be STOPPED");
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
    assertThat(Rig.refused(blank)).contains("why it is safe");
    assertThat(rig.order(Rig.clearCommand())).isInstanceOf(Acceptance.Accepted.class);
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
    rig.order(Rig.clearCommand());
    rig.pass(Duration.ofSeconds(59));
    assertThat(rig.state()).isEqualTo(ReactorState.CLEARING);
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(5));
    assertThat(rig.agent.status().reason()).contains("analyser is VERIFYING");
  }

  @Test
  void startFlushesUnknownContentsWithSolventBeforeItExecutes() {
    Rig rig = new Rig();
    rig.clear();
    rig.order(Rig.startCommand());
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
    CompletableFuture<Acceptance> started = rig.agent.submit(Rig.startCommand());
    CompletableFuture<Acceptance> aborted = rig.agent.submit(new Command.Abort(Rig.origin()));
    rig.tick();
    assertThat(aborted.join()).isInstanceOf(Acceptance.Accepted.class);
    assertThat(Rig.refused(started.join())).contains("ABORTING");
    rig.until(ReactorState.ABORTED, Duration.ofSeconds(2));
    assertThat(rig.activeAlarms()).containsExactly(AlarmKind.ABORT_COMMAND);
  }

  @Test
  void ofTwoStartsOneWins() {
    Rig rig = new Rig();
    rig.clear();
    CompletableFuture<Acceptance> one = rig.agent.submit(Rig.startCommand());
    CompletableFuture<Acceptance> two = rig.agent.submit(Rig.startCommand());
    rig.tick();
    assertThat(one.join()).isInstanceOf(Acceptance.Accepted.class);
    assertThat(Rig.refused(two.join())).contains("STARTING", "must be STOPPED");
  }

  @Test
  void tooManyCommandsAtOnceAreRefused() {
    Rig rig = new Rig();
    List<CompletableFuture<Acceptance>> answers = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      answers.add(rig.agent.submit(Rig.startCommand()));
    }
    assertThat(answers.stream().filter(CompletableFuture::isDone)).hasSize(36);
    assertThat(Rig.refused(answers.getLast().join())).contains("64 commands are waiting");
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
}
