package dev.weir.device.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.device.profile.TestProfiles;
import dev.weir.device.profile.language.DeviceClass;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.yaml.YamlException;
import dev.weir.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile with a fault is refused with its place and a reason, before anything is made of it. */
final class ProfileReaderTest {
  @Test
  void everyProfileOfTheFolderIsRead() {
    assertThat(ProfileReader.readAll(TestProfiles.folder()).keySet())
        .contains(
            "csv-drop", "eurotherm-3200", "knauer-azura-compact", "modbus-ai-420", "newera-ne1000");
  }

  @Test
  void everyDeliveredProfileHasSourcesExamplesAndASimulatorUnlessItDropsFiles() {
    for (DeviceProfile profile : ProfileReader.readAll(TestProfiles.folder()).values()) {
      if (profile.identity().kind() != DeviceClass.ANALYSER) {
        assertThat(profile.identity().sources()).as(profile.id()).isNotEmpty();
        assertThat(profile.examples()).as(profile.id()).isNotEmpty();
        assertThat(profile.simulation().commands()).as(profile.id()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "class: pump | class: pumpp | class: must be one of pump, temperature-controller, sensor, analyser, was 'pumpp', did you mean 'pump'?",
        "first_byte_timeout: 500 ms | first_byte_timeout: 500 | timing.first_byte_timeout: '500' has no unit",
        "replies_to: x | nothing: here | nothing: unknown key",
        "field: rate | field: ratee | field 'ratee', did you mean 'rate'?",
        "from: get-rate | from: get-dispensed | field 'rate'",
        "unit: mm | unit: bar | 'bar' is not a unit of length",
        "start: run | start: rum | start: no command 'rum', did you mean 'run'?",
        "fast: {period: 1 s | fast: {period: -1 s | time span must be finite and >= 0 s",
        "commands: [get-rate, get-dispensed] | commands: [get-dispensed] | which no group polls",
        "commands: [get-rate, get-dispensed] | commands: [stop] | cannot be polled",
        "standard: 0 | standard: 100 | addressing.standard: must be from 0 to 99, was 100",
        "alarm: stall | alarm: stal | must be one of",
        "`{text: W, name: withdrawing` | `{text: I, name: withdrawing` | appears twice",
        "only_in: safe} | only_in: sfae} | names the framing 'sfae'",
        "lowest: 0.1 mm | lowest: 0.1 | has no unit",
        "rate_unit} | rate_unti} | no parameter 'rate_unti', did you mean 'rate_unit'?",
      })
  void aFaultIsToldWithItsPlace(String right, String wrong, String message) throws IOException {
    String text = Files.readString(TestProfiles.folder().resolve("newera-ne1000.yaml"));
    String changed =
        right.equals("replies_to: x")
            ? text + "\n" + wrong + "\n"
            : text.replace(
                right.equals("rate_unit}") ? "${rate_unit}" : right,
                right.equals("rate_unit}") ? "${rate_unti}" : wrong);
    assertThat(changed).isNotEqualTo(text);
    assertThatThrownBy(() -> ProfileReader.read(YamlReader.parse("pump.yaml", changed)))
        .isInstanceOf(YamlException.class)
        .hasMessageStartingWith("pump.yaml:")
        .hasMessageContaining(message);
  }

  @Test
  void severalFaultsAreToldAtOnceInTheOrderOfTheFile() throws IOException {
    String text =
        Files.readString(TestProfiles.folder().resolve("newera-ne1000.yaml"))
            .replace("command: get-version, expect", "command: get-versoin, expect")
            .replace("first_byte_timeout: 500 ms", "first_byte_timeout: 500")
            .replace("latency: 10 ms", "latency: 10");
    assertThatThrownBy(() -> ProfileReader.read(YamlReader.parse("pump.yaml", text)))
        .isInstanceOfSatisfying(
            YamlException.class,
            e -> {
              assertThat(e.faults()).hasSize(3);
              assertThat(e.faults())
                  .isSortedAccordingTo((a, b) -> Integer.compare(a.line(), b.line()));
            });
  }

  @Test
  void aProfileMustBeInAFileOfItsName() throws IOException {
    var folder = Files.createTempDirectory("profiles");
    var file = folder.resolve("pump.yaml");
    Files.copy(TestProfiles.folder().resolve("newera-ne1000.yaml"), file);
    assertThatThrownBy(() -> ProfileReader.read(file))
        .hasMessageContaining("profile 'newera-ne1000' must be in a file 'newera-ne1000.yaml'");
    for (var path : List.of(file, folder)) {
      Files.delete(path);
    }
  }
}
