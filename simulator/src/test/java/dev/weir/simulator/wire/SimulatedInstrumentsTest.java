package dev.weir.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.units.FlowRate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Transcripts of the temperature controller and the pressure input. */
final class SimulatedInstrumentsTest {
  private static final Map<String, String> ONE_DECIMAL = Map.of("decimals", "1", "framing", "rtu");

  private static Rig controller(Map<String, String> parameters) {
    Rig rig = new Rig(Map.of("temperature_noise", "0 K"));
    rig.add("eurotherm-3200", "1", parameters, PlantBinding.controller(rig.plant));
    return rig;
  }

  @Test
  void theControllerSaysItsVersionInBothFramings() {
    assertThat(controller(ONE_DECIMAL).askHex("01 03 00 6B 00 01 F5 D6"))
        .isEqualTo("01 03 02 01 11 79 D8");
    assertThat(
            controller(Map.of("decimals", "1", "framing", "tcp"))
                .askHex("00 07 00 00 00 06 01 03 00 6B 00 01"))
        .isEqualTo("00 07 00 00 00 05 01 03 02 01 11");
  }

  @Test
  void theRemoteSetpointWorksOnlyOnceItIsSelected() {
    Rig rig = controller(Map.of("decimals", "1", "framing", "tcp"));
    // 80.0 degrees to register 26.
    assertThat(rig.askHex("00 01 00 00 00 06 01 06 00 1A 03 20"))
        .isEqualTo("00 01 00 00 00 06 01 06 00 1A 03 20");
    rig.run(60.0);
    assertThat(rig.plant.bath().temperature().celsius()).isLessThan(25.0);
    assertThat(rig.askHex("00 02 00 00 00 06 01 06 01 14 00 01"))
        .isEqualTo("00 02 00 00 00 06 01 06 01 14 00 01");
    rig.run(1800.0);
    assertThat(rig.plant.bath().temperature().celsius()).isCloseTo(80.0, within(0.2));
    // PV 80.0, target 20.0, manual output 0, output, working set-point 80.0.
    String block = rig.askHex("00 03 00 00 00 06 01 03 00 01 00 05");
    assertThat(block).startsWith("00 03 00 00 00 0D 01 03 0A 03 2").endsWith("03 20");
  }

  @Test
  void anyRegisterOfABlockCanBeReadAloneAndNoOther() {
    Rig rig = controller(Map.of("decimals", "1", "framing", "tcp"));
    // 22.0 degrees in register 1.
    assertThat(rig.askHex("00 01 00 00 00 06 01 03 00 01 00 01"))
        .isEqualTo("00 01 00 00 00 05 01 03 02 00 DC");
    assertThat(rig.askHex("00 02 00 00 00 06 01 03 03 E8 00 01"))
        .isEqualTo("00 02 00 00 00 03 01 83 02");
    assertThat(rig.askHex("00 03 00 00 00 06 01 06 00 02 00 01"))
        .isEqualTo("00 03 00 00 00 03 01 86 02");
    // 500.0 degrees, above the controller's range: illegal value.
    assertThat(rig.askHex("00 04 00 00 00 06 01 06 00 1A 13 88"))
        .isEqualTo("00 04 00 00 00 03 01 86 03");
  }

  @Test
  void aFrameWithAWrongChecksumOrForAnotherUnitIsNotAnswered() {
    Rig rig = controller(ONE_DECIMAL);
    assertThat(rig.askHex("01 03 00 6B 00 01 F5 D7")).isEmpty();
    assertThat(rig.askHex("02 03 00 6B 00 01 F5 E5")).isEmpty();
    assertThat(rig.askHex("01 03 00 6B 00 01 F5 D6")).isEqualTo("01 03 02 01 11 79 D8");
  }

  @Test
  void thePressureInputShowsRawWordsOfItsLoop() {
    Rig rig = new Rig(Map.of("pressure_noise", "0 bar"));
    rig.add(
        "modbus-ai-420",
        "1",
        Map.of("input_range", "0-20 mA", "span", "40 bar"),
        PlantBinding.sensor(rig.plant));
    // No pressure is 4 mA: 13107 of 65535.
    assertThat(rig.askHex("00 01 00 00 00 06 01 04 00 00 00 01"))
        .isEqualTo("00 01 00 00 00 05 01 04 02 33 33");
    rig.pump("solvent").rate(new FlowRate(1000.0));
    rig.pump("solvent").run(true);
    rig.run(60.0);
    // 5.053 bar of 40 bar: 13107 + 52428 * 5.053 / 40 = 19730 = 4D12 hex.
    String reply = rig.askHex("00 02 00 00 00 06 01 04 00 00 00 01");
    int raw = Integer.parseInt(reply.substring(reply.length() - 5).replace(" ", ""), 16);
    assertThat(raw).isCloseTo(19_730, within(5));
  }
}
