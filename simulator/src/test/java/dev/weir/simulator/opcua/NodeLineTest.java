package dev.weir.simulator.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.BadReason;
import dev.weir.device.Capability;
import dev.weir.device.DeviceReport;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Reading;
import dev.weir.device.SampleName;
import dev.weir.device.Wanted;
import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeName;
import dev.weir.units.Temperature;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Devices whose values are nodes, against their own simulation in virtual time. */
final class NodeLineTest {
  private static final NodeName HEATING = new NodeName("ns=2;s=Bath1.Heating");
  private static final NodeName SETPOINT = new NodeName("ns=2;s=Bath1.Setpoint");
  private static final NodeName COUNT = new NodeName("ns=2;s=Local.iCIR.Probe1.SampleCount");

  private static BadReason badReason(Reading reading) {
    return switch (reading) {
      case Reading.Bad(BadReason reason, Instant _) -> reason;
      case Reading.Good good -> throw new AssertionError("a number: " + good);
    };
  }

  private static NodeBench readyBath() {
    NodeBench bench = NodeBench.bath();
    bench.run(Duration.ofSeconds(2));
    assertThat(bench.last(DeviceReport.LinkChanged.class).orElseThrow().state())
        .isEqualTo(LinkState.READY);
    return bench;
  }

  @Test
  void aDeviceIsIdentifiedAndItsValuesAreReadInTheirUnits() {
    NodeBench bench = readyBath();
    assertThat(bench.last(DeviceReport.LinkChanged.class).orElseThrow().reason())
        .contains("model B-12");
    Reading.Good bath = (Reading.Good) bench.latest(Capability.TEMPERATURE_ACTUAL).orElseThrow();
    assertThat(bath.value().canonicalValue()).isCloseTo(20.0, within(1e-9));
    // The server's clock is 37 min behind; the value's time is told on ours.
    assertThat(Duration.between(bath.generatedAt(), bench.now)).isLessThan(Duration.ofSeconds(1));
    assertThat(((Reading.Good) bench.latest(Capability.RUN).orElseThrow()).value().canonicalValue())
        .isZero();
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }

  @Test
  void aSetpointIsWrittenReadBackAndTheDeviceStarted() {
    NodeBench bench = readyBath();
    bench.want(new Wanted.Tempering(new Temperature(72.5)));
    bench.run(Duration.ofSeconds(2));
    DeviceReport.SetpointConfirmed confirmed =
        bench.last(DeviceReport.SetpointConfirmed.class).orElseThrow();
    assertThat(confirmed.value().print()).isEqualTo("72.5 °C");
    assertThat(bench.world.value(SETPOINT).content()).contains(new NodeContent.Real(725.0));
    assertThat(bench.world.value(HEATING).content()).contains(new NodeContent.Truth(true));
    bench.want(new Wanted.Safe());
    bench.run(Duration.ofSeconds(1));
    assertThat(bench.last(DeviceReport.MadeSafe.class).orElseThrow().confirmed()).isTrue();
    assertThat(bench.world.value(HEATING).content()).contains(new NodeContent.Truth(false));
  }

  @Test
  void aSetpointBeyondTheLimitsIsNeverSent() {
    NodeBench bench = readyBath();
    bench.want(new Wanted.Tempering(new Temperature(150.0)));
    bench.run(Duration.ofSeconds(3));
    assertThat(bench.world.value(SETPOINT).content()).contains(new NodeContent.Real(200.0));
    assertThat(bench.world.value(HEATING).content()).contains(new NodeContent.Truth(false));
  }

  @Test
  void aServerThatTakesAnotherNumberIsTold() {
    NodeBench bench = readyBath();
    bench.world.trouble(NodeTrouble.CLAMP);
    bench.want(new Wanted.Tempering(new Temperature(60.0)));
    bench.run(Duration.ofSeconds(10));
    DeviceReport.DeviceFault fault = bench.last(DeviceReport.DeviceFault.class).orElseThrow();
    assertThat(fault.kind()).isEqualTo(FaultClass.READBACK);
    assertThat(fault.text()).contains("60 °C was written", "holds 599");
    assertThat(bench.all(DeviceReport.SetpointConfirmed.class)).isEmpty();
    assertThat(bench.world.value(HEATING).content()).contains(new NodeContent.Truth(false));
  }

