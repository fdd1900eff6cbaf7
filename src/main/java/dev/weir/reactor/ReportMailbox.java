package dev.weir.reactor;

import dev.weir.device.DeviceReport;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Where the lines put what their devices report. Any thread may put; only the control thread takes.
 * Bounded: a report that finds it full is dropped and counted, and the control cycle answers a drop
 * with a safe stop.
 */
public final class ReportMailbox implements Consumer<DeviceReport> {
  /** Reports it holds by default: at 100 reports per second, 40 s without a control cycle. */
  public static final int CAPACITY = 4096;

  private final ArrayBlockingQueue<DeviceReport> queue;
  private final AtomicLong dropped = new AtomicLong();

  /** Creates an empty one of the default capacity. */
  public ReportMailbox() {
    this(CAPACITY);
  }

  /** Creates an empty one that holds so many reports. */
  public ReportMailbox(int capacity) {
    queue = new ArrayBlockingQueue<>(capacity);
  }

  @Override
  public void accept(DeviceReport report) {
    if (!queue.offer(report)) {
      dropped.incrementAndGet();
    }
  }

  /** Returns how many reports found it full since it was made. */
  public long dropped() {
    return dropped.get();
  }

  /** Moves everything that is there into the given list. */
  void drainTo(List<DeviceReport> reports) {
    queue.drainTo(reports);
  }
}
