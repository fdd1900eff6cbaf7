package dev.weir.device.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.LinkState;
import dev.weir.device.Reading;
import dev.weir.device.Wanted;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.time.SteppedClock;
import dev.weir.units.FlowRate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The line, the profile of the NE-1000 and its bytes together: what goes over the wire, and what
 * the reactor hears.
 */
final class ProfiledLineTest {
  private static final DeviceName PUMP = new DeviceName("pump");
  private static final Transport TRANSPORT =
      new Transport.Serial("/dev/null", 19200, 8, Transport.Parity.NONE, 1);
  private static final Duration STEP = Duration.ofMillis(100);

  private final SteppedClock clock = new SteppedClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final ScriptedPort port = new ScriptedPort();
  private final ScriptedPump pump = new ScriptedPump();
  private final List<DeviceReport> reports = new ArrayList<>();
  private final LineAgent line =
      new LineAgent(new LineName("com"), port, List.of(dialogue()), reports::add);

  private static Dialogue dialogue() {
    Path profile =
        Path.of(System.getProperty("weir.home", ".."), "device-profiles", "newera-ne1000.yaml");
    DeviceDescription description =
        new DeviceDescription(
            PUMP,
            "newera-ne1000",
            new LineName("com"),
            "",
            Map.of("syringe_diameter", "14.43 mm"),
            Map.of());
    return ProfiledDevice.of(ProfileReader.read(profile), description, TRANSPORT).dialogue();
  }

  /** A pump that answers as the transcripts of the NE-1000 do. */
  private static final class ScriptedPump {
    private boolean reset = true;
    private boolean moves;
    private boolean mute;
    private String rate = "0.000UM";

    String answer(String request) {
      String word = request.strip();
      if (mute) {
        return "";
      }
      if (reset) {
        reset = false;
        return framed("A?R");
      }
      if (word.startsWith("RAT") && word.length() > 3) {
        rate = word.substring(3).replace(".0UM", ".UM");
        return framed(state());
      }
      return framed(
          switch (word) {
            case "VER" -> state() + "NE1000V3.928";
            case "STP" -> stop();
            case "RUN" -> run();
            case "DIA" -> state() + "14.43";
            case "DIR" -> state() + "INF";
            case "RAT" -> state() + rate;
            case "DIS" -> state() + "I0.125W0.000ML";
            default -> state();
          });
    }

    private String state() {
      return moves ? "I" : "S";
    }

    private String stop() {
      String answer = moves ? "P" : "S?NA";
      moves = false;
      return answer;
    }

    private String run() {
      moves = true;
      return "I";
    }

    private static String framed(String text) {
      return "\u000200" + text + "\u0003";
    }
  }

  private void run(Duration time) {
    for (Duration done = Duration.ZERO; done.compareTo(time) < 0; done = done.plus(STEP)) {
      line.doWork(clock.advance(STEP));
    }
  }

  private void want(Wanted wanted, Duration lease) {
    line.post(new DeviceRequest(PUMP, wanted, clock.now().plus(lease)));
  }

  private void verified() {
    port.answersBy(pump::answer);
    run(STEP);
    assertThat(lastLink()).contains(LinkState.READY);
    port.written();
  }

  private Optional<LinkState> lastLink() {
    return reports.stream()
        .filter(DeviceReport.LinkChanged.class::isInstance)
        .map(report -> ((DeviceReport.LinkChanged) report).state())
        .reduce((first, second) -> second);
  }

  private Optional<Reading> lastReading(Capability capability) {
    return reports.stream()
        .filter(DeviceReport.ReadingTaken.class::isInstance)
        .map(DeviceReport.ReadingTaken.class::cast)
        .filter(taken -> taken.tag().capability() == capability)
        .map(DeviceReport.ReadingTaken::reading)
        .reduce((first, second) -> second);
  }

  private double value(Capability capability) {
    return lastReading(capability)
        .map(
            reading ->
                reading instanceof Reading.Good good ? good.value().canonicalValue() : Double.NaN)
        .orElse(Double.NaN);
  }

