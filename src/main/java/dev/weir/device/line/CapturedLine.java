package dev.weir.device.line;

import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.line.CaptureEvent.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A line on which everything is written down: bytes, wishes of every device and what the drivers
 * made of them, each with the instant of the look at which it happened, so that {@link
 * CaptureReplay} finds the same. Owned by one line thread, except {@link #post} and {@link
 * #statistics}.
 */
public final class CapturedLine implements Line {
  private final LineAgent line;
  private final Capture capture;
  private final Queue<DeviceRequest> waiting = new ConcurrentLinkedQueue<>();
  private final List<Dialogue> dialogues;
  private Instant now = Instant.MIN;
  private boolean begun;

  /**
   * Makes a line; nothing is opened before the first {@link #doWork}.
   *
   * @param name the line's name
   * @param port its bytes; from now on owned by this line
   * @param dialogues one for each device on it, each device once
   * @param reports takes what the devices say, on the thread that drives the line; must not wait
   * @param capture takes the events in their order, on the same thread
   * @throws IllegalArgumentException when a device is there twice
   */
  public CapturedLine(
      LineName name,
      Port port,
      List<Dialogue> dialogues,
      Consumer<DeviceReport> reports,
      Capture capture) {
    this.capture = capture;
    this.dialogues = List.copyOf(dialogues);
    this.line =
        new LineAgent(
            name,
            new CapturedPort(port, () -> now, capture),
            dialogues,
            report -> {
              note(Kind.TOLD, CaptureReplay.text(report));
              reports.accept(report);
            });
  }

  private void note(Kind kind, String text) {
    capture.take(new CaptureEvent(now, kind, text));
  }

  @Override
  public LineName name() {
    return line.name();
  }

  /** {@inheritDoc} It is taken, and written down, at the next look. */
  @Override
  public void post(DeviceRequest request) {
    if (dialogues.stream().noneMatch(each -> each.device().equals(request.device()))) {
      throw new IllegalArgumentException(
          "device '%s' is not on line '%s'".formatted(request.device(), name()));
    }
    waiting.add(request);
  }

  @Override
  public LinkStatistics statistics() {
    return line.statistics();
  }

  @Override
  public int doWork(Instant instant) {
    now = instant;
    if (!begun) {
      begun = true;
      note(
          Kind.DEVICES,
          dialogues.stream().map(each -> each.device().text()).collect(Collectors.joining(" ")));
    }
    for (DeviceRequest request = waiting.poll(); request != null; request = waiting.poll()) {
      note(Kind.WISHED, CapturedWish.print(request));
      line.post(request);
    }
    return line.doWork(instant);
  }

  @Override
  public void close() {
    line.close();
    capture.end();
  }
}
