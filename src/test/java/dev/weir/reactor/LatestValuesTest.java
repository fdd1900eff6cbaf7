package dev.weir.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.BadReason;
import dev.weir.device.Capability;
import dev.weir.device.Device;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.Observability;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import dev.weir.units.Quantity;
import dev.weir.units.Scalar;
import dev.weir.units.Temperature;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LatestValuesTest {
  private static final Tag SETPOINT = new Tag(Rig.MONOMER_PUMP, Capability.FLOW_SETPOINT);
  private Instant now = Rig.START;

  private static LatestValues values(ReactorDescription description) {
    return new LatestValues(description, ControlSettings.standard(Set.of(), Set.of()), Rig.START);
  }

  private static ReactorDescription withMonomerPump(Capability... capabilities) {
    ReactorDescription rig = Rig.description();
    Map<DeviceName, Device> devices = new TreeMap<>(rig.devices());
    EnumSet<Capability> able = EnumSet.noneOf(Capability.class);
    able.addAll(Set.of(capabilities));
    devices.put(
        Rig.MONOMER_PUMP,
        new Device.Pump(
            Rig.MONOMER_PUMP, able, new FlowRate(5), new FlowRate(5000), new Pressure(15), false));
    return new ReactorDescription(
        rig.name(),
        rig.feeds(),
        rig.flushFeed(),
        rig.path(),
        devices,
        rig.temperatureController(),
        rig.pressureSensor(),
        rig.analyser(),
        rig.limits(),
        rig.rest());
  }

  private DeviceReport.ReadingTaken read(Tag tag, Quantity value, Instant generated) {
    return new DeviceReport.ReadingTaken(
        tag, new Reading.Good(value, Observability.MEASURED, generated, now));
  }

  private void after(LatestValues values, long seconds) {
    now = now.plusSeconds(seconds);
    values.age(Nanos.of(now), false);
  }

  @Test
  void aValuePastItsExpiryIsEmptyAndStale() {
    LatestValues values = values(Rig.description());
    values.take(read(Rig.TEMPERATURE, new Temperature(60), now));
    after(values, 3);
    assertThat(values.reactorTemperature()).contains(new Temperature(60));
    after(values, 1);
    assertThat(values.reactorTemperature()).isEmpty();
    assertThat(values.all().get(Rig.TEMPERATURE))
        .extracting(ProcessValues.Observed::quality)
        .isEqualTo(Quality.STALE);
  }

  @Test
  void aValueWhoseSourceTimeStandsStillGoesStale() {
    LatestValues values = values(Rig.description());
    Instant generated = now;
    for (int second = 0; second < 3; second++) {
      values.take(read(Rig.PRESSURE, new Pressure(2 + second), generated));
      after(values, 1);
      assertThat(values.pressure()).isPresent();
    }
    values.take(read(Rig.PRESSURE, new Pressure(9), generated));
    after(values, 1);
    assertThat(values.pressure()).isEmpty();
    values.take(read(Rig.PRESSURE, new Pressure(2), now));
    assertThat(values.pressure()).contains(new Pressure(2));
  }

  @Test
  void aBadReadingAndANumberOfAnotherDimensionAreNoValues() {
    LatestValues values = values(Rig.description());
    values.take(new DeviceReport.ReadingTaken(Rig.PRESSURE, Reading.bad(BadReason.CHECKSUM, now)));
    assertThat(values.pressure()).isEmpty();
    values.take(read(Rig.PRESSURE, new Temperature(2), now));
    assertThat(values.pressure()).isEmpty();
    assertThat(values.pressureChannel().badReason()).isEqualTo(BadReason.UNREADABLE);
  }

  @Test
  void aPumpThatOnlyTakesSetpointsDeliversWhatItConfirmedUntilItsLinkIsLost() {
    LatestValues values = values(withMonomerPump(Capability.FLOW_SETPOINT));
    values.asked(Rig.MONOMER, true);
    values.take(
        new DeviceReport.SetpointConfirmed(
            SETPOINT, new FlowRate(200), Observability.COMMANDED, now));
    after(values, 600);
    assertThat(values.flow(Rig.MONOMER)).contains(new FlowRate(200));
    values.asked(Rig.MONOMER, false);
    assertThat(values.flow(Rig.MONOMER)).contains(FlowRate.ZERO);
    values.asked(Rig.MONOMER, true);
    values.linkLost(Rig.MONOMER_PUMP);
    after(values, 1);
    assertThat(values.flow(Rig.MONOMER)).isEmpty();
  }

  @Test
  void aStoppedPumpThatEchoesItsSetpointDeliversNothing() {
    LatestValues values = values(withMonomerPump(Capability.FLOW_SETPOINT, Capability.RUN));
    values.take(read(SETPOINT, new FlowRate(200), now));
    assertThat(values.flow(Rig.MONOMER)).contains(new FlowRate(200));
    values.take(read(new Tag(Rig.MONOMER_PUMP, Capability.RUN), new Scalar(0), now));
    assertThat(values.flow(Rig.MONOMER)).contains(FlowRate.ZERO);
  }
}
