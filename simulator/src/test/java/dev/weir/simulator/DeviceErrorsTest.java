package dev.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weir.device.line.PseudoTerminal;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.Framing;
import dev.weir.device.profile.language.TransportKind;
import dev.weir.device.profile.reading.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Everything that can be wrong with every device, over a TCP connection and over a pseudo terminal:
 * it is told as what it is, it is never a number, and it passes.
 *
 * <p>What became of each trouble is docs/device-errors.md; {@code -Dweir.write=docs} writes it
 * anew.
 */
final class DeviceErrorsTest {
  private static final List<TransportKind> LINES = List.of(TransportKind.TCP, TransportKind.SERIAL);

  private static final DeviceErrorTable TABLE = new DeviceErrorTable();

  @TestFactory
  Stream<DynamicTest> everyTroubleIsToldAndPasses() {
    return profiles().stream()
        .flatMap(
            profile ->
                LINES.stream()
                    .filter(line -> framing(profile, line).isPresent())
                    .map(line -> test(profile, line)));
  }

  private static List<DeviceProfile> profiles() {
    return List.copyOf(ProfileReader.readAll(Benches.profiles()).values());
  }

  private static DynamicTest test(DeviceProfile profile, TransportKind line) {
    return dynamicTest(profile.id() + " " + line, () -> troubled(profile, line));
  }

  private static Optional<Framing> framing(DeviceProfile profile, TransportKind line) {
    return profile.wire().framings().values().stream()
        .filter(framing -> framing.on().contains(line))
        .findFirst();
  }

  private static void troubled(DeviceProfile profile, TransportKind line) throws IOException {
    if (line == TransportKind.SERIAL && !PseudoTerminal.isSupported()) {
      String reason = "skipped: pseudo terminals are made on Linux only";
      System.out.println("DeviceErrorsTest " + reason);
      Assumptions.abort(reason);
    }
    List<String> rows = new ArrayList<>();
    for (Trouble trouble : Trouble.of(profile)) {
      try (LedDevice device = new LedDevice(profile.id(), line)) {
        TroubleStory story = new TroubleStory(device, framing(profile, line).orElseThrow().reply());
        story.begin();
        rows.add(story.tell(trouble).row(trouble));
      }
    }
    TABLE.put(profile, line, rows);
  }

  @AfterAll
  static void theTableIsWhatHappened() throws IOException {
    Path file = Benches.profiles().resolveSibling("docs/device-errors.md");
    if (System.getProperty("weir.write", "").equals("docs")) {
      Files.writeString(file, TABLE.print());
    } else if (TABLE.isWhole(profiles().size() - WITHOUT_LINES)) {
      assertThat(TABLE.print())
          .as("docs/device-errors.md is written anew by this test with -Dweir.write=docs")
          .isEqualTo(Files.readString(file));
    }
  }

  /** Profiles without messages: the watched folder and the OPC UA server. */
  private static final int WITHOUT_LINES = 2;
}
