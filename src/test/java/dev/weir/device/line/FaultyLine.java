package dev.weir.device.line;

import dev.weir.device.DeviceRequest;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A line with a fault of the program in it. */
record FaultyLine(AtomicBoolean closed) implements Line {
  @Override
  public LineName name() {
    return new LineName("faulty");
  }

  @Override
  public int doWork(Instant now) {
    throw new IllegalStateException("a fault");
  }

  @Override
  public void post(DeviceRequest request) {
    throw new IllegalStateException("a fault");
  }

  @Override
  public LinkStatistics statistics() {
    return new LinkCounters().snapshot();
  }

  @Override
  public void close() {
    closed.set(true);
  }
}
