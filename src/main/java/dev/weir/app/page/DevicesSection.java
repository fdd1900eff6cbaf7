package dev.weir.app.page;

import dev.weir.api.section.Section;
import dev.weir.api.section.SectionReply;
import dev.weir.api.section.SectionRequest;
import dev.weir.device.Device;
import dev.weir.device.line.Line;
import dev.weir.device.line.LineDescription;
import dev.weir.device.line.LinkStatistics;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.units.Quantity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The devices as they are configured, and what each line has gone through: exchanges, timeouts,
 * late and broken replies. What devices report comes with the status.
 */
public final class DevicesSection implements Section {
  private final List<DeviceReply> devices;
  private final List<LineDescription> lines;
  private final Map<String, Line> lineOf = new HashMap<>();

  /**
   * The section.
   *
   * @param devices in the order of the reactor file
   * @param descriptions of the lines, in the order of the reactor file
   * @param lines the same lines, at work
   */
  public DevicesSection(
      List<ProfiledDevice> devices, List<LineDescription> descriptions, List<Line> lines) {
    this.devices = devices.stream().map(DevicesSection::reply).toList();
    this.lines = List.copyOf(descriptions);
    lines.forEach(line -> lineOf.put(line.name().text(), line));
  }

  @Override
  public String name() {
    return "devices";
  }

  @Override
  public String title() {
    return "Devices";
  }

  @Override
  public List<String> files() {
    return List.of("devices.js");
  }

  /**
   * What is shown.
   *
   * @param devices every device
   * @param lines every line
   */
  record Bench(List<DeviceReply> devices, List<LineReply> lines) {}

  /**
   * A device as it is configured.
   *
   * @param name in the reactor file
   * @param title of its profile
   * @param profile the profile's name
   * @param verified what the profile was checked against: documents, simulator or hardware
   * @param line on which it is
   * @param address on that line; empty when it has none
   * @param lowest it can be set to, absent when nothing can be set
   * @param highest it can be set to
   * @param pressureLimit at which its own firmware stops it
   * @param watchdogS after which silence of ours it stops by itself, in s; absent when it has none
   */
  record DeviceReply(
      String name,
      String title,
      String profile,
      String verified,
      String line,
      String address,
      Optional<Figure> lowest,
      Optional<Figure> highest,
      Optional<Figure> pressureLimit,
      Optional<Double> watchdogS) {}

  /**
   * A number with its unit.
   *
   * @param value in the unit
   * @param unit its symbol
   */
  record Figure(double value, String unit) {}

  /**
   * What a line has gone through since the daemon started.
   *
   * @param name in the reactor file
   * @param reaches where it leads
   * @param counts of it
   */
  record LineReply(String name, String reaches, LinkStatistics counts) {}

  @Override
  public SectionReply answer(SectionRequest request) {
    boolean isAll = request.method() == SectionRequest.Method.GET && request.path().isEmpty();
    return isAll
        ? new SectionReply.Json(new Bench(devices, lines.stream().map(this::reply).toList()))
        : new SectionReply.Missing("the devices and lines are at /api/v1/devices");
  }

  private LineReply reply(LineDescription line) {
    Line working = lineOf.get(line.name().text());
    if (working == null) {
      throw new IllegalStateException("line " + line.name() + " is not at work");
    }
    return new LineReply(line.name().text(), reaches(line.transport()), working.statistics());
  }

  private static String reaches(Transport transport) {
    return switch (transport) {
      case Transport.Serial serial -> "%s at %d baud".formatted(serial.path(), serial.baud());
      case Transport.Tcp tcp -> "%s:%d".formatted(tcp.host(), tcp.port());
      case Transport.Folder folder -> folder.root().toString();
      case Transport.OpcUa server -> server.endpoint();
    };
  }

  private static DeviceReply reply(ProfiledDevice profiled) {
    Device device = profiled.device();
    return new DeviceReply(
        device.name().text(),
        profiled.profile().identity().title(),
        profiled.profile().id(),
        profiled.profile().identity().verified().name().toLowerCase(Locale.ROOT),
        profiled.description().line().text(),
        profiled.description().address(),
        limit(device, true),
        limit(device, false),
        pressureLimit(device),
        profiled.watchdogTimeout().map(Duration::toMillis).map(millis -> millis / 1e3));
  }

  private static Optional<Figure> limit(Device device, boolean lowest) {
    return switch (device) {
      case Device.Pump pump -> figure(lowest ? pump.lowest() : pump.highest());
      case Device.TemperatureController controller ->
          figure(lowest ? controller.lowest() : controller.highest());
      case Device.Sensor _, Device.Analyser _ -> Optional.empty();
    };
  }

  private static Optional<Figure> pressureLimit(Device device) {
    return device instanceof Device.Pump pump && pump.pressureLimit().bars() > 0.0
        ? figure(pump.pressureLimit())
        : Optional.empty();
  }

  private static Optional<Figure> figure(Quantity quantity) {
    return Optional.of(
        new Figure(quantity.canonicalValue(), quantity.dimension().canonical().symbol()));
  }
}
