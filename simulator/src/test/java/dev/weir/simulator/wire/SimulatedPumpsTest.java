package dev.weir.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Transcripts of the two pumps. Requests and replies are those of the manuals and drivers that the
 * profiles name.
 */
final class SimulatedPumpsTest {
  private static final Map<String, String> SYRINGE =
      Map.of("syringe_diameter", "26.59 mm", "rate_unit", "UM");
  private static final Map<String, String> HPLC =
      Map.of("head", "10", "pressure_scale", "0.1 bar", "pressure_limit", "50 bar");

  private static Rig syringePump(Map<String, String> settings) {
    Rig rig = new Rig(settings);
    rig.add("newera-ne1000", "", SYRINGE, rig.pumping("initiator"));
    return rig;
  }

  private static Rig hplcPump(Map<String, String> settings) {
    Rig rig = new Rig(settings);
    rig.add("knauer-azura-compact", "", HPLC, rig.pumping("solvent"));
    return rig;
  }

  @Test
  void theSyringePumpReportsItsResetFirstAndDoesNotObeyThatCommand() {
    Rig rig = syringePump(Map.of());
    assertThat(rig.ask("RAT500.0UM\r")).isEqualTo("<STX>00A?R<ETX>");
    assertThat(rig.ask("RAT\r")).isEqualTo("<STX>00S0.UM<ETX>");
    assertThat(rig.ask("RAT500.0UM\r")).isEqualTo("<STX>00S<ETX>");
    assertThat(rig.ask("RAT\r")).isEqualTo("<STX>00S500.UM<ETX>");
    assertThat(rig.ask("VER\r")).isEqualTo("<STX>00SNE1000V3.928<ETX>");
  }

  @Test
  void theSyringePumpRunsPausesAndStops() {
    Rig rig = syringePump(Map.of());
    rig.ask("\r");
    rig.ask("RAT500UM\r");
    assertThat(rig.ask("RUN\r")).isEqualTo("<STX>00I<ETX>");
    rig.run(60.0);
    assertThat(rig.pump("initiator").flow().microlitresPerMinute()).isCloseTo(500.0, within(0.1));
    assertThat(rig.ask("DIS\r")).startsWith("<STX>00II0.49").endsWith("W0.000ML<ETX>");
    assertThat(rig.ask("STP\r")).isEqualTo("<STX>00P<ETX>");
    assertThat(rig.ask("STP\r")).isEqualTo("<STX>00S<ETX>");
    rig.run(20.0);
    assertThat(rig.pump("initiator").flow().microlitresPerMinute()).isLessThan(1e-3);
    assertThat(rig.ask("CLDINF\r")).isEqualTo("<STX>00S<ETX>");
    assertThat(rig.ask("DIS\r")).isEqualTo("<STX>00SI0.000W0.000ML<ETX>");
  }

  @Test
  void theSyringePumpAnswersWhatItDoesNotUnderstandOrCannotDo() {
    Rig rig = syringePump(Map.of());
    rig.ask("\r");
    assertThat(rig.ask("XYZ\r")).isEqualTo("<STX>00S?<ETX>");
    assertThat(rig.ask("RAT90MM\r")).isEqualTo("<STX>00S?OOR<ETX>");
  }

  @Test
  void anEmptySyringeStallsThePumpAndItSaysSo() {
    Rig rig = syringePump(Map.of());
    rig.ask("\r");
    rig.ask("RAT500UM\r");
    rig.ask("RUN\r");
    rig.run(10.0);
    rig.pump("initiator").drain();
    rig.run(5.0);
    assertThat(rig.pump("initiator").flow().microlitresPerMinute()).isLessThan(1e-3);
    assertThat(rig.ask("\r")).isEqualTo("<STX>00A?S<ETX>");
    assertThat(rig.ask("\r")).isEqualTo("<STX>00S<ETX>");
  }

  @Test
  void inSafeModeTheSyringePumpStopsWhenItHearsNothing() {
    Rig rig = syringePump(Map.of());
    rig.ask("\r");
    rig.ask("RAT500UM\r");
    assertThat(rig.ask("SAF5\r")).isEqualTo("<STX>00S<ETX>");
    // RUN in safe mode: 02, length 7, text, CRC-16/XMODEM, 03.
    String ran = rig.askHex(safe("RUN"));
    assertThat(ran).startsWith("02 07 30 30 49").endsWith("03");
    rig.run(4.0);
    assertThat(rig.pump("initiator").isRunning()).isTrue();
    rig.run(2.0);
    assertThat(rig.pump("initiator").isRunning()).isFalse();
    // The alarm comes unasked: 00A?T.
    assertThat(rig.read().toString()).startsWith("02 09 30 30 41 3F 54");
    assertThat(rig.askHex(safe(""))).startsWith("02 09 30 30 41 3F 54");
    assertThat(rig.askHex(safe(""))).startsWith("02 07 30 30 53");
    // The manual's own frame leaves safe mode.
    rig.askHex("02 08 53 41 46 30 55 43 03");
    assertThat(rig.ask("\r")).isEqualTo("<STX>00S<ETX>");
  }

