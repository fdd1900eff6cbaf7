package dev.weir.device.line;

import dev.weir.device.DeviceReport;
import dev.weir.device.line.CaptureEvent.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plays a capture back to a driver: it is driven at the recorded instants, gets the bytes that came
 * and the wishes that were posted, and must send and tell what it sent and told. Owned by the
 * thread that plays.
 */
public final class CaptureReplay {
  /** Differences after which nothing more is compared: one shifts all that follow. */
  private static final int MOST_DIFFERENCES = 10;

  private final LineName line;
  private final List<CaptureEvent> recorded;
  private final List<CaptureEvent> happened = new ArrayList<>();
  private Instant now = Instant.MIN;

  /**
   * Takes a capture, in the order of its events.
   *
   * @param line the name of the line that was recorded; reports may tell it
   */
  public CaptureReplay(LineName line, List<CaptureEvent> recorded) {
    this.line = line;
    this.recorded = List.copyOf(recorded);
  }

  /**
   * Plays it.
   *
   * @param dialogues the drivers of {@link #devices}, as they were when the capture began
   * @return what differs, one line each; empty when the drivers do as they did
   * @throws IllegalArgumentException when a wish that was written down is none
   */
  public List<String> play(List<Dialogue> dialogues) {
    ReplayedPort port = new ReplayedPort();
    LineAgent agent = new LineAgent(line, port, dialogues, this::told);
    int next = 0;
    int sent = 0;
    while (next < recorded.size()) {
      now = recorded.get(next).at();
      while (next < recorded.size() && recorded.get(next).at().equals(now)) {
        CaptureEvent event = recorded.get(next++);
        switch (event.kind()) {
          case WISHED -> {
            happened.add(event);
            agent.post(CapturedWish.parse(event.rest()));
          }
          case FAILED -> port.failure = Optional.of(event.rest());
          case CAME -> port.coming.add(new Coming(event.bytes(), sent));
          case SENT -> sent++;
          case DEVICES, OPENED, TOLD -> {
            // What the driver does by itself.
          }
        }
      }
      agent.doWork(now);
    }
    return differences();
  }

  /** Returns the names of the devices on the line that was recorded, in their order. */
  public List<String> devices() {
    return recorded.stream()
        .filter(event -> event.kind() == Kind.DEVICES)
        .findFirst()
        .map(event -> List.of(event.rest().split(" ")))
        .orElse(List.of());
  }

  /** Returns the text of a report in a capture. */
  public static String text(DeviceReport report) {
    return report.toString().replace('\n', ' ').replace('\r', ' ');
  }

  private void told(DeviceReport report) {
    happened.add(new CaptureEvent(now, Kind.TOLD, text(report)));
  }

  private List<String> differences() {
    List<String> differences = new ArrayList<>();
    List<CaptureEvent> wanted = inOrder(recorded);
    List<CaptureEvent> found = inOrder(happened);
    for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
      Optional<CaptureEvent> was =
          i < wanted.size() ? Optional.of(wanted.get(i)) : Optional.empty();
      Optional<CaptureEvent> is = i < found.size() ? Optional.of(found.get(i)) : Optional.empty();
      if (!was.equals(is)) {
        differences.add(
            "recorded %s; replayed %s"
                .formatted(
                    was.map(CaptureEvent::print).orElse("nothing"),
                    is.map(CaptureEvent::print).orElse("nothing")));
      }
      if (differences.size() == MOST_DIFFERENCES) {
        break;
      }
    }
    return differences;
  }

  /** What the driver sends and tells, in its order. */
  private static List<CaptureEvent> inOrder(List<CaptureEvent> events) {
    return events.stream()
        .filter(event -> event.kind() == Kind.SENT || event.kind() == Kind.TOLD)
        .toList();
  }

  /**
   * Bytes that come.
   *
   * @param after how many requests had been sent before them
   */
  private record Coming(Bytes bytes, int after) {}

  /** A port from which the recorded bytes come. */
  private final class ReplayedPort implements Port {
    private final List<Coming> coming = new ArrayList<>();
    private Optional<String> failure = Optional.empty();
    private boolean open;
    private int written;

    @Override
    public void open() throws IOException {
      failWhenItDid();
      open = true;
    }

    private void failWhenItDid() throws IOException {
      if (failure.isPresent()) {
        String reason = failure.get();
        failure = Optional.empty();
        throw new IOException(reason);
      }
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      if (coming.isEmpty()) {
        failWhenItDid();
      }
      if (coming.isEmpty() || coming.getFirst().after > written) {
        return 0;
      }
      byte[] bytes = coming.removeFirst().bytes().toArray();
      into.put(bytes);
      return bytes.length;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      byte[] content = new byte[bytes.remaining()];
      bytes.get(content);
      written++;
      happened.add(CaptureEvent.of(now, Kind.SENT, Bytes.of(content)));
      failWhenItDid();
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
