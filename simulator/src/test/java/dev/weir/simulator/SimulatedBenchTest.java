package dev.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.app.extension.BenchDescription;
import dev.weir.app.extension.Verb;
import dev.weir.app.extension.VirtualBenchProvider;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Port;
import dev.weir.flow.FeedName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulatedBenchTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final LineName HEATER = new LineName("line-heater");
  private static final LineName PRESSURE = new LineName("line-pressure");

  /** A bench that is talked to; everything that came back is kept. */
  private static final class Talk {
    final SimulatedBench bench;
    final StringBuilder heard = new StringBuilder();
    private Instant now = START;

    Talk(BenchDescription description) {
      bench = SimulatedBench.inMemory(description, START);
    }

    String ask(LineName line, Bytes request) throws IOException {
      Port port = bench.port(line);
      if (!port.isOpen()) {
        port.open();
      }
      port.write(request.toBuffer());
      run(0.1);
      ByteBuffer buffer = ByteBuffer.allocate(256);
      port.read(buffer);
      byte[] bytes = new byte[buffer.position()];
      buffer.flip().get(bytes);
      heard.append(Bytes.of(bytes)).append('\n');
      return Bytes.of(bytes).toText();
    }

    void pump(String feed, int flow) throws IOException {
      LineName line = new LineName("line-pump-" + feed);
      ask(line, Bytes.ofText("REMOTE:1\r"));
      ask(line, Bytes.ofText("FLOW:" + flow + "\r"));
      ask(line, Bytes.ofText("ON\r"));
    }

    void heat(int tenths) throws IOException {
      String value = "%04X".formatted(tenths);
      ask(HEATER, Bytes.ofHex("00 01 00 00 00 06 01 06 00 1A" + value));
      ask(HEATER, Bytes.ofHex("00 02 00 00 00 06 01 06 01 14 00 01"));
    }

    void run(double seconds) {
      for (int i = 0; i < Math.round(seconds * 10.0); i++) {
        now = now.plus(Duration.ofMillis(100));
        bench.step(now);
      }
    }

    void polymerise() throws IOException {
      heat(850);
      pump("mma", 150);
      pump("st", 150);
      pump("initiator", 75);
      pump("solvent", 125);
    }

    String result(String sample) throws IOException {
      bench
          .folder(Benches.HPLC)
          .write("requests", sample + ".csv", "sample\r\n".getBytes(StandardCharsets.UTF_8));
      run(301.0);
      return new String(
          bench.folder(Benches.HPLC).read("results", sample + ".csv"), StandardCharsets.UTF_8);
    }

    double flow(String feed) {
      return bench.plant().pump(new FeedName(feed)).flow().microlitresPerMinute();
    }
  }

  @Test
  void aRunOverTheWiresEndsInAnAnalysisOfTheTruth() throws IOException {
    Talk talk = new Talk(Benches.description(Map.of("pump_error", "0 %"), 1L));
    talk.polymerise();
    talk.run(3600.0);
    String[] lines = talk.result("run-1").split("\r\n");
    assertThat(lines[0])
        .isEqualTo(
            "sample,conversion_MMA [mol/mol],conversion_St [mol/mol],standard_deviation [mol/mol]");
    String[] row = lines[1].split(",");
    var seen = talk.bench.plant().draw();
    assertThat(row[0]).isEqualTo("run-1");
    assertThat(Double.parseDouble(row[1]))
        .isCloseTo(seen.conversion1().orElseThrow(), within(0.025));
    assertThat(Double.parseDouble(row[2]))
        .isCloseTo(seen.conversion2().orElseThrow(), within(0.025));
    assertThat(row[3]).isEqualTo("0.00500");
    assertThat(seen.conversion1().orElseThrow()).isBetween(0.2, 0.8);
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherOneOthers() throws IOException {
    assertThat(transcript(7L)).isEqualTo(transcript(7L)).isNotEqualTo(transcript(8L));
  }

  private static String transcript(long seed) throws IOException {
    Talk talk = new Talk(Benches.description(Map.of(), seed));
    talk.polymerise();
    for (int i = 0; i < 300; i++) {
      talk.run(1.0);
      talk.ask(PRESSURE, Bytes.ofHex("00 02 00 00 00 06 01 04 00 00 00 01"));
      talk.ask(HEATER, Bytes.ofHex("00 02 00 00 00 06 01 03 00 01 00 05"));
    }
    return talk.heard + talk.result("run-1");
  }

  @Test
  void troublesOfAScenarioComeAndGoAtTheirTime(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("troubles.yaml"),
            """
            scenario: a bad hour
            seed: 3
            troubles:
              - {at: 5 min, lasts: 2 min, trouble: pump-stall, feed: mma}
              - {at: 20 min, lasts: 2 min, trouble: line-cut, line: line-heater}
              - {at: 30 min, lasts: 10 min, trouble: clog, drop: 20 bar, flow: 500 µL/min, over: 1 min}
              - {at: 50 min, trouble: device-reset, device: pump-solvent}
            """);
    Talk talk = new Talk(Benches.description(Map.of("scenario", file.toString()), 1L));
    talk.polymerise();
    talk.run(240.0);
    assertThat(talk.flow("mma")).isCloseTo(150.0, within(2.0));
    talk.run(120.0);
    assertThat(talk.flow("mma")).isLessThan(0.1);
    talk.run(180.0);
    talk.ask(new LineName("line-pump-mma"), Bytes.ofText("ON\r"));
    talk.run(20.0);
    assertThat(talk.flow("mma")).isCloseTo(150.0, within(2.0));
    talk.run(640.0);
    assertThatThrownBy(() -> talk.heat(850))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was cut");
    assertThatThrownBy(() -> talk.heat(850))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is cut");
    talk.run(180.0);
    talk.heat(850);
    talk.run(600.0);
    assertThat(talk.bench.plant().hydraulics().pressure().bars()).isBetween(20.0, 27.0);
    talk.run(1200.0);
    assertThat(talk.bench.plant().hydraulics().pressure().bars()).isLessThan(6.0);
    assertThat(talk.flow("solvent")).isLessThan(0.1);
  }

  @Test
  void aScenarioThatNamesNoFeedOfTheBenchIsRefused(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("troubles.yaml"),
            "scenario: x\ntroubles:\n  - {at: 5 min, trouble: pump-stall, feed: solvnt}\n");
    assertThatThrownBy(() -> new Talk(Benches.description(Map.of("scenario", file.toString()), 1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scenario 'x': no feed 'solvnt', did you mean 'solvent'?");
  }

  @Test
  void aMisspeltTroubleOrKeyIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("troubles.yaml"),
            "scenario: x\ntroubles:\n  - {at: 5 min, trouble: pump-stal, feed: st}\n");
    assertThatThrownBy(() -> new Talk(Benches.description(Map.of("scenario", file.toString()), 1L)))
        .hasMessageContaining("troubles[0].trouble: must be one of")
        .hasMessageContaining("did you mean 'pump-stall'?");
  }

  @Test
  void theServiceLoaderFindsBenchAndVerb() {
    assertThat(ServiceLoader.load(VirtualBenchProvider.class))
        .hasOnlyElementsOfType(SimulatedBenchProvider.class);
    assertThat(ServiceLoader.load(Verb.class)).hasOnlyElementsOfType(DeviceSimVerb.class);
  }
}
