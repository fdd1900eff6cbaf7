package dev.weir.device.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.time.SystemClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a pseudo terminal of this machine. */
final class SerialPortTest {
  private final SystemClock clock = new SystemClock();

  @BeforeEach
  void onLinuxOnly() {
    String reason = "skipped: pseudo terminals are opened through the C library of Linux";
    if (!PseudoTerminal.isSupported()) {
      System.out.println("SerialPortTest " + reason);
    }
    Assumptions.assumeTrue(PseudoTerminal.isSupported(), reason);
  }

  private static SerialPort portOf(String path) {
    return new SerialPort(new Transport.Serial(path, 19200, 8, Transport.Parity.NONE, 1));
  }

  private static PseudoTerminal opened() throws IOException {
    PseudoTerminal far = new PseudoTerminal();
    far.open();
    return far;
  }

  private static String read(PseudoTerminal far) {
    try {
      ByteBuffer into = ByteBuffer.allocate(1024);
      int count = far.read(into);
      return Bytes.of(into.array()).slice(0, count).toText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aNameOfTheUsersLeadsToItWhileItIsOpen(@TempDir Path folder) throws IOException {
    Path link = folder.resolve("pump");
    try (PseudoTerminal far = new PseudoTerminal(link);
        SerialPort port = portOf(link.toString())) {
      far.open();
      port.open();
      port.write(Bytes.ofText("one").toBuffer());
      StringBuilder received = new StringBuilder();
      Eventually.holds(
          "the far end has it", () -> received.append(read(far)).toString().equals("one"));
      assertThatThrownBy(new PseudoTerminal(link)::open).hasMessageContaining("is there already");
    }
    assertThat(link).doesNotExist();
  }

  @Test
  void bytesOfEveryValueTravelBothWaysUnchanged() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 256; i++) {
      all.append((char) i);
    }
    try (PseudoTerminal far = opened();
        SerialPort port = portOf(far.path())) {
      port.open();
      assertThat(port.isOpen()).isTrue();
      assertThat(port.read(ByteBuffer.allocate(10))).isZero();

      port.write(Bytes.ofText(all.toString()).toBuffer());
      StringBuilder received = new StringBuilder();
      Eventually.holds(
          "the far end has everything", () -> received.append(read(far)).length() == 256);
      assertThat(received.toString()).isEqualTo(all.toString());

      far.write(Bytes.ofText(all.toString()).toBuffer());
      ByteBuffer into = ByteBuffer.allocate(300);
      Eventually.holds("this end has everything", () -> read(port, into) == 256);
      assertThat(Bytes.of(into.array()).slice(0, 256).toText()).isEqualTo(all.toString());
    }
  }

  private static int read(SerialPort port, ByteBuffer into) {
    try {
      port.read(into);
      return into.position();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anExchangeRunsOverTheLine() throws IOException {
    WordDialogue dialogue = new WordDialogue("a").asks("one");
    try (PseudoTerminal far = opened();
        LineAgent line =
            new LineAgent(
                new LineName("com"), portOf(far.path()), List.of(dialogue), report -> {})) {
      StringBuilder request = new StringBuilder();
      Eventually.holds(
          "the request has arrived",
          () -> {
            line.doWork(clock.now());
            return request.append(read(far)).toString().equals("one\r");
          });
      far.write(Bytes.ofText("1\r").toBuffer());
      Eventually.holds(
          "the reply is taken",
          () -> line.doWork(clock.now()) > 0 && line.statistics().answered() == 1);

      assertThat(dialogue.story()).containsExactly("opened", "one -> 1");
    }
  }

  @Test
  void aPortThatGoesAwayIsNoticedAlthoughItStaysOpen() throws IOException {
    PseudoTerminal far = opened();
    try (SerialPort port = portOf(far.path())) {
      port.open();
      far.close();

      assertThatThrownBy(() -> Eventually.holds("reading fails", () -> readIsRefused(port)))
          .hasMessageContaining("the port is gone");
    }
  }

  private static boolean readIsRefused(SerialPort port) {
    try {
      port.read(ByteBuffer.allocate(10));
      return false;
    } catch (IOException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  @Test
  void aPortThatIsNotThereIsRefusedByName() {
    assertThatThrownBy(() -> portOf("/dev/no-such-port").open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("serial /dev/no-such-port");
  }

  @Test
  void aPortInUseIsRefused() throws IOException {
    try (PseudoTerminal far = opened();
        SerialPort first = portOf(far.path());
        SerialPort second = portOf(far.path())) {
      first.open();

      assertThatThrownBy(second::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
    }
  }
}
