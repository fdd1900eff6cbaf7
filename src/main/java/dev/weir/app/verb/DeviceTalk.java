package dev.weir.app.verb;

import dev.weir.app.terminal.ExitCode;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.device.Wanted;
import dev.weir.device.line.CaptureEvent;
import dev.weir.device.line.CaptureEvent.Kind;
import dev.weir.device.line.CapturedLine;
import dev.weir.device.line.Line;
import dev.weir.device.line.LineDescription;
import dev.weir.device.line.PortFactory;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One talk with one device, on the calling thread. */
final class DeviceTalk {
  private static final Duration RENEWED_EVERY = Duration.ofSeconds(1);
  private static final Duration LOOKS_EVERY = Duration.ofMillis(1);
  private static final Duration SAFE_AT_MOST = Duration.ofSeconds(10);

  private final ProfiledDevice device;
  private final LineDescription line;
  private final PrintWriter out;
  private final SystemClock clock = new SystemClock();
  private final List<CaptureEvent> events = new ArrayList<>();
  private final Map<String, String> latest = new TreeMap<>();
  private Instant now = clock.now();
  private boolean safe;
  private boolean faulty;

  /** Whether the talk is over: what the end of the line does to readings is not told. */
  private boolean over;

  DeviceTalk(ProfiledDevice device, LineDescription line, PrintWriter out) {
    this.device = device;
    this.line = line;
    this.out = out;
  }

  /**
   * What the user asked for.
   *
   * @param wish what to set, if anything
   * @param howLong how long to talk
   * @param lease after which a wish that is not renewed ends
   * @param watch whether every reading is printed
   * @param raw whether every exchange is printed
   * @param capture where the exchange is written, if anywhere
   */
  record Order(
      Optional<Wanted> wish,
      Duration howLong,
      Duration lease,
      boolean watch,
      boolean raw,
      Optional<Path> capture) {}

  int talk(Order order) throws IOException {
    try (CapturedLine agent =
        new CapturedLine(
            line.name(),
            PortFactory.portOf(line.transport()),
            List.of(device.dialogue()),
            report -> told(report, order),
            event -> note(event, order.raw()))) {
      Instant end = clock.now().plus(order.howLong());
      drive(agent, order.wish().orElse(new Wanted.Observed()), end, order);
      if (order.wish().isPresent()) {
        drive(agent, new Wanted.Safe(), clock.now().plus(SAFE_AT_MOST), order);
        if (!safe) {
          faulty = true;
          out.println("NOT PROVEN SAFE within " + SAFE_AT_MOST.toSeconds() + " s");
        }
      }
      over = true;
    }
    latest.values().forEach(out::println);
    if (order.capture().isPresent()) {
      Files.write(order.capture().get(), events.stream().map(CaptureEvent::print).toList());
    }
    return faulty ? ExitCode.FAULT : ExitCode.DONE;
  }

  private void drive(Line agent, Wanted wanted, Instant end, Order order) {
    Instant renew = Instant.MIN;
    safe = false;
    while (clock.now().isBefore(end) && !(wanted instanceof Wanted.Safe && safe)) {
      now = clock.now();
      if (!now.isBefore(renew)) {
        renew = now.plus(RENEWED_EVERY);
        agent.post(new DeviceRequest(device.description().name(), wanted, now.plus(order.lease())));
      }
      agent.doWork(now);
      clock.waitUntil(now.plus(LOOKS_EVERY));
    }
  }

  private void note(CaptureEvent event, boolean raw) {
    if (over) {
      return;
    }
    events.add(event);
    if (raw && event.kind() != Kind.TOLD) {
      String text =
          event.kind() == Kind.SENT || event.kind() == Kind.CAME
              ? "   " + event.bytes().toText().replaceAll("[^ -~]", ".")
              : "";
      out.println(event.print() + text);
    }
  }

  private void told(DeviceReport report, Order order) {
    if (over) {
      return;
    }
    switch (report) {
      case DeviceReport.ReadingTaken(Tag tag, Reading reading) -> {
        String line = "%-20s %s".formatted(tag.capability().word(), value(reading));
        if (order.watch()) {
          out.println(line);
        } else {
          latest.put(tag.capability().word(), line);
        }
      }
      case DeviceReport.LinkChanged link -> out.println(link.state() + ": " + link.reason());
      case DeviceReport.SetpointConfirmed confirmed ->
          out.println(
              "holds %s (%s)".formatted(confirmed.value().print(), confirmed.observability()));
      case DeviceReport.LimitsNarrowed narrowed ->
          out.println(
              "takes %s to %s by its own word"
                  .formatted(narrowed.lowest().print(), narrowed.highest().print()));
      case DeviceReport.MadeSafe made -> {
        safe = made.confirmed();
        out.println(made.confirmed() ? "safe, proven" : "NOT PROVEN SAFE");
      }
      case DeviceReport.DeviceFault fault -> {
        faulty = true;
        out.println("fault %s: %s".formatted(fault.kind(), fault.text()));
      }
      case DeviceReport.AnalysisArrived _, DeviceReport.AnalysisRefused _ -> {
        // A device on a line that exchanges messages analyses nothing.
      }
    }
    out.flush();
  }

  private static String value(Reading reading) {
    return switch (reading) {
      case Reading.Good good -> good.value().print() + " (" + good.observability() + ")";
      case Reading.Bad bad -> "no value: " + bad.reason();
    };
  }
}
