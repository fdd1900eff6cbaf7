package dev.weir.device.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceRequest;
import dev.weir.device.SampleName;
import dev.weir.device.Wanted;
import dev.weir.device.line.CaptureEvent.Kind;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written down of a talk can be played back as a test. */
final class CaptureReplayTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final List<CaptureEvent> events = new ArrayList<>();
  private Instant now = START;

  private static Dialogue dialogue() {
    return dialogue("balance");
  }

  private static Dialogue dialogue(String name) {
    Path file =
        Path.of(System.getProperty("weir.home", ".."), "device-profiles", "mettler-sics.yaml");
    return ProfiledDevice.of(
            ProfileReader.read(file),
            new DeviceDescription(
                new DeviceName(name), "mettler-sics", new LineName("line"), "", Map.of(), Map.of()),
            new Transport.Tcp("host", 1))
        .dialogue();
  }

  private void record() {
    CapturedLine agent =
        new CapturedLine(
            new LineName("line"), new Balance(), List.of(dialogue()), _ -> {}, events::add);
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
    assertThat(new CaptureReplay(new LineName("line"), read).play(List.of(dialogue()))).isEmpty();
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
    assertThat(new CaptureReplay(new LineName("line"), changed).play(List.of(dialogue())))
        .anyMatch(difference -> difference.contains("200"));
  }

  /** Two devices on one line, led to a set-point each; then their adapter is unplugged. */
  @Test
  void aBusOfSeveralDevicesIsReplayedWithItsWishesAndItsFailure() {
    Balance port = new Balance();
    CapturedLine line =
        new CapturedLine(
            new LineName("bus"),
            port,
            List.of(dialogue("left"), dialogue("right")),
            _ -> {},
            events::add);
    for (int i = 0; i < 3000; i++) {
      if (i % 500 == 0) {
        line.post(
            new DeviceRequest(
                new DeviceName(i % 1000 == 0 ? "left" : "right"),
                i == 2000 ? new Wanted.Safe() : new Wanted.Pumping(new FlowRate(250.0 + i)),
                now.plusMillis(900)));
      }
      port.isUnplugged = i > 2500;
      line.doWork(now);
      now = now.plusMillis(1);
    }
    List<CaptureEvent> read =
        events.stream().map(CaptureEvent::print).map(CaptureEvent::parse).toList();
    assertThat(read).isEqualTo(events);
    assertThat(read).anyMatch(event -> event.kind() == Kind.FAILED);
    assertThat(read).anyMatch(event -> event.rest().contains("WATCHDOG"));
    CaptureReplay replay = new CaptureReplay(new LineName("bus"), read);
    assertThat(replay.devices()).containsExactly("left", "right");
    assertThat(replay.play(List.of(dialogue("left"), dialogue("right")))).isEmpty();
    assertThat(
            new CaptureReplay(new LineName("bus"), read)
                .play(List.of(dialogue("right"), dialogue("left"))))
        .isNotEmpty();
  }

  @Test
  void aFileOfACaptureEndsAtItsMostBytesAndKeepsWhatItHas(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bus.capture");
    CaptureFile capture = new CaptureFile(new LineName("bus"), file, 100);
    for (int i = 0; i < 10; i++) {
      capture.take(new CaptureEvent(START, Kind.WISHED, "left safe"));
    }
    assertThat(Files.readAllLines(file)).hasSize(3);
    assertThat(Files.readAllLines(file).getFirst()).isEqualTo(START + " w left safe");
    assertThatThrownBy(() -> new CaptureFile(new LineName("bus"), file))
        .isInstanceOf(IOException.class);
    capture.end();
  }

  @Test
  void everyWishIsReadBack() {
    for (Wanted wanted :
        List.of(
            new Wanted.Safe(),
            new Wanted.Observed(),
            new Wanted.Pumping(new FlowRate(12.5)),
            new Wanted.Tempering(new Temperature(-3.25)),
            new Wanted.Analysing(new SampleName("run-7")))) {
      DeviceRequest request = new DeviceRequest(new DeviceName("left"), wanted, START);
      assertThat(CapturedWish.parse(CapturedWish.print(request))).isEqualTo(request);
    }
    assertThatThrownBy(() -> CapturedWish.parse("left now")).hasMessageContaining("left now");
    assertThatThrownBy(() -> CapturedWish.parse("left never safe"))
        .hasMessageContaining("'never' is not an instant");
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
    private boolean isUnplugged;

    @Override
    public void open() throws IOException {
      if (isUnplugged) {
        throw new IOException("there is no such port");
      }
      open = true;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      if (isUnplugged) {
        throw new IOException("the port is gone");
      }
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
