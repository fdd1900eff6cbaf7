package dev.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.line.Transport;
import dev.weir.simulator.serve.TcpRelay;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class DeviceSimVerbTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Looks at the sockets before a test gives up; each look is a few microseconds. */
  private static final int MOST_LOOKS = 2_000_000;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... arguments) {
    return new CommandLine(new DeviceSimVerb())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setParameterExceptionHandler(
            (failure, given) -> {
              err.write(String.valueOf(failure.getMessage()));
              return 64;
            })
        .execute(arguments);
  }

  @Test
  void helpNamesBothWaysAndTheExitCodes() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString()).contains("--reactor", "--profile", "Exit codes: 0 done");
  }

  @Test
  void itListsTheSettingsOfThePlant() {
    assertThat(execute("--settings")).isZero();
    assertThat(out.toString()).contains("analyser_delay", "5 min", "scenario");
  }

  @Test
  void neitherOrBothWaysAreAWrongUsage() {
    assertThat(execute()).isEqualTo(64);
    assertThat(execute("--reactor", "x.yaml", "--profile", "newera-ne1000")).isEqualTo(64);
    assertThat(execute("--profile", "newera-ne1000", "--tcp", "70000")).isEqualTo(64);
  }

  @Test
  void anUnknownProfileOrParameterIsABadConfiguration() {
    assertThat(execute("--profile", "newera-ne100", "--profiles", Benches.profiles().toString()))
        .isEqualTo(78);
    assertThat(err.toString()).contains("no device profile 'newera-ne100'");
    assertThat(execute("--profile", "newera-ne1000", "--profiles", Benches.profiles().toString()))
        .isEqualTo(78);
    assertThat(err.toString()).contains("'syringe_diameter' is missing");
  }

  @Test
  void aPortThatIsTakenIsAFaultThatNamesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int code =
          execute(
              "--profile",
              "newera-ne1000",
              "--profiles",
              Benches.profiles().toString(),
              "-P",
              "syringe_diameter=14.43 mm",
              "--tcp",
              Integer.toString(taken.getLocalPort()));
      assertThat(code).isEqualTo(70);
      assertThat(err.toString()).contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void aClientOverTcpHearsTheDevicesBytes() throws IOException {
    Transport.Tcp at = new Transport.Tcp("127.0.0.1", 0);
    BenchParts parts =
        BenchParts.alone(
            "newera-ne1000",
            Benches.profiles(),
            at,
            new BenchParts.Device("", Map.of("syringe_diameter", "14.43 mm"), false),
            1L);
    SimulatedBench bench = new SimulatedBench(parts, START, folder -> Optional.empty());
    TcpRelay relay = new TcpRelay(BenchParts.ALONE_LINE, bench.port(BenchParts.ALONE_LINE), at);
    try (SocketChannel client =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), relay.port()))) {
      client.configureBlocking(false);
      client.write(ByteBuffer.wrap("VER\r".getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer heard = ByteBuffer.allocate(64);
      Instant now = START;
      for (int i = 0; i < MOST_LOOKS && heard.position() < 7; i++) {
        relay.exchange();
        now = now.plus(Duration.ofMillis(5));
        bench.step(now);
        client.read(heard);
      }
      assertThat(new String(heard.array(), 0, heard.position(), StandardCharsets.US_ASCII))
          .isEqualTo("\u000200A?R\u0003");
    } finally {
      relay.close();
    }
  }
}
