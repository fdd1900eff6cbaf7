package dev.weir.simulator.independent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.Capability;
import dev.weir.device.DeviceReport;
import dev.weir.device.Reading;
import dev.weir.device.Wanted;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineAgent;
import dev.weir.device.line.LineName;
import dev.weir.device.line.PortFactory;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.units.Temperature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modbus in both directions against mbpoll, pymodbus and modbus-serial. */
@Tag("independent")
final class ModbusTest {
  private static final LineName LINE = new LineName("bus");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Map<String, String> EUROTHERM_TCP =
      Map.of("decimals", "1", "framing", "tcp");
  private static final Map<String, String> EUROTHERM_RTU =
      Map.of("decimals", "1", "framing", "rtu");

  @TempDir private Path folder = Path.of(".");

  private static RealLine line(
      String profile, String address, Map<String, String> parameters, int port) {
    Transport.Tcp at = new Transport.Tcp("127.0.0.1", port);
    ProfiledDevice device =
        ProfiledDevice.of(
            ProfileReader.read(
                Programs.home().resolve("device-profiles").resolve(profile + ".yaml")),
            new DeviceDescription(RealLine.DEVICE, profile, LINE, address, parameters, Map.of()),
            at);
    return new RealLine(
        reports ->
            new LineAgent(LINE, PortFactory.portOf(at), List.of(device.dialogue()), reports));
  }

  private static double value(RealLine line, Capability capability) {
    return line.reading(capability)
        .filter(Reading.Good.class::isInstance)
        .map(Reading.Good.class::cast)
        .map(reading -> reading.value().canonicalValue())
        .orElse(Double.NaN);
  }

