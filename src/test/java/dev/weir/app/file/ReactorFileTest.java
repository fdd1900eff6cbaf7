package dev.weir.app.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.Main;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.WeirHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad configuration: one line with file, place and reason, exit code 78, before any port opens. */
final class ReactorFileTest {
  private static final Path REACTOR = WeirHome.find(Path.of("config/reactors/simulated.yaml"));
  private static final Path CAMPAIGN = WeirHome.find(Path.of("config/campaigns/styrene-mma.yaml"));

  @TempDir private Path folder;

  @Test
  void theExamplesAreRight() {
    Checked checked = check(REACTOR, CAMPAIGN);
    assertThat(checked.err()).isEmpty();
    assertThat(checked.exitCode()).isEqualTo(ExitCode.DONE);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          flush_feed: solvent       | flush_fed: solvent            | flush_feed: is missing
          speed: 60                 | sped: 60                      | simulation.speed: is missing
          coil: 10 mL               | coil: 10                      | path.coil: '10' has no unit; a volume is written like '10 µL'
          coil: 10 mL               | coil: 10 bar                  | 'bar' is not a unit of volume
          low: 2 bar                | low: 0.5 bar                  | limits.pressure.low_low: 1 bar must be below low 0.5 bar
          high_high: 15 bar         | high_high: 22 bar             | must lie between high_high 22 bar and rating 40 bar
          idle_flow: 0.1 mL/min     | idle_flow: 0.1 µL/min         | rest.idle_flow: 0.1 µL/min is outside the pump's range
          pump: pump-st             | pump: pump-stt                | nothing is named 'pump-stt'
          pump: pump-st             | pump: heater                  | needs a device of kind 'pump'; heater is of kind 'temperature controller'
          profile: eurotherm-3200   | profile: eurotherm-3201       | did you mean 'eurotherm-3200'?
          reserve: 1 mL             | reserve: 61 mL                | must be below the capacity
          analyser: hplc            | analyser: pressure            | needs a device of kind 'analyser'; pressure is of kind 'sensor'
          """)
  void aFaultIsOneLineWithFilePlaceAndReason(String right, String wrong, String reason)
      throws IOException {
    Path file = changed(REACTOR, right, wrong);
    Checked checked = check(file);
    assertThat(checked.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(checked.err()).startsWith(file + ":").contains(reason);
    assertThat(checked.err().strip().lines()).hasSize(1);
  }

  @Test
  void twoDevicesOnOneAddressAreRefused() throws IOException {
    Path file = changed(REACTOR, "    line: line-st\n", "    line: line-mma\n");
    assertThat(check(file).err()).contains("another device already has the only place on line-mma");
  }

  @Test
  void anUnknownKeyIsRefusedWithTheOneThatWasMeant() throws IOException {
    Path file = changed(CAMPAIGN, "budget_runs: 40", "budget_runs: 40\nbudged_runs: 41");
    assertThat(check(file).err()).contains("budged_runs: unknown key, did you mean 'budget_runs'?");
  }

  @Test
  void aBoundUpsideDownIsRefused() throws IOException {
    Path file = changed(CAMPAIGN, "low: 70 °C", "low: 95 °C");
    assertThat(check(file).err())
        .contains("search.temperature.low: 95 °C must be below high 90 °C");
  }

  @Test
  void anUnreachablePortOfARealBenchIsOneLineEach() throws IOException {
    String real =
        Files.readString(REACTOR)
            .replace("bench: simulated", "bench: real")
            .replaceAll("(?s)simulation:.*?\n\n", "")
            .replaceAll("127\\.0\\.0\\.1:170\\d(\\d)", "127.0.0.1:$1");
    Path file = Files.writeString(folder.resolve("real.yaml"), real);
    StringWriter err = new StringWriter();
    int exitCode =
        Main.execute(
            new PrintWriter(err, true),
            "run",
            "--reactor",
            file.toString(),
            "--data",
            folder.resolve("data").toString());
    assertThat(exitCode).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains(file + ": lines[0]: cannot reach 127.0.0.1:1");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private Path changed(Path from, String right, String wrong) throws IOException {
    String text = Files.readString(from);
    assertThat(text).contains(right);
    return Files.writeString(folder.resolve("changed.yaml"), text.replace(right, wrong));
  }

  private static Checked check(Path... files) {
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of("check"));
    Stream.of(files).map(Path::toString).forEach(arguments::add);
    int exitCode = Main.execute(new PrintWriter(err, true), arguments.toArray(String[]::new));
    return new Checked(exitCode, err.toString());
  }

  private record Checked(int exitCode, String err) {}
}
