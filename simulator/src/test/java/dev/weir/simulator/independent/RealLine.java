package dev.weir.simulator.independent;

import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.LinkState;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.device.Wanted;
import dev.weir.device.line.Line;
import dev.weir.time.SystemClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** A line in real time, driven by the test's own thread while it waits for something. */
final class RealLine implements AutoCloseable {
  static final DeviceName DEVICE = new DeviceName("device");

  private static final Duration STEP = Duration.ofMillis(2);
  private static final Duration LEASE = Duration.ofMinutes(10);

  final List<DeviceReport> reports = new ArrayList<>();
  final Line line;
  private final SystemClock clock = new SystemClock();

  RealLine(Function<Consumer<DeviceReport>, Line> maker) {
    line = maker.apply(reports::add);
  }

  /** Drives the line until something is so; tells whether it came to be in time. */
  boolean until(Duration atMost, BooleanSupplier so) {
    Instant end = clock.now().plus(atMost);
    while (!so.getAsBoolean()) {
      if (!clock.now().isBefore(end)) {
        return false;
      }
      if (line.doWork(clock.now()) == 0) {
        clock.waitUntil(clock.now().plus(STEP));
      }
    }
    return true;
  }

  void want(Wanted wanted) {
    line.post(new DeviceRequest(DEVICE, wanted, clock.now().plus(LEASE)));
  }

  boolean isReady() {
    return link().filter(change -> change.state() == LinkState.READY).isPresent();
  }

  Optional<DeviceReport.LinkChanged> link() {
    return last(DeviceReport.LinkChanged.class);
  }

  <T extends DeviceReport> Optional<T> last(Class<T> kind) {
    return reports.reversed().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  <T extends DeviceReport> long count(Class<T> kind) {
    return reports.stream().filter(kind::isInstance).count();
  }

  Optional<Reading> reading(Capability capability) {
    return reports.reversed().stream()
        .filter(
            report ->
                report instanceof DeviceReport.ReadingTaken(Tag tag, Reading _)
                    && tag.capability() == capability)
        .map(report -> ((DeviceReport.ReadingTaken) report).reading())
        .findFirst();
  }

  @Override
  public void close() {
    line.close();
  }
}
