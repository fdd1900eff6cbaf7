package dev.weir.device.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceRequest;
import dev.weir.device.line.CaptureEvent.Kind;
import dev.weir.device.profile.ProfileReader;
import dev.weir.device.profile.ProfiledDevice;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was written down of a talk can be played back as a test. */
final class CaptureReplayTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final List<CaptureEvent> events = new ArrayList<>();
  private Instant now = START;

  private static Dialogue dialogue() {
    Path file =
        Path.of(System.getProperty("weir.home", ".."), "device-profiles", "mettler-sics.yaml");
    return ProfiledDevice.of(
            ProfileReader.read(file),
            new DeviceDescription(
                new DeviceName("balance"),
                "mettler-sics",
                new LineName("line"),
                "",
                Map.of(),
                Map.of()),
            new Transport.Tcp("host", 1))
        .dialogue();
  }

  private static DeviceRequest noWish(String text) {
    throw new AssertionError("nothing was wished, was " + text);
  }

  private void record() {
    CapturedPort port = new CapturedPort(new Balance(), () -> now, events::add);
    LineAgent agent =
        new LineAgent(
            new LineName("line"),
            port,
            List.of(dialogue()),
            report -> events.add(new CaptureEvent(now, Kind.TOLD, CaptureReplay.text(report))));
    for (int i = 0; i < 3000; i++) {
      agent.doWork(now);
      now = now.plusMillis(1);
    }
  }

  @Test
  void whatWasRecordedIsReplayedWithoutADifference() {
    record();
    assertThat(events.stream().filter(event -> event.kind() == Kind.CAME)).hasSizeGreaterThan(3);
    List<CaptureEvent> read =
        events.stream().map(CaptureEvent::print).map(CaptureEvent::parse).toList();
    assertThat(read).isEqualTo(events);
    assertThat(
            new CaptureReplay(new LineName("line"), read)
                .play(dialogue(), CaptureReplayTest::noWish))
        .isEmpty();
  }

  @Test
  void aByteThatCameOtherwiseShowsInWhatTheDriverTells() {
    record();
    List<CaptureEvent> changed =
        events.stream()
            .map(
                event ->
                    event.kind() == Kind.CAME
                        ? new CaptureEvent(event.at(), Kind.CAME, event.rest().replace("31", "32"))
                        : event)
            .toList();
    assertThat(
            new CaptureReplay(new LineName("line"), changed)
                .play(dialogue(), CaptureReplayTest::noWish))
        .anyMatch(difference -> difference.contains("200"));
  }

  @Test
  void aLineThatIsNoEventIsRefused() {
    assertThatThrownBy(() -> CaptureEvent.parse("yesterday > 31"))
        .hasMessageContaining("yesterday");
    assertThatThrownBy(() -> CaptureEvent.parse(START + " ? 31"))
        .hasMessageContaining("no line of a capture");
  }

  /** A balance that answers at once. */
  private static final class Balance implements Port {
    private final ByteBuffer answers = ByteBuffer.allocate(1024).limit(0);
    private boolean open;

    @Override
    public void open() {
      open = true;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public int read(ByteBuffer into) {
      int count = Math.min(into.remaining(), answers.remaining());
      into.put(into.position(), answers, answers.position(), count);
      into.position(into.position() + count);
      answers.position(answers.position() + count);
      return count;
    }

    @Override
    public void write(ByteBuffer bytes) {
      byte[] asked = new byte[bytes.remaining()];
      bytes.get(asked);
      Bytes answer = Bytes.ofText(asked[0] == 'I' ? "I4 A \"0123\"\r\n" : "S S     100.00 g\r\n");
      answers.clear();
      answers.put(answer.toArray());
      answers.flip();
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