  @Test
  void aServerThatRefusesLeavesTheSafeStateUnconfirmedAndTheTryingGoesOn() {
    NodeBench bench = readyBath();
    bench.want(new Wanted.Tempering(new Temperature(60.0)));
    bench.run(Duration.ofSeconds(2));
    bench.world.trouble(NodeTrouble.REFUSE);
    bench.want(new Wanted.Safe());
    bench.run(Duration.ofSeconds(10));
    assertThat(bench.last(DeviceReport.MadeSafe.class).orElseThrow().confirmed()).isFalse();
    bench.world.trouble(NodeTrouble.NONE);
    bench.run(Duration.ofSeconds(3));
    assertThat(bench.last(DeviceReport.MadeSafe.class).orElseThrow().confirmed()).isTrue();
  }

  @Test
  void whatIsBadUncertainStaleOrNoNumberIsNeverAReading() {
    NodeBench bench = readyBath();
    bench.world.trouble(NodeTrouble.BAD_STATUS);
    bench.run(Duration.ofSeconds(1));
    assertThat(badReason(bench.latest(Capability.TEMPERATURE_ACTUAL).orElseThrow()))
        .isEqualTo(BadReason.DEVICE_ERROR);
    bench.world.trouble(NodeTrouble.UNCERTAIN);
    bench.run(Duration.ofSeconds(1));
    assertThat(badReason(bench.latest(Capability.TEMPERATURE_ACTUAL).orElseThrow()))
        .isEqualTo(BadReason.UNCERTAIN);
    bench.world.trouble(NodeTrouble.NOT_A_NUMBER);
    bench.run(Duration.ofSeconds(1));
    assertThat(badReason(bench.latest(Capability.TEMPERATURE_ACTUAL).orElseThrow()))
        .isEqualTo(BadReason.OUT_OF_RANGE);
    bench.world.trouble(NodeTrouble.NONE);
    bench.run(Duration.ofSeconds(1));
    bench.world.trouble(NodeTrouble.STALE);
    bench.run(Duration.ofSeconds(2));
    assertThat(bench.latest(Capability.TEMPERATURE_ACTUAL).orElseThrow())
        .isInstanceOf(Reading.Good.class);
    bench.run(Duration.ofSeconds(2));
    assertThat(badReason(bench.latest(Capability.TEMPERATURE_ACTUAL).orElseThrow()))
        .isEqualTo(BadReason.STALE);
  }

  @Test
  void aMuteServerIsGivenUpAndASessionIsMadeAnewWhenItSpeaks() {
    NodeBench bench = readyBath();
    bench.world.trouble(NodeTrouble.MUTE);
    bench.run(Duration.ofSeconds(9));
    assertThat(bench.all(DeviceReport.LinkChanged.class))
        .anyMatch(change -> change.state() == LinkState.OFFLINE);
    assertThat(badReason(bench.latest(Capability.TEMPERATURE_ACTUAL).orElseThrow()))
        .isEqualTo(BadReason.OFFLINE);
    bench.world.trouble(NodeTrouble.NONE);
    bench.run(Duration.ofSeconds(60));
    assertThat(bench.last(DeviceReport.LinkChanged.class).orElseThrow().state())
        .isEqualTo(LinkState.READY);
    assertThat(bench.line.statistics().reconnects()).isEqualTo(1);
  }

  @Test
  void anEndedSessionIsMadeAnewAndTheHeldTemperatureWrittenAgain() {
    NodeBench bench = readyBath();
    bench.want(new Wanted.Tempering(new Temperature(60.0)));
    bench.run(Duration.ofSeconds(2));
    int confirmed = bench.all(DeviceReport.SetpointConfirmed.class).size();
    bench.session.cut("the server was restarted");
    bench.run(Duration.ofSeconds(3));
    assertThat(bench.last(DeviceReport.LinkChanged.class).orElseThrow().state())
        .isEqualTo(LinkState.READY);
    assertThat(bench.all(DeviceReport.SetpointConfirmed.class)).hasSize(confirmed + 1);
  }

