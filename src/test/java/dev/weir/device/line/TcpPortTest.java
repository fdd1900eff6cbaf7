package dev.weir.device.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.time.SystemClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server socket of this machine. */
final class TcpPortTest {
  private static final int ACCEPT_AT_MOST_MILLIS = 5000;

  private final SystemClock clock = new SystemClock();
  private ServerSocket server = closedServer();

  private static ServerSocket closedServer() {
    try {
      return new ServerSocket();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    server.setSoTimeout(ACCEPT_AT_MOST_MILLIS);
  }

  @AfterEach
  void stopListening() throws IOException {
    server.close();
  }

  private TcpPort port() {
    return new TcpPort(new Transport.Tcp("127.0.0.1", server.getLocalPort()));
  }

  @Test
  void bytesTravelBothWays() throws IOException {
    try (TcpPort port = port()) {
      port.open();
      try (Socket far = server.accept()) {
        assertThat(port.read(ByteBuffer.allocate(10))).isZero();
        port.write(Bytes.ofHex("00 FF 0D").toBuffer());
        assertThat(far.getInputStream().readNBytes(3)).containsExactly(0, 0xFF, 0x0D);

        far.getOutputStream().write(Bytes.ofHex("02 80 03").toArray());
        ByteBuffer into = ByteBuffer.allocate(10);
        Eventually.holds("three bytes are there", () -> read(port, into) == 3);
        assertThat(Bytes.of(into.array()).slice(0, 3)).isEqualTo(Bytes.ofHex("02 80 03"));
      }
    }
  }

  private static int read(TcpPort port, ByteBuffer into) {
    try {
      port.read(into);
      return into.position();
    } catch (IOException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  @Test
  void anEndThatHangsUpIsNoticed() throws IOException {
    try (TcpPort port = port()) {
      port.open();
      server.accept().close();

      assertThatThrownBy(
              () -> Eventually.holds("reading fails", () -> read(port, ByteBuffer.allocate(1)) > 0))
          .hasMessageContaining("127.0.0.1")
          .hasMessageContaining("closed the connection");
    }
  }

  @Test
  void aPortWhereNobodyListensIsRefusedByAddress() throws IOException {
    server.close();

    assertThatThrownBy(() -> port().open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tcp 127.0.0.1:" + server.getLocalPort());
  }

  @Test
  void aNameThatCannotBeResolvedIsRefused() {
    assertThatThrownBy(() -> new TcpPort(new Transport.Tcp("no-such-host.invalid", 10001)).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-host.invalid:10001");
  }

  @Test
  void aClosedPortRefusesToReadAndWrite() {
    assertThatThrownBy(() -> port().read(ByteBuffer.allocate(1)))
        .hasMessageContaining("is not open");
    assertThatThrownBy(() -> port().write(ByteBuffer.allocate(1)))
        .hasMessageContaining("is not open");
  }

  @Test
  void aRunnerCarriesExchangesAndReconnectsWhenTheOtherEndComesBack() throws IOException {
    WordDialogue dialogue = new WordDialogue("pump").polls("flow?");
    LineAgent line = new LineAgent(new LineName("lan"), port(), List.of(dialogue), report -> {});
    Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    LineRunner runner =
        new LineRunner(
            line,
            clock,
            pause -> clock.waitUntil(clock.now().plus(pause)),
            (name, fault) -> broken.add(fault));
    runner.start();
    try (Socket far = server.accept()) {
      answerOnce(far);
      Eventually.holds("the first answer", () -> line.statistics().answered() >= 1);
    }
    try (Socket far = server.accept();
        runner) {
      answerOnce(far);
      Eventually.holds("an answer after the reconnect", () -> line.statistics().answered() >= 2);
      assertThat(line.statistics().reconnects()).isEqualTo(1);
      assertThat(runner.isRunning()).isTrue();
    }
    assertThat(broken).isEmpty();
    assertThat(dialogue.story()).endsWith("closed: the line was closed");
  }

  private static void answerOnce(Socket far) throws IOException {
    assertThat(far.getInputStream().readNBytes(6))
        .isEqualTo("flow?\r".getBytes(StandardCharsets.US_ASCII));
    far.getOutputStream().write("500\r".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aFaultOfTheProgramClosesTheLineAndIsTold() {
    AtomicBoolean closed = new AtomicBoolean();
    Line faulty = new FaultyLine(closed);
    Queue<String> broken = new ConcurrentLinkedQueue<>();
    try (LineRunner runner =
        new LineRunner(
            faulty,
            clock,
            pause -> clock.waitUntil(clock.now().plus(pause)),
            (name, fault) -> broken.add(name + ": " + fault.getMessage()))) {
      runner.start();
      Eventually.holds("the thread has ended", () -> !runner.isRunning());
    }

    assertThat(broken).containsExactly("faulty: a fault");
    assertThat(closed).isTrue();
  }
}
