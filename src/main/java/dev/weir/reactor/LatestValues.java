package dev.weir.reactor;

import dev.weir.device.Capability;
import dev.weir.device.Device;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.flow.FeedName;
import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import dev.weir.units.Temperature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The latest readings of all devices, aged in every cycle. Owned by the control thread. */
final class LatestValues implements ProcessValues {
  /**
   * A pressure that does not change by a bit for so long while liquid flows is frozen (operations:
   * 60 s).
   */
  static final long FROZEN_AFTER = 60 * Nanos.SECOND;

  private final ControlSettings settings;
  private final Map<Tag, Channel> channels = new HashMap<>();
  private final List<Channel> inOrder = new ArrayList<>();
  private final Map<FeedName, FlowSource> flows = new HashMap<>();
  private final Channel temperature;
  private final Channel pressure;
  private final List<Channel> permits;
  private final Instant start;
  private SortedMap<Tag, Observed> all = Collections.emptySortedMap();
  private boolean changed = true;

  /** Where a feed's flow is read: the value, and whether the pump runs. */
  private static final class FlowSource {
    private final Channel value;
    private final Channel run;
    private final boolean onlyEchoes;
    private boolean asked;

    FlowSource(Channel value, Channel run, boolean onlyEchoes) {
      this.value = value;
      this.run = run;
      this.onlyEchoes = onlyEchoes;
    }

    double flow() {
      // A pump that only repeats its set-point goes on repeating it after a stop.
      boolean stopped = run.goodValue() == 0.0 || (onlyEchoes && !asked);
      return stopped ? 0.0 : value.goodValue();
    }
  }

  LatestValues(ReactorDescription description, ControlSettings settings, Instant start) {
    this.settings = settings;
    this.start = start;
    temperature =
        channel(new Tag(description.temperatureController(), Capability.TEMPERATURE_ACTUAL));
    pressure = channel(new Tag(description.pressureSensor(), Capability.PRESSURE_ACTUAL));
    permits =
        description.devices().values().stream()
            .filter(device -> device.capabilities().contains(Capability.PERMIT))
            .map(Device::name)
            .sorted()
            .map(name -> channel(new Tag(name, Capability.PERMIT)))
            .toList();
    for (ReactorDescription.FeedLine line : description.feeds()) {
      flows.put(line.feed().name(), source(line.pump(), description));
    }
  }

  private FlowSource source(DeviceName pump, ReactorDescription description) {
    Device device = description.devices().get(pump);
    boolean measures = device != null && device.capabilities().contains(Capability.FLOW_ACTUAL);
    Capability value = measures ? Capability.FLOW_ACTUAL : Capability.FLOW_SETPOINT;
    boolean tellsRun = device != null && device.capabilities().contains(Capability.RUN);
    Tag runTag = new Tag(pump, Capability.RUN);
    return new FlowSource(
        channel(new Tag(pump, value)),
        tellsRun ? channel(runTag) : neverRead(runTag),
        !measures && !tellsRun);
  }

  /** Takes a reading. */
  void take(DeviceReport.ReadingTaken report) {
    channel(report.tag()).take(report.reading());
    changed = true;
  }

  /** Takes a confirmed set-point: it is a reading of that set-point. */
  void take(DeviceReport.SetpointConfirmed report) {
    channel(report.tag())
        .hold(new Reading.Good(report.value(), report.observability(), report.at(), report.at()));
    changed = true;
  }

  /** The link to a device is lost: what only a command confirmed is no longer known. */
  void linkLost(DeviceName device) {
    for (Channel channel : inOrder) {
      if (channel.tag().device().equals(device)) {
        channel.release();
      }
    }
  }

  /**
   * Marks what is past its expiry.
   *
   * @param pressureMoves whether liquid has flowed for so long that the pressure must have changed
   *     a little
   */
  void age(long now, boolean pressureMoves) {
    for (int index = 0; index < inOrder.size(); index++) {
      Channel channel = inOrder.get(index);
      changed |=
          channel.age(now, channel == pressure && pressureMoves ? FROZEN_AFTER : Nanos.NEVER);
    }
  }

  Channel temperatureChannel() {
    return temperature;
  }

  Channel pressureChannel() {
    return pressure;
  }

  /** Returns the channels of external permits, in the order of the devices' names. */
  List<Channel> permitChannels() {
    return permits;
  }

  /** Returns the channel in which a feed's flow is read. */
  Channel flowChannel(FeedName feed) {
    return source(feed).value;
  }

  /** Takes whether a feed is asked to flow. */
  void asked(FeedName feed, boolean flowing) {
    source(feed).asked = flowing;
  }

  /** Returns the fresh flow of a feed in µL/min; NaN when unknown. */
  double flowValue(FeedName feed) {
    return source(feed).flow();
  }

  private FlowSource source(FeedName feed) {
    FlowSource source = flows.get(feed);
    if (source == null) {
      throw new IllegalArgumentException("no feed named " + feed);
    }
    return source;
  }

  /** Returns the value of a tag in its canonical unit while it is good; else NaN. */
  double value(Tag tag) {
    Channel channel = channels.get(tag);
    return channel == null ? Double.NaN : channel.goodValue();
  }

  /** Returns the fresh good values by the text of their tag, in canonical units. */
  SortedMap<String, Double> freshGood() {
    SortedMap<String, Double> values = new TreeMap<>();
    for (Channel channel : inOrder) {
      if (channel.isGood()) {
        values.put(channel.text(), channel.goodValue());
      }
    }
    return values;
  }

  @Override
  public Optional<Temperature> reactorTemperature() {
    return temperature.isGood()
        ? Optional.of(new Temperature(temperature.goodValue()))
        : Optional.empty();
  }

  @Override
  public Optional<Pressure> pressure() {
    return pressure.isGood() ? Optional.of(new Pressure(pressure.goodValue())) : Optional.empty();
  }

  @Override
  public Optional<FlowRate> flow(FeedName feed) {
    double value = flowValue(feed);
    return Double.isNaN(value) ? Optional.empty() : Optional.of(new FlowRate(value));
  }

  @Override
  public SortedMap<Tag, Observed> all() {
    if (changed) {
      SortedMap<Tag, Observed> copy = new TreeMap<>();
      inOrder.forEach(channel -> copy.put(channel.tag(), channel.observed()));
      all = Collections.unmodifiableSortedMap(copy);
      changed = false;
    }
    return all;
  }

  private Channel channel(Tag tag) {
    Channel known = channels.get(tag);
    if (known != null) {
      return known;
    }
    Channel created = neverRead(tag);
    channels.put(tag, created);
    inOrder.add(created);
    inOrder.sort((a, b) -> a.tag().compareTo(b.tag()));
    return created;
  }

  private Channel neverRead(Tag tag) {
    return new Channel(tag, settings.expiry(tag).toNanos(), start);
  }
}