  private static String safe(String command) {
    int crc = 0;
    StringBuilder hex = new StringBuilder("02%02X".formatted(command.length() + 4));
    for (int at = 0; at < command.length(); at++) {
      int c = command.charAt(at);
      crc ^= c << 8;
      for (int i = 0; i < 8; i++) {
        crc = ((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xFFFF;
      }
      hex.append("%02X".formatted(c));
    }
    return hex.append("%04X03".formatted(crc)).toString();
  }

  @Test
  void severalSyringePumpsShareALineByAddress() {
    Rig rig = new Rig(Map.of());
    rig.add("newera-ne1000", "1", SYRINGE, rig.pumping("mma"));
    rig.add("newera-ne1000", "2", SYRINGE, rig.pumping("styrene"));
    assertThat(rig.ask("01\r")).isEqualTo("<STX>01A?R<ETX>");
    assertThat(rig.ask("02\r")).isEqualTo("<STX>02A?R<ETX>");
    rig.ask("02RAT250UM\r");
    rig.ask("02RUN\r");
    rig.run(20.0);
    assertThat(rig.pump("styrene").flow().microlitresPerMinute()).isCloseTo(250.0, within(0.1));
    assertThat(rig.pump("mma").flow().microlitresPerMinute()).isZero();
    assertThat(rig.ask("03\r")).isEmpty();
  }

  @Test
  void aMuteOrRestartedPumpIsMuteOrForgetful() {
    Rig rig = new Rig(Map.of());
    SimulatedDevice pump = rig.add("newera-ne1000", "", SYRINGE, rig.pumping("mma"));
    rig.ask("\r");
    rig.ask("RAT250UM\r");
    rig.ask("RUN\r");
    pump.mute(true);
    assertThat(rig.ask("STP\r")).isEmpty();
    rig.run(20.0);
    assertThat(rig.pump("mma").flow().microlitresPerMinute()).isCloseTo(250.0, within(0.1));
    pump.mute(false);
    assertThat(rig.ask("\r")).isEqualTo("<STX>00I<ETX>");
    pump.powerCycle();
    rig.run(20.0);
    assertThat(rig.pump("mma").flow().microlitresPerMinute()).isLessThan(1e-3);
    assertThat(rig.ask("\r")).isEqualTo("<STX>00A?R<ETX>");
  }

  @Test
  void theHplcPumpIgnoresCommandsUntilItIsUnderRemoteControl() {
    Rig rig = hplcPump(Map.of());
    assertThat(rig.ask("HEADTYPE?\n\r")).isEqualTo("HEADTYPE:10<LF><CR>");
    rig.ask("FLOW:500\n\r");
    rig.ask("ON\n\r");
    rig.run(10.0);
    assertThat(rig.pump("solvent").flow().microlitresPerMinute()).isZero();
    assertThat(rig.ask("REMOTE:1\n\r")).isEqualTo("REMOTE:OK<LF><CR>");
    assertThat(rig.ask("FLOW:500\n\r")).isEqualTo("FLOW:OK<LF><CR>");
    assertThat(rig.ask("ON\n\r")).isEqualTo("ON:OK<LF><CR>");
    rig.run(20.0);
    assertThat(rig.pump("solvent").flow().microlitresPerMinute()).isCloseTo(500.0, within(0.1));
    assertThat(rig.ask("FLOW?\n\r")).isEqualTo("FLOW:500<LF><CR>");
    assertThat(rig.ask("PRESSURE?\n\r")).isEqualTo("PRESSURE:50<LF><CR>");
    assertThat(rig.ask("FLOW:20000\n\r")).isEqualTo("ERROR:2<LF><CR>");
    assertThat(rig.ask("HELLO\n\r")).isEqualTo("ERROR:1<LF><CR>");
    assertThat(rig.ask("OFF\n\r")).isEqualTo("OFF:OK<LF><CR>");
    rig.run(20.0);
    assertThat(rig.pump("solvent").flow().microlitresPerMinute()).isLessThan(1e-3);
  }

  @Test
  void theHplcPumpTakesAnyMixOfTerminators() {
    Rig rig = hplcPump(Map.of());
    assertThat(rig.ask("FLOW?\r")).isEqualTo("FLOW:0<LF><CR>");
    assertThat(rig.ask("FLOW?\r\n")).isEqualTo("FLOW:0<LF><CR>");
    assertThat(rig.ask("FLOW?\n")).isEqualTo("FLOW:0<LF><CR>");
  }

  @Test
  void theHplcPumpStopsAtItsOwnPressureLimit() {
    Rig rig = hplcPump(Map.of());
    rig.ask("REMOTE:1\n\r");
    // 2.0 MPa, in counts of 0.1 MPa.
    assertThat(rig.ask("PMAX10:20\n\r")).isEqualTo("PMAX10:OK<LF><CR>");
    assertThat(rig.ask("PMAX10?\n\r")).isEqualTo("PMAX10:20<LF><CR>");
    rig.ask("FLOW:1000\n\r");
    rig.ask("ON\n\r");
    rig.run(20.0);
    rig.plant.hydraulics().clog(Pressure.parse("5000 bar"), FlowRate.parse("1 mL/min"));
    rig.run(5.0);
    assertThat(rig.pump("solvent").isRunning()).isFalse();
    assertThat(rig.plant.hydraulics().pressure().bars()).isBetween(19.0, 45.0);
  }
}
