package dev.weir.device.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Wanted;
import dev.weir.time.SteppedClock;
import dev.weir.units.FlowRate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LineAgentTest {
  private static final Duration STEP = Duration.ofMillis(10);

  private final SteppedClock clock = new SteppedClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final ScriptedPort port = new ScriptedPort();
  private final WordDialogue a = new WordDialogue("a");
  private final WordDialogue b = new WordDialogue("b");
  private final List<DeviceReport> reports = new ArrayList<>();
  private final LineAgent line =
      new LineAgent(new LineName("bus"), port, List.of(a, b), reports::add);

  private void run(Duration time) {
    Instant until = clock.now().plus(time);
    while (clock.now().isBefore(until)) {
      clock.advance(STEP);
      line.doWork(clock.now());
    }
  }

  private void post(String device, Wanted wanted, Duration lease) {
    line.post(new DeviceRequest(new DeviceName(device), wanted, clock.now().plus(lease)));
  }

  @Test
  void aReplyThatComesAtOnceIsTakenInTheSameWork() {
    port.answersBy(request -> "ok " + request);
    a.asks("one", "two");
    b.asks("three");

    line.doWork(clock.now());

    assertThat(port.written()).containsExactly("one\r", "three\r", "two\r");
    assertThat(a.story()).containsExactly("opened", "one -> ok one", "two -> ok two");
    assertThat(b.story()).containsExactly("opened", "three -> ok three");
    assertThat(line.statistics().answered()).isEqualTo(3);
    assertThat(line.doWork(clock.now())).isZero();
  }

  @Test
  void oneWorkBeginsNoMoreExchangesThanItsLimit() {
    port.answersBy(request -> "ok\r");
    a.polls("poll");

    line.doWork(clock.now());

    assertThat(port.written()).hasSize(LineAgent.EXCHANGES_PER_WORK_AT_MOST);
  }

  @Test
  void aSilentWriteIsOverAtOnce() {
    a.asks("set!", "read");
    port.answersBy(request -> request.startsWith("read") ? "5\r" : "");

    line.doWork(clock.now());

    assertThat(a.story()).containsExactly("opened", "set! -> (silent)", "read -> 5");
  }

  @Test
  void theGapAfterAnExchangeIsKept() {
    port.answersBy(request -> "ok\r");
    a.gap(Duration.ofMillis(250)).asks("one", "two");

    line.doWork(clock.now());
    assertThat(port.written()).containsExactly("one\r");
    run(Duration.ofMillis(240));
    assertThat(port.written()).isEmpty();
    run(STEP);
    assertThat(port.written()).containsExactly("two\r");
  }

  @Test
  void noReplyTimesOutAfterTheFirstByteTimeout() {
    a.asks("one");

    run(Duration.ofMillis(500));
    assertThat(a.story()).containsExactly("opened");
    run(STEP);
    assertThat(a.story()).containsExactly("one -> timed out after 500 ms with ''");
    assertThat(line.statistics().timeouts()).isEqualTo(1);
    assertThat(line.statistics().lastError()).contains("'a'", "one", "0.5 s");
  }

  @Test
  void aReplyThatBreaksOffTimesOutAfterTheInterByteTimeout() {
    a.asks("one");
    run(STEP);
    port.sends("12.3");

    run(Duration.ofMillis(120));

    assertThat(a.story()).containsExactly("opened", "one -> timed out after 110 ms with '12.3'");
    assertThat(line.statistics().garbled()).isEqualTo(1);
  }

  @Test
  void aReplyThatDribblesInIsTaken() {
    a.asks("one");
    run(STEP);
    for (String next : List.of("4", "2", "\r")) {
      run(Duration.ofMillis(90));
      port.sends(next);
    }
    run(STEP);

    assertThat(a.story()).containsExactly("opened", "one -> 42");
  }

  @Test
  void aReplyOfOneByteAtATimeForeverIsGivenUp() {
    a.asks("one");
    run(STEP);
    for (int i = 0; i < 62; i++) {
      port.sends("x");
      run(Duration.ofMillis(90));
    }

    assertThat(a.story().get(1)).startsWith("one -> timed out after 50");
  }

  @Test
  void endlessGarbageIsCutAndDoesNotReachTheNextReply() {
    a.asks("one", "two");
    port.answersBy(request -> request.startsWith("one") ? "\u0000\u00ff".repeat(5000) : "2\r");

    run(Duration.ofSeconds(2));

    assertThat(a.story()).containsExactly("opened", "one -> overfull with 65 bytes", "two -> 2");
    assertThat(line.statistics().garbled()).isEqualTo(1);
    assertThat(line.statistics().strayBytes()).isGreaterThan(9000);
  }

  @Test
  void aLateReplyIsNeverTakenForTheNextOne() {
    a.asks("one");
    b.asks("two");
    run(Duration.ofMillis(510));
    assertThat(port.written()).containsExactly("one\r");

    run(Duration.ofMillis(200));
    port.sends("1\r");
    run(Duration.ofMillis(290));
    assertThat(port.written()).as("ordinary exchanges wait for the late reply").isEmpty();
    port.answersBy(request -> "2\r");
    run(Duration.ofMillis(20));

    assertThat(port.written()).containsExactly("two\r");
    assertThat(a.story()).containsExactly("opened", "one -> timed out after 500 ms with ''");
    assertThat(b.story()).containsExactly("opened", "two -> 2");
    assertThat(line.statistics().late()).isEqualTo(1);
  }

  @Test
  void theLineGoesOnWhenTheLateReplyNeverComes() {
    a.asks("one");
    b.asks("two");

    run(Duration.ofMillis(1020));

    assertThat(port.written()).containsExactly("one\r", "two\r");
  }

  @Test
  void aStopIsSentAtOnceAndIsNotConfirmedByALateReply() {
    a.asks("one");
    run(Duration.ofMillis(510));
    port.written();
    post("b", new Wanted.Safe(), Duration.ofHours(1));
    run(STEP);
    assertThat(port.written()).containsExactly("stop\r");

    port.sends("stopped, said by b\r");
    port.sends("late, said by a\r");
    run(Duration.ofMillis(480));
    assertThat(b.story())
        .as("which of them is the late one cannot be known")
        .containsExactly("opened", "want Safe");
    assertThat(line.statistics().late()).isEqualTo(2);
  }

  @Test
  void aStopWhoseReplyCouldHaveBeenALateOneIsConfirmedWhenItIsRepeated() {
    a.asks("one");
    run(Duration.ofMillis(510));
    post("b", new Wanted.Safe(), Duration.ofHours(1));
    port.answersBy(request -> request.startsWith("stop") ? "stopped\r" : "");
    b.asks("stop");

    run(Duration.ofMillis(1100));

    assertThat(port.written()).containsExactly("one\r", "stop\r", "stop\r");
    assertThat(b.story())
        .containsExactly(
            "opened", "want Safe", "stop -> timed out after 500 ms with ''", "stop -> stopped");
  }

  @Test
  void aReplyThatComesTwiceIsTakenOnce() {
    a.asks("one", "two");
    port.answersBy(request -> request.startsWith("one") ? "1\r1\r" : "2\r");

    run(STEP);

    assertThat(a.story()).containsExactly("opened", "one -> 1", "two -> 2");
    assertThat(line.statistics().late()).isEqualTo(1);
  }

  @Test
  void aFrameThatNobodyAskedForGoesToTheDialogues() {
    a.asks("one");
    port.answersBy(request -> "1\r");
    run(STEP);

    port.sends("alarm 7\r");
    run(STEP);

    assertThat(a.story()).containsExactly("opened", "one -> 1", "unsolicited alarm 7");
    assertThat(b.story()).containsExactly("opened", "unsolicited alarm 7");
    assertThat(line.statistics().unsolicited()).isEqualTo(1);
  }

  @Test
  void strayBytesDoNotReachTheNextReply() {
    a.asks("one");
    port.answersBy(request -> request.startsWith("one") ? "1\r" : "2\r");
    run(STEP);
    port.sends("gar");
    run(STEP);

    b.asks("two");
    run(STEP);
    assertThat(port.written()).as("the rest of the frame may be coming").containsExactly("one\r");
    run(WordDialogue.INTER);

    assertThat(b.story()).containsExactly("opened", "two -> 2");
    assertThat(line.statistics().strayBytes()).isEqualTo(3);
  }

  @Test
  void aStopDoesNotWaitForADribblingDevice() {
    a.asks("one");
    port.answersBy(request -> request.startsWith("one") ? "1\r" : "");
    run(STEP);
    port.written();
    post("b", new Wanted.Safe(), Duration.ofHours(1));
    port.sends("x");
    for (int i = 0; i < 4; i++) {
      run(Duration.ofMillis(60));
      port.sends("x");
    }

    assertThat(port.written()).containsExactly("stop\r");
  }

  @Test
  void devicesTakeTurns() {
    port.answersBy(request -> "ok\r");
    a.polls("a");
    b.polls("b");

    line.doWork(clock.now());

    List<String> written = port.written();
    assertThat(written.subList(0, 4)).containsExactly("a\r", "b\r", "a\r", "b\r");
  }

  @Test
  void aStopOvertakesWhatWaitsOnceTheExchangeUnderWayIsOver() {
    a.asks("one", "two", "three");
    run(STEP);
    post("b", new Wanted.Safe(), Duration.ofHours(1));
    run(STEP);
    assertThat(port.written())
        .as("the exchange under way is not cut short")
        .containsExactly("one\r");

    port.answersBy(request -> "ok\r");
    port.sends("1\r");
    run(STEP);

    assertThat(port.written()).containsExactly("stop\r", "two\r", "three\r");
  }

  @Test
  void aMuteDeviceThatIsToBeMadeSafeDoesNotBlindTheOthers() {
    b.polls("b");
    port.answersBy(request -> request.startsWith("b") ? "ok\r" : "");
    a.polls("stop").staysUrgent();

    run(Duration.ofSeconds(15));

    assertThat(b.story()).as("ordinary exchanges of the other device").contains("b -> ok");
    assertThat(port.written().stream().filter(word -> word.startsWith("stop")).count())
        .as("stops in 15 s of silence")
        .isGreaterThan(10);
  }

  @Test
  void theLatestWishWins() {
    line.doWork(clock.now());
    post("a", new Wanted.Pumping(new FlowRate(500)), Duration.ofSeconds(1));
    post("a", new Wanted.Observed(), Duration.ofSeconds(1));
    run(STEP);
    post("a", new Wanted.Observed(), Duration.ofSeconds(1));
    run(STEP);

    assertThat(a.story()).containsExactly("opened", "want Observed");
  }

  @Test
  void aLeaseThatEndsMakesTheDeviceSafeAndSaysSoOnce() {
    port.answersBy(request -> "ok\r");
    line.doWork(clock.now());
    post("a", new Wanted.Pumping(new FlowRate(500)), Duration.ofSeconds(2));
    run(Duration.ofMillis(1990));
    assertThat(port.written()).isEmpty();

    run(Duration.ofSeconds(10));

    assertThat(port.written()).containsExactly("stop\r");
    assertThat(a.story()).containsExactly("opened", "want Pumping", "want Safe", "stop -> ok");
    List<DeviceReport.DeviceFault> faults = faults();
    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().kind()).isEqualTo(FaultClass.WATCHDOG);
    assertThat(faults.getFirst().text()).contains("lease", "µL/min");
    assertThat(b.story())
        .as("a device that was never asked for anything has no lease")
        .containsExactly("opened");
    assertThat(line.statistics().leasesLost()).isEqualTo(1);
  }

  @Test
  void aNewerLeaseEndsTheSafeState() {
    line.doWork(clock.now());
    post("a", new Wanted.Pumping(new FlowRate(500)), Duration.ofSeconds(1));
    run(Duration.ofSeconds(2));
    a.story();

    post("a", new Wanted.Pumping(new FlowRate(500)), Duration.ofSeconds(1));
    run(Duration.ofMillis(900));
    assertThat(a.story()).contains("want Pumping");
    run(Duration.ofSeconds(1));

    assertThat(a.story()).contains("want Safe");
    assertThat(faults()).as("each lost lease is said once").hasSize(2);
  }

  @Test
  void aWishWhoseLeaseHasAlreadyEndedIsNotTaken() {
    line.doWork(clock.now());
    line.post(
        new DeviceRequest(
            new DeviceName("a"),
            new Wanted.Pumping(new FlowRate(500)),
            clock.now().minusMillis(1)));
    run(STEP);

    assertThat(a.story()).contains("want Safe").doesNotContain("want Pumping");
  }

  @Test
  void aPortLostInTheMiddleEndsTheExchangeAndIsOpenedAgain() {
    a.asks("one");
    run(STEP);
    port.breaks();
    run(STEP);

    assertThat(a.story())
        .containsExactly(
            "opened", "one -> lost: scripted: cable pulled", "closed: scripted: cable pulled");
    assertThat(b.story()).containsExactly("opened", "closed: scripted: cable pulled");
    run(Duration.ofMillis(490));
    assertThat(a.story()).isEmpty();
    run(STEP);
    assertThat(a.story()).containsExactly("opened");
    assertThat(line.statistics().reconnects()).isEqualTo(1);
    assertThat(links("a"))
        .containsExactly(LinkState.CONNECTING, LinkState.OFFLINE, LinkState.CONNECTING);
  }

  @Test
  void aPortThatCannotBeOpenedIsTriedEverMoreRarely() {
    port.refusesToOpen(Integer.MAX_VALUE);
    List<Long> tries = new ArrayList<>();
    Instant start = clock.now();
    for (int i = 0; i < 1200; i++) {
      int before = port.timesOpened();
      line.doWork(clock.now());
      if (port.timesOpened() > before) {
        tries.add(Duration.between(start, clock.now()).toMillis());
      }
      clock.advance(Duration.ofMillis(100));
    }

    assertThat(tries)
        .containsExactly(0L, 500L, 1500L, 3500L, 7500L, 15500L, 31500L, 61500L, 91500L);
    assertThat(links("a"))
        .as("said once, not at each try")
        .containsExactly(LinkState.CONNECTING, LinkState.OFFLINE);
  }

  @Test
  void aPortThatOpensAndFallsIsNotHammered() {
    a.polls("one");
    for (int i = 0; i < 600; i++) {
      port.breaks();
      line.doWork(clock.now());
      clock.advance(Duration.ofMillis(100));
      line.doWork(clock.now());
    }

    assertThat(port.timesOpened()).isLessThan(10);
  }

  @Test
  void aWishToBeSafeTriesAClosedPortAtOnce() {
    port.refusesToOpen(7);
    run(Duration.ofSeconds(40));
    assertThat(port.timesOpened()).isEqualTo(7);

    post("a", new Wanted.Safe(), Duration.ofHours(1));
    run(STEP);

    assertThat(port.timesOpened()).isEqualTo(8);
    assertThat(links("a"))
        .containsExactly(LinkState.CONNECTING, LinkState.OFFLINE, LinkState.CONNECTING);
    assertThat(port.written()).containsExactly("stop\r");
  }

  @Test
  void anOpenLineOnWhichNothingAnswersIsOpenedAgain() {
    a.polls("one");

    run(Duration.ofSeconds(21));

    assertThat(line.statistics().reconnects()).isEqualTo(1);
    assertThat(a.story()).contains("closed: 20 exchanges in a row without an answer");
  }

  @Test
  void theWishIsGivenAgainAfterTheLineWasOpenedAgain() {
    line.doWork(clock.now());
    post("a", new Wanted.Pumping(new FlowRate(500)), Duration.ofHours(1));
    run(STEP);
    a.story();
    port.breaks();
    run(Duration.ofSeconds(1));

    assertThat(a.story()).containsSubsequence("opened", "want Pumping");
  }

  @Test
  void closingTellsTheDevices() {
    a.asks("one");
    run(STEP);
    line.close();

    assertThat(a.story())
        .containsExactly(
            "opened", "one -> lost: the line was closed", "closed: the line was closed");
    assertThat(port.isOpen()).isFalse();
  }

  @Test
  void aWishForADeviceOfAnotherLineIsRefused() {
    assertThatThrownBy(() -> post("c", new Wanted.Safe(), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'c' is not on line 'bus'");
  }

  @Test
  void aDeviceTwiceOnOneLineIsRefused() {
    assertThatThrownBy(
            () ->
                new LineAgent(
                    new LineName("bus"), port, List.of(a, new WordDialogue("a")), reports::add))
        .hasMessageContaining("'a' is twice");
  }

  private List<DeviceReport.DeviceFault> faults() {
    return reports.stream()
        .filter(DeviceReport.DeviceFault.class::isInstance)
        .map(DeviceReport.DeviceFault.class::cast)
        .toList();
  }

  private List<LinkState> links(String device) {
    return reports.stream()
        .map(report -> report instanceof DeviceReport.LinkChanged changed ? changed : null)
        .filter(Objects::nonNull)
        .filter(changed -> changed.device().text().equals(device))
        .map(DeviceReport.LinkChanged::state)
        .toList();
  }
}