  private boolean isConfirmedSafe() {
    return reports.stream()
        .anyMatch(report -> report instanceof DeviceReport.MadeSafe safe && safe.confirmed());
  }

  @Test
  void thePumpIsVerifiedInOneStepWhenItAnswersAtOnce() {
    port.answersBy(pump::answer);

    run(STEP);

    assertThat(port.written())
        .startsWith(
            "VER\r",
            "VER\r",
            "STP\r",
            "STP\r",
            "DIA14.43\r",
            "DIA\r",
            "FUNRAT\r",
            "DIRINF\r",
            "DIR\r");
    assertThat(lastLink()).contains(LinkState.READY);
    assertThat(value(Capability.VOLUME_DISPENSED)).isEqualTo(125.0);
    assertThat(line.statistics().timeouts()).isZero();
  }

  @Test
  void aLeaseThatEndsStopsThePumpAndProvesIt() {
    verified();
    want(new Wanted.Pumping(new FlowRate(500)), Duration.ofSeconds(2));
    run(Duration.ofMillis(1500));
    assertThat(port.written()).startsWith("RAT500.0UM\r", "RAT\r", "RUN\r", "\r");
    assertThat(value(Capability.RUN)).isEqualTo(1.0);

    run(Duration.ofMillis(700));

    assertThat(port.written()).contains("STP\r");
    assertThat(pump.moves).isFalse();
    assertThat(isConfirmedSafe()).isTrue();
    assertThat(value(Capability.RUN)).isZero();
    assertThat(line.statistics().leasesLost()).isEqualTo(1);
  }

  @Test
  void aStatusThatComesLateNeitherConfirmsTheStopNorHoldsItUp() {
    verified();
    want(new Wanted.Pumping(new FlowRate(500)), Duration.ofHours(1));
    run(STEP);
    pump.mute = true;
    run(Duration.ofMillis(1600));
    assertThat(line.statistics().timeouts()).isPositive();
    port.written();

    want(new Wanted.Safe(), Duration.ofHours(1));
    run(STEP);
    assertThat(port.written()).startsWith("STP\r");
    port.sends("\u000200S\u0003");
    run(STEP);
    assertThat(isConfirmedSafe()).as("a reply to the question before the stop").isFalse();

    pump.mute = false;
    run(Duration.ofSeconds(3));
    assertThat(isConfirmedSafe()).isTrue();
    assertThat(pump.moves).isFalse();
    assertThat(line.statistics().late()).isPositive();
  }

  @Test
  void aPumpThatWasUnpluggedIsVerifiedAnewAndStartsOnlyWhenItIsAskedAgain() {
    verified();
    want(new Wanted.Pumping(new FlowRate(500)), Duration.ofHours(1));
    run(Duration.ofSeconds(1));
    port.breaks();
    run(STEP);
    assertThat(lastLink()).contains(LinkState.OFFLINE);
    assertThat(lastReading(Capability.RUN)).containsInstanceOf(Reading.Bad.class);
    port.written();

    pump.reset = true;
    pump.moves = false;
    run(Duration.ofSeconds(1));

    assertThat(lastLink()).contains(LinkState.READY);
    assertThat(port.written()).startsWith("VER\r", "VER\r", "STP\r").doesNotContain("RUN\r");
    assertThat(value(Capability.RUN)).isZero();

    want(new Wanted.Safe(), Duration.ofHours(1));
    run(STEP);
    want(new Wanted.Pumping(new FlowRate(500)), Duration.ofHours(1));
    run(Duration.ofSeconds(1));
    assertThat(isConfirmedSafe()).isTrue();
    assertThat(value(Capability.RUN)).isEqualTo(1.0);
  }

  @Test
  void garbageBecomesBadReadingsAndTheLineGoesOn() {
    verified();
    port.answersBy(request -> "\u0000\u00ff\u0003".repeat(200));
    run(Duration.ofSeconds(10));
    assertThat(lastReading(Capability.RUN)).containsInstanceOf(Reading.Bad.class);

    port.answersBy(pump::answer);
    run(Duration.ofSeconds(10));

    assertThat(lastLink()).contains(LinkState.READY);
    assertThat(value(Capability.RUN)).isZero();
  }
}