  @Test
  void aLeaseThatEndsMakesTheDeviceSafe() {
    NodeBench bench = readyBath();
    bench.want(new Wanted.Tempering(new Temperature(60.0)));
    bench.run(Duration.ofHours(1).plusSeconds(3));
    assertThat(bench.last(DeviceReport.MadeSafe.class).orElseThrow().confirmed()).isTrue();
    assertThat(bench.world.value(HEATING).content()).contains(new NodeContent.Truth(false));
  }

  @Test
  void anAnalyserIsStartedAndOnlyAMeasurementAfterTheRequestIsTheAnswer() {
    NodeBench bench = NodeBench.analyser();
    bench.run(Duration.ofSeconds(3));
    bench.want(new Wanted.Analysing(new SampleName("run-1")));
    bench.run(Duration.ofSeconds(1));
    assertThat(bench.all(DeviceReport.AnalysisArrived.class)).isEmpty();
    bench.run(Duration.ofSeconds(6));
    DeviceReport.AnalysisArrived arrived =
        bench.last(DeviceReport.AnalysisArrived.class).orElseThrow();
    assertThat(arrived.analysis().sample()).isEqualTo(new SampleName("run-1"));
    assertThat(arrived.analysis().conversions().keySet()).containsExactly("MMA", "St");
    assertThat(arrived.analysis().conversions())
        .hasEntrySatisfying("MMA", x -> assertThat(x.value()).isEqualTo(0.5));
    double counted = ((NodeContent.Real) bench.world.value(COUNT).content().orElseThrow()).value();
    // The next sample needs a scan of its own, and the same sample is never answered twice.
    Instant asked = bench.now;
    bench.want(new Wanted.Analysing(new SampleName("run-2")));
    bench.run(Duration.ofSeconds(10));
    assertThat(bench.all(DeviceReport.AnalysisArrived.class)).hasSize(2);
    assertThat(bench.last(DeviceReport.AnalysisArrived.class).orElseThrow().at()).isAfter(asked);
    assertThat(((NodeContent.Real) bench.world.value(COUNT).content().orElseThrow()).value())
        .isGreaterThan(counted);
    bench.want(new Wanted.Analysing(new SampleName("run-1")));
    bench.run(Duration.ofSeconds(20));
    assertThat(bench.all(DeviceReport.AnalysisArrived.class)).hasSize(2);
  }

  @Test
  void anAnalyserWhoseValuesStandStillRefusesTheSampleInTime() {
    NodeBench bench = NodeBench.analyser();
    bench.run(Duration.ofSeconds(3));
    bench.want(new Wanted.Analysing(new SampleName("run-1")));
    bench.run(Duration.ofSeconds(8));
    bench.world.trouble(NodeTrouble.STALE);
    bench.want(new Wanted.Analysing(new SampleName("run-2")));
    bench.run(Duration.ofMinutes(10).plusSeconds(2));
    assertThat(bench.all(DeviceReport.AnalysisArrived.class)).hasSize(1);
    assertThat(bench.last(DeviceReport.AnalysisRefused.class).orElseThrow().reason())
        .contains("run-2", "no answer within the time");
  }

  @Test
  void anAnalyserIsSafeAtOnceBecauseItMovesNothing() {
    NodeBench bench = NodeBench.analyser();
    bench.run(Duration.ofSeconds(3));
    bench.want(new Wanted.Safe());
    bench.run(Duration.ofMillis(300));
    assertThat(bench.last(DeviceReport.MadeSafe.class).orElseThrow().confirmed()).isTrue();
  }

  @Test
  void anotherDeviceIsAFaultAndNothingIsWrittenToIt() {
    NodeBench bench = NodeBench.bath();
    bench.world.write(
        new NodeName("ns=2;s=Bath1.Model"), new NodeContent.Text("Kettle"), NodeBench.START);
    bench.run(Duration.ofSeconds(2));
    assertThat(bench.last(DeviceReport.LinkChanged.class).orElseThrow().state())
        .isEqualTo(LinkState.FAULT);
    bench.want(new Wanted.Tempering(new Temperature(60.0)));
    bench.run(Duration.ofSeconds(3));
    assertThat(bench.world.value(SETPOINT).content()).contains(new NodeContent.Real(200.0));
    assertThat(bench.latest(Capability.TEMPERATURE_ACTUAL).orElseThrow())
        .isInstanceOf(Reading.Bad.class);
  }
}
