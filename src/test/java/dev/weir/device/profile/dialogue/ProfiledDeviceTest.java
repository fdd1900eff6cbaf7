package dev.weir.device.profile.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.device.Capability;
import dev.weir.device.Device;
import dev.weir.device.DeviceName;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.TestProfiles;
import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.Addressing;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProfiledDeviceTest {
  private static final Transport TCP = new Transport.Tcp("localhost", 10001);
  private static final Map<String, String> KNAUER =
      Map.of("head", "50", "pressure_scale", "0.1 bar", "pressure_limit", "100 bar");

  private static ProfiledDevice device(
      String profile,
      Map<String, String> parameters,
      Map<Capability, DeviceDescription.Range> limits) {
    DeviceProfile read = TestProfiles.read(profile);
    String address = read.wire().addressing().kind() == Addressing.Kind.REQUIRED ? "1" : "";
    return ProfiledDevice.of(
        read,
        new DeviceDescription(
            new DeviceName("device"), profile, new LineName("line"), address, parameters, limits),
        TCP);
  }

  private static DeviceDescription.Range flow(String lowest, String highest) {
    return new DeviceDescription.Range(FlowRate.parse(lowest), FlowRate.parse(highest));
  }

  @Test
  void limitsAreThoseOfTheProfileNarrowedByTheConfiguration() {
    ProfiledDevice device =
        device(
            "knauer-azura-compact",
            KNAUER,
            Map.of(Capability.FLOW_SETPOINT, flow("50 µL/min", "5 mL/min")));
    assertThat(device.device())
        .isInstanceOfSatisfying(
            Device.Pump.class,
            pump -> {
              assertThat(pump.lowest()).isEqualTo(FlowRate.parse("50 µL/min"));
              assertThat(pump.highest()).isEqualTo(FlowRate.parse("5 mL/min"));
              assertThat(pump.pressureLimit()).isEqualTo(Pressure.parse("100 bar"));
              assertThat(pump.hardwareFailsafe()).isFalse();
            });
  }

  @Test
  void aLimitWiderThanTheProfilesIsRefusedWithBoth() {
    assertThatThrownBy(
            () ->
                device(
                    "knauer-azura-compact",
                    KNAUER,
                    Map.of(Capability.FLOW_SETPOINT, flow("50 µL/min", "60 mL/min"))))
        .hasMessage(
            "limits of 'flow.setpoint' from 50 µL/min to 60000 µL/min are wider than those of knauer-azura-compact, "
                + "from 10 µL/min to 50000 µL/min");
  }

  @Test
  void aPressureLimitAboveThatOfTheHeadIsRefused() {
    assertThatThrownBy(
            () ->
                device(
                    "knauer-azura-compact",
                    Map.of("head", "50", "pressure_scale", "0.1 bar", "pressure_limit", "200 bar"),
                    Map.of()))
        .hasMessage("'pressure.limit.hw' must be from 1 bar to 150 bar, was 200 bar");
  }

  @Test
  void theScaleOfThePressureIsNeverGuessed() {
    assertThatThrownBy(
            () ->
                device(
                    "knauer-azura-compact",
                    Map.of("head", "50", "pressure_limit", "100 bar"),
                    Map.of()))
        .hasMessageStartingWith(
            "parameter 'pressure_scale' is missing: unit of one count of PRESSURE?");
  }

  @Test
  void anUnknownParameterIsRefusedWithAHint() {
    assertThatThrownBy(() -> device("newera-ne1000", Map.of("syringe_diametre", "14 mm"), Map.of()))
        .hasMessage("unknown parameter 'syringe_diametre', did you mean 'syringe_diameter'?");
  }

  @Test
  void aParameterWithoutItsUnitIsRefused() {
    assertThatThrownBy(() -> device("newera-ne1000", Map.of("syringe_diameter", "14.43"), Map.of()))
        .hasMessageStartingWith("parameter 'syringe_diameter': '14.43' has no unit");
  }

  @Test
  void safeModeOfTheSyringePumpIsAHardwareFailsafe() {
    Map<String, String> parameters =
        Map.of("syringe_diameter", "14.43 mm", "framing", "safe", "watchdog", "9 s");
    ProfiledDevice device = device("newera-ne1000", parameters, Map.of());
    assertThat(device.watchdogTimeout()).contains(Duration.ofSeconds(9));
    assertThat(((Device.Pump) device.device()).hardwareFailsafe()).isTrue();
    assertThat(
            ((Device.Pump)
                    device("newera-ne1000", Map.of("syringe_diameter", "14.43 mm"), Map.of())
                        .device())
                .hardwareFailsafe())
        .isFalse();
  }

  @Test
  void aWatchdogThatPollingCannotKeepQuietIsRefused() {
    assertThatThrownBy(
            () ->
                device(
                    "newera-ne1000",
                    Map.of("syringe_diameter", "14.43 mm", "framing", "safe", "watchdog", "2 s"),
                    Map.of()))
        .hasMessage(
            "a watchdog of 2.0 s is too short: it must be at least 3 times the polling period of 1.0 s");
  }

  @Test
  void aFramingThatDoesNotFitTheLineIsRefused() {
    assertThatThrownBy(
            () -> device("eurotherm-3200", Map.of("decimals", "1", "framing", "ascii"), Map.of()))
        .hasMessageStartingWith("parameter 'framing': 'ascii' is not a framing of eurotherm-3200");
  }

  @Test
  void theFramingFollowsTheLine() {
    assertThat(device("eurotherm-3200", Map.of("decimals", "1"), Map.of()).codec().framing().name())
        .isEqualTo("rtu");
    assertThat(
            device("eurotherm-3200", Map.of("decimals", "1", "framing", "tcp"), Map.of())
                .codec()
                .framing()
                .name())
        .isEqualTo("tcp");
  }

  @Test
  void anAnalyserThatDropsFilesHasNoDialogue() {
    DeviceProfile profile = TestProfiles.read("csv-drop");
    ProfiledDevice device =
        ProfiledDevice.of(
            profile,
            new DeviceDescription(
                new DeviceName("uhplc"), "csv-drop", new LineName("drop"), "", Map.of(), Map.of()),
            new Transport.Folder(Path.of("drop")));
    assertThat(device.device()).isInstanceOf(Device.Analyser.class);
    assertThatThrownBy(device::dialogue).hasMessage("csv-drop exchanges files, not messages");
  }

  @Test
  void aRateThatTheDeviceCanOnlyHoldMuchChangedIsRefusedNotCutOff() {
    ProfileCodec codec =
        device("newera-ne1000", Map.of("syringe_diameter", "14.43 mm"), Map.of()).codec();
    assertThat(codec.quantised("set-rate", "rate", FlowRate.parse("333.333 µL/min")))
        .isEqualTo(FlowRate.parse("333.3 µL/min"));
    assertThat(codec.quantised("set-rate", "rate", FlowRate.parse("9.9996 µL/min")))
        .isEqualTo(FlowRate.parse("10 µL/min"));
    assertThatThrownBy(() -> codec.quantised("set-rate", "rate", FlowRate.parse("0.0144 µL/min")))
        .isInstanceOf(RefusedValueException.class)
        .hasMessage(
            "0.0144 µL/min cannot be held: the nearest value is 0.014 µL/min, and a change by more than 1.0 % is refused");
    assertThatThrownBy(() -> codec.quantised("set-rate", "rate", FlowRate.parse("10 mL/min")))
        .isInstanceOf(RefusedValueException.class)
        .hasMessage("10000 µL/min cannot be written as a number of at most 4 digits");
  }
}
