package dev.weir.app.laboratory;

import dev.weir.app.file.ReactorFile;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.line.Line;
import dev.weir.device.line.LineDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The lines of a reactor, and which line each device is on. Requests may be posted by any thread;
 * each line belongs to whoever drives it.
 */
final class BenchLines implements Consumer<DeviceRequest>, AutoCloseable {
  private final List<Line> lines;
  private final Map<DeviceName, Line> lineOf;

  private BenchLines(List<Line> lines, Map<DeviceName, Line> lineOf) {
    this.lines = List.copyOf(lines);
    this.lineOf = Map.copyOf(lineOf);
  }

  /** How the bytes of a line are reached. */
  interface Wiring {
    /** Returns the line with its dialogues; nothing is opened yet. */
    Line line(LineDescription line, List<ProfiledDevice> devices, Consumer<DeviceReport> reports);
  }

  /** Makes every line of a reactor file. */
  static BenchLines of(ReactorFile file, Wiring wiring, Consumer<DeviceReport> reports) {
    List<Line> lines = new ArrayList<>();
    Map<DeviceName, Line> lineOf = new HashMap<>();
    for (LineDescription description : file.lines()) {
      List<ProfiledDevice> devices = on(description.name(), file);
      Line line = wiring.line(description, devices, reports);
      lines.add(line);
      devices.forEach(device -> lineOf.put(device.description().name(), line));
    }
    return new BenchLines(lines, lineOf);
  }

  private static List<ProfiledDevice> on(LineName line, ReactorFile file) {
    return file.devices().stream()
        .filter(device -> device.description().line().equals(line))
        .toList();
  }

  /** Returns the lines in the order of the file. */
  List<Line> lines() {
    return lines;
  }

  @Override
  public void accept(DeviceRequest request) {
    Line line = lineOf.get(request.device());
    if (line == null) {
      throw new IllegalArgumentException("no line serves " + request.device());
    }
    line.post(request);
  }

  @Override
  public void close() {
    lines.forEach(Line::close);
  }
}