  private static List<String> python(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Programs.needPymodbus());
    command.add(Programs.script("modbus_client.py"));
    command.addAll(List.of(arguments));
    return Programs.run(command.toArray(String[]::new));
  }

  private static List<String> node(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    String modules = Programs.needPackage("modbus-serial");
    command.addAll(List.of("node", Programs.script("modbus_client.cjs"), modules));
    command.addAll(List.of(arguments));
    return Programs.run(command.toArray(String[]::new));
  }

  /** Reads with mbpoll: the lines "[1]: 200" as numbers. */
  private static List<String> mbpoll(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Programs.need("mbpoll"), "-0", "-1"));
    command.addAll(List.of(arguments));
    return Programs.run(command.toArray(String[]::new)).stream()
        .filter(said -> said.startsWith("["))
        .map(said -> said.substring(said.indexOf(':') + 1).strip())
        .toList();
  }

  @Test
  void mbpollReadsAndWritesOurEurothermOverTcp() throws IOException, InterruptedException {
    Programs.need("mbpoll");
    try (ServedDevice device = ServedDevice.overTcp("eurotherm-3200", "1", EUROTHERM_TCP)) {
      String[] read = {
        "-m", "tcp", "-p", device.port(), "-a", "1", "-t", "4", "-r", "26", "-c", "1", "127.0.0.1"
      };
      assertThat(mbpoll(read)).containsExactly("200");
      Programs.run(
          "mbpoll",
          "-0",
          "-m",
          "tcp",
          "-p",
          device.port(),
          "-a",
          "1",
          "-t",
          "4",
          "-r",
          "26",
          "127.0.0.1",
          "515");
      assertThat(mbpoll(read)).containsExactly("515");
    }
  }

  @Test
  void mbpollReadsOurWatlowsLittleEndianFloats() throws IOException, InterruptedException {
    Programs.need("mbpoll");
    try (ServedDevice device =
        ServedDevice.overTcp("watlow-ezzone", "1", Map.of("unit", "degC", "framing", "tcp"))) {
      // Low word first, as mbpoll reads floats unless told otherwise.
      assertThat(
              mbpoll(
                  "-m",
                  "tcp",
                  "-p",
                  device.port(),
                  "-a",
                  "1",
                  "-t",
                  "4:float",
                  "-r",
                  "2160",
                  "-c",
                  "1",
                  "127.0.0.1"))
          .containsExactly("25");
    }
  }

  @Test
  void mbpollReadsOurDevicesOverASerialLine() throws IOException, InterruptedException {
    Programs.need("mbpoll");
    try (PtyPair pty = new PtyPair(folder);
        ServedDevice _ =
            ServedDevice.overSerial("eurotherm-3200", "1", Map.of("decimals", "1"), pty.ours)) {
      assertThat(
              mbpoll(
                  "-m",
                  "rtu",
                  "-b",
                  "9600",
                  "-P",
                  "none",
                  "-a",
                  "1",
                  "-t",
                  "4",
                  "-r",
                  "26",
                  "-c",
                  "1",
                  pty.theirs))
          .containsExactly("200");
    }
  }

  @Test
  void pymodbusReadsWritesAndIsRefusedInEveryFraming() throws IOException, InterruptedException {
    Programs.needPymodbus();
    String[] steps = {"1", "r3:26:1", "w6:26:500", "r3:26:1", "r3:9999:1"};
    try (ServedDevice device = ServedDevice.overTcp("eurotherm-3200", "1", EUROTHERM_TCP)) {
      assertThat(python(with(steps, "tcp", device.port())))
          .containsExactly("200", "written", "500", "exception 2");
    }
    try (ServedDevice device = ServedDevice.overTcp("eurotherm-3200", "1", EUROTHERM_RTU)) {
      assertThat(python(with(steps, "rtu-over-tcp", device.port())))
          .containsExactly("200", "written", "500", "exception 2");
    }
    try (PtyPair pty = new PtyPair(folder);
        ServedDevice _ =
            ServedDevice.overSerial("eurotherm-3200", "1", Map.of("decimals", "1"), pty.ours)) {
      assertThat(python(with(steps, "serial", pty.theirs)))
          .containsExactly("200", "written", "500", "exception 2");
    }
  }

  private static String[] with(String[] steps, String kind, String place) {
    List<String> all = new ArrayList<>(List.of(kind, place));
    all.addAll(List.of(steps));
    return all.toArray(String[]::new);
  }

  @Test
  void modbusSerialReadsWritesAndIsRefusedInEveryFraming()
      throws IOException, InterruptedException {
    Programs.needPackage("modbus-serial");
    // 75 °F with the low word first.
    String[] floats = {"1", "w16:2160:0,17046", "r3:2160:2"};
    try (ServedDevice device =
        ServedDevice.overTcp("watlow-ezzone", "1", Map.of("unit", "degF", "framing", "tcp"))) {
      assertThat(node(with(floats, "tcp", device.port()))).containsExactly("written", "0 17046");
    }
    String[] steps = {"1", "r3:26:1", "w6:26:500", "r3:26:1", "r3:9999:1"};
    try (ServedDevice device = ServedDevice.overTcp("eurotherm-3200", "1", EUROTHERM_RTU)) {
      assertThat(node(with(steps, "rtu-over-tcp", device.port())))
          .containsExactly("200", "written", "500", "exception 2");
    }
    try (PtyPair pty = new PtyPair(folder);
        ServedDevice _ =
            ServedDevice.overSerial("eurotherm-3200", "1", Map.of("decimals", "1"), pty.ours)) {
      assertThat(node(with(steps, "serial", pty.theirs)))
          .containsExactly("200", "written", "500", "exception 2");
    }
  }

  @Test
  void weReadATransmitterBehindPymodbusAndBehindModbusSerial() throws IOException {
    String python = Programs.needPymodbus();
    int port = Programs.freePort();
    try (RunningProgram _ =
        new RunningProgram(
            python, Programs.script("modbus_server.py"), Integer.toString(port), "0=39321")) {
      halfOfTheSpanIsRead(port);
    }
    String modules = Programs.needPackage("modbus-serial");
    int other = Programs.freePort();
    try (RunningProgram _ =
        new RunningProgram(
            "node",
            Programs.script("modbus_server.cjs"),
            modules,
            Integer.toString(other),
            "0=39321")) {
      halfOfTheSpanIsRead(other);
    }
  }

  /** Raw 39321 of 65535 on a 0-20 mA input is 12 mA: half of the span. */
  private static void halfOfTheSpanIsRead(int port) {
    try (RealLine line =
        line(
            "modbus-ai-420",
            "1",
            Map.of("input_range", "0-20 mA", "span", "100 bar", "framing", "tcp"),
            port)) {
      assertThat(
              line.until(
                  SOON, () -> Math.abs(value(line, Capability.PRESSURE_ACTUAL) - 50.0) < 0.01))
          .isTrue();
    }
  }

  @Test
  void weLeadAControllerBehindPymodbusAndBehindModbusSerial() throws IOException {
    String python = Programs.needPymodbus();
    int port = Programs.freePort();
    // Version 1.11, limits -50.0 to 400.0 °C, process 21.5 °C, target 20.0 °C.
    String[] registers = {
      "107=273", "111=4000", "112=-500", "1=215", "2=200", "4=0", "5=200", "26=200"
    };
    List<String> command = new ArrayList<>();
    command.addAll(List.of(python, Programs.script("modbus_server.py"), Integer.toString(port)));
    command.addAll(List.of(registers));
    try (RunningProgram _ = new RunningProgram(command.toArray(String[]::new))) {
      aSetpointIsWrittenAndReadBack(port);
    }
    String modules = Programs.needPackage("modbus-serial");
    int other = Programs.freePort();
    command.clear();
    command.addAll(
        List.of("node", Programs.script("modbus_server.cjs"), modules, Integer.toString(other)));
    command.addAll(List.of(registers));
    try (RunningProgram _ = new RunningProgram(command.toArray(String[]::new))) {
      aSetpointIsWrittenAndReadBack(other);
    }
  }

  private static void aSetpointIsWrittenAndReadBack(int port) {
    try (RealLine line = line("eurotherm-3200", "1", EUROTHERM_TCP, port)) {
      assertThat(line.until(SOON, line::isReady)).as(() -> line.reports.toString()).isTrue();
      assertThat(
              line.until(
                  SOON, () -> Math.abs(value(line, Capability.TEMPERATURE_ACTUAL) - 21.5) < 0.01))
          .isTrue();
      line.want(new Wanted.Tempering(new Temperature(60.0)));
      assertThat(line.until(SOON, () -> line.count(DeviceReport.SetpointConfirmed.class) == 1))
          .as(() -> line.reports.toString())
          .isTrue();
      assertThat(line.last(DeviceReport.SetpointConfirmed.class).orElseThrow().value().print())
          .isEqualTo("60 °C");
    }
  }
}
