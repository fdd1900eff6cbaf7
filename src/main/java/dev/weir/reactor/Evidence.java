package dev.weir.reactor;

import dev.weir.device.Device;
import dev.weir.device.DeviceName;
import dev.weir.flow.FeedName;
import dev.weir.reactor.FeedTrace.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything the interlocks may look at: the latest values and what must be remembered of earlier
 * ones. Written by the control agent between the mailbox and the interlocks; owned by the control
 * thread.
 */
final class Evidence {
  /** Samples older than this are no evidence of the present. */
  private static final long RECENT = 3 * Nanos.SECOND;

  /** A change of flow has passed from the pressure's samples after so long (assumed). */
  private static final long CALM_AFTER = 30 * Nanos.SECOND;

  /**
   * A smaller change of the total flow, as a share of it, is one step of a ramp: what is watched at
   * steady flow is watched on; assumed.
   */
  private static final double STILL_STEADY = 0.03;

  private final ReactorDescription description;
  private final LatestValues values;
  private final SortedMap<DeviceName, DeviceTrace> devices = new TreeMap<>();
  private final List<DeviceTrace> deviceList;
  private final List<FeedTrace> feeds = new ArrayList<>();
  private final FeedTrace flushFeed;
  private final Trace pressure = new Trace(128, 0);
  private final Trace pressureMinutes = new Trace(256, Nanos.SECOND);
  private final PressureRipple ripple = new PressureRipple();
  private final SolventBaseline solventBaseline = new SolventBaseline();
  private final Trace temperature = new Trace(128, 0);
  private final Trace temperatureMinutes = new Trace(256, Nanos.SECOND);
  private final long started;
  private long now;
  private long lastTick = Nanos.NEVER;
  private long sinceLast;
  private ReactorState state = ReactorState.ABORTING;
  private double bath;
  private double lowestSinceBath = Double.NaN;
  private double output = Double.NaN;
  private long outputHighSince = Nanos.NEVER;
  private long outputOffSince = Nanos.NEVER;
  private long flowChangedAt;
  private long bathChangedAt;
  private double wastedBefore;
  private int foulings;
  private boolean isFouling;
  private long safeSince = Nanos.NEVER;
  private double totalAsked;
  private long lastJumpAt = Nanos.NEVER;
  private Duration wallAhead = Duration.ZERO;
  private Duration jump = Duration.ZERO;
  private boolean wallSeen;
  private long droppedReports;
  private boolean journalHealthy = true;
  private String journalFailure = "";
  private long waitsForForceSince = Nanos.NEVER;
  private long freeBytes = Long.MAX_VALUE;

  Evidence(
      ReactorDescription description,
      ControlSettings settings,
      LatestValues values,
      RestartKnowledge knowledge,
      Instant start) {
    this.description = description;
    this.values = values;
    this.started = Nanos.of(start);
    this.now = started;
    this.flowChangedAt = started;
    this.bathChangedAt = started;
    this.wastedBefore = knowledge.wasted().microlitres();
    this.bath = description.rest().safeTemperature().celsius();
    description
        .devices()
        .values()
        .forEach(device -> devices.put(device.name(), new DeviceTrace(device, started)));
    deviceList = List.copyOf(devices.values());
    for (ReactorDescription.FeedLine line : description.feeds()) {
      Role role = role(line, description, settings);
      Device.Pump pump = pump(line, description);
      feeds.add(new FeedTrace(line, pump, role, knowledge.left(line).microlitres()));
    }
    feeds.sort((a, b) -> a.role().compareTo(b.role()));
    flushFeed = feed(description.flushFeed());
  }

  private static Role role(
      ReactorDescription.FeedLine line, ReactorDescription description, ControlSettings settings) {
    if (line.feed().name().equals(description.flushFeed())) {
      return Role.FLUSH;
    }
    if (line.feed().isSolvent()) {
      return Role.SOLVENT;
    }
    return line.feed().stock().keySet().stream().anyMatch(settings.initiators()::contains)
        ? Role.INITIATOR
        : Role.REACTIVE;
  }

  private static Device.Pump pump(
      ReactorDescription.FeedLine line, ReactorDescription description) {
    if (description.devices().get(line.pump()) instanceof Device.Pump pump) {
      return pump;
    }
    throw new IllegalArgumentException(
        "feed %s: device %s is not a pump".formatted(line.feed().name(), line.pump()));
  }

  // Written by the agent, in this order, once per cycle.

  void beginCycle(long instant, ReactorState present) {
    sinceLast = lastTick == Nanos.NEVER ? 0 : instant - lastTick;
    lastTick = instant;
    now = instant;
    state = present;
  }

  /** Takes the readings of this cycle into the traces. */
  void observe() {
    if (sample(values.pressureChannel(), pressure)) {
      pressureMinutes.add(pressure.at(0), pressure.value(0));
      ripple.observe(pressure, flowsSteadily(CALM_AFTER), now);
    }
    if (sample(values.temperatureChannel(), temperature)) {
      double celsius = temperature.value(0);
      temperatureMinutes.add(temperature.at(0), celsius);
      lowestSinceBath =
          Double.isNaN(lowestSinceBath) ? celsius : Math.min(lowestSinceBath, celsius);
    }
    for (int index = 0; index < feeds.size(); index++) {
      FeedTrace feed = feeds.get(index);
      values.asked(feed.name(), feed.asked() > 0.0);
      feed.measure(values.flowValue(feed.name()), sinceLast, now);
    }
  }

  private static boolean sample(Channel channel, Trace trace) {
    if (!channel.isGood() || (trace.size() > 0 && trace.at(0) >= channel.freshAt())) {
      return false;
    }
    trace.add(channel.freshAt(), channel.goodValue());
    return true;
  }

  /**
   * Takes the pressure that solvent alone needs.
   *
   * @param clean whether the path holds nothing but solvent
   */
  void observeSolvent(boolean clean) {
    boolean flushing = true;
    for (FeedTrace feed : feeds) {
      flushing &= feed == flushFeed || feed.asked() == 0.0;
    }
    boolean steady = flowsSteadily(CALM_AFTER) && bathSteadily(CALM_AFTER);
    solventBaseline.observe(
        clean && flushing && steady && pressure.isFresh(oldestRecent()),
        totalAsked,
        temperature.isFresh(oldestRecent()) ? temperature.value(0) : Double.NaN,
        pressureMinutes.medianOfThree(0));
  }

  /** Takes whether fouling was found in this cycle. */
  void foundFouling(boolean found) {
    foulings += found && !isFouling ? 1 : 0;
    isFouling = found;
  }

  /** The operator has cleared: what comes is the first time again. */
  void forgetFoulings() {
    foulings = isFouling ? 1 : 0;
  }

  void observeOutput(double share) {
    output = share;
    outputHighSince = share > 0.5 ? Math.min(outputHighSince, now) : Nanos.NEVER;
    outputOffSince = share <= 0.0 ? Math.min(outputOffSince, now) : Nanos.NEVER;
  }

  void observeWall(Duration ahead) {
    Duration step = wallSeen ? ahead.minus(wallAhead) : Duration.ZERO;
    wallSeen = true;
    wallAhead = ahead;
    if (step.abs().compareTo(Duration.ofSeconds(1)) > 0) {
      jump = step;
      lastJumpAt = now;
    }
  }

  void observeJournal(boolean healthy, String failure, long waitsSince) {
    journalHealthy = healthy;
    journalFailure = failure;
    waitsForForceSince = waitsSince;
  }

  void observeFreeBytes(long bytes) {
    freeBytes = bytes;
  }

  void observeDropped(long reports) {
    droppedReports = reports;
  }

  /** Takes what the devices are asked for at the end of a cycle. */
  void asked(double newBath, double newTotal, boolean allSafe) {
    if (newBath != bath) {
      bath = newBath;
      bathChangedAt = now;
      lowestSinceBath = temperature.size() > 0 ? temperature.value(0) : Double.NaN;
    }
    if (Math.abs(newTotal - totalAsked) > STILL_STEADY * Math.min(newTotal, totalAsked)) {
      flowChangedAt = now;
    }
    totalAsked = newTotal;
    if (!allSafe) {
      safeSince = Nanos.NEVER;
    } else if (safeSince == Nanos.NEVER) {
      safeSince = now;
    }
  }

  // Read by the interlocks.

  long now() {
    return now;
  }

  /** Returns when the session began. */
  long started() {
    return started;
  }

  /** Returns the time since the last cycle, in ns; zero in the first. */
  long sinceLast() {
    return sinceLast;
  }

  /** Returns the state in which the cycle began. */
  ReactorState state() {
    return state;
  }

  /**
   * Tells whether devices must answer and stay as configured: not while they are still being made
   * safe or identified.
   */
  boolean isArmed() {
    return switch (state) {
      case ABORTING, ABORTED, CLEARING -> false;
      case STOPPED,
          STARTING,
          EXECUTE,
          HOLDING,
          HELD,
          UNHOLDING,
          SUSPENDING,
          SUSPENDED,
          UNSUSPENDING,
          STOPPING ->
          true;
    };
  }

  ReactorDescription description() {
    return description;
  }

  LatestValues values() {
    return values;
  }

  /** Returns every device in the order of names. */
  List<DeviceTrace> devices() {
    return deviceList;
  }

  SortedMap<DeviceName, DeviceTrace> devicesByName() {
    return devices;
  }

  /** Returns the trace of a configured device. */
  DeviceTrace device(DeviceName name) {
    DeviceTrace trace = devices.get(name);
    if (trace == null) {
      throw new IllegalArgumentException("no device named " + name);
    }
    return trace;
  }

  boolean knows(DeviceName name) {
    return devices.containsKey(name);
  }

  /** Returns every feed, in the order in which they are stopped. */
  List<FeedTrace> feeds() {
    return feeds;
  }

  /** Returns the trace of a configured feed. */
  FeedTrace feed(FeedName name) {
    for (FeedTrace feed : feeds) {
      if (feed.name().equals(name)) {
        return feed;
      }
    }
    throw new IllegalArgumentException("no feed named " + name);
  }

  boolean knows(FeedName name) {
    return feeds.stream().anyMatch(feed -> feed.name().equals(name));
  }

  FeedTrace flushFeed() {
    return flushFeed;
  }

  /** Returns the last pressures, in bar. */
  Trace pressure() {
    return pressure;
  }

  /** Returns pressures at most one per second, in bar, over four minutes. */
  Trace pressureMinutes() {
    return pressureMinutes;
  }

  /** Returns what solvent alone needs. */
  SolventBaseline solventBaseline() {
    return solventBaseline;
  }

  /** Tells whether fouling was found before, and had gone, since the session began or a clear. */
  boolean hasFouledBefore() {
    return foulings > (isFouling ? 1 : 0);
  }

  /** Returns how restless the pressure is. */
  PressureRipple ripple() {
    return ripple;
  }

  /** Tells whether the bath's set-point has been the same for the given time. */
  boolean bathSteadily(long span) {
    return now - bathChangedAt >= span;
  }

  /** Returns how much has gone into the waste vessel since it was emptied last, in µL. */
  double wasted() {
    double wasted = wastedBefore;
    for (FeedTrace feed : feeds) {
      wasted += feed.delivered();
    }
    return wasted;
  }

  /** The waste vessel is empty now. */
  void emptyWaste() {
    wastedBefore -= wasted();
  }

  /** Returns how much solvent a flush takes, in µL. */
  double flushVolume() {
    return FlushTally.VOLUMES * description.path().total().microlitres();
  }

  /** Returns the last reactor temperatures, in °C. */
  Trace temperature() {
    return temperature;
  }

  /** Returns reactor temperatures at most one per second, in °C, over four minutes. */
  Trace temperatureMinutes() {
    return temperatureMinutes;
  }

  /** Returns the time before which a sample says nothing about now. */
  long oldestRecent() {
    return now - RECENT;
  }

  /** Returns the bath's set-point in °C; the safe temperature while everything is safe. */
  double bath() {
    return bath;
  }

  /**
   * Returns the lowest reactor temperature since the bath's set-point changed, in °C; NaN when none
   * was read.
   */
  double lowestSinceBath() {
    return lowestSinceBath;
  }

  /** Returns the controller's output as a share of its full power; NaN when unknown. */
  double output() {
    return output;
  }

  /** Returns since when the output has been above one half. */
  long outputHighSince() {
    return outputHighSince;
  }

  /** Returns since when the output has been zero. */
  long outputOffSince() {
    return outputOffSince;
  }

  /** Returns the sum of the flows asked for, in µL/min. */
  double totalAsked() {
    return totalAsked;
  }

  /** Tells whether liquid has been asked to flow at an unchanged total rate for the given time. */
  boolean flowsSteadily(long span) {
    return totalAsked > 0.0 && now - flowChangedAt >= span;
  }

  /**
   * Returns since when every device has been asked to be safe; {@link Nanos#NEVER} when they are
   * not.
   */
  long safeSince() {
    return safeSince;
  }

  /** Returns when the wall clock last jumped. */
  long lastJumpAt() {
    return lastJumpAt;
  }

  Duration jump() {
    return jump;
  }

  long droppedReports() {
    return droppedReports;
  }

  boolean isJournalHealthy() {
    return journalHealthy;
  }

  String journalFailure() {
    return journalFailure;
  }

  /** Returns since when an intent has waited for the journal's force. */
  long waitsForForceSince() {
    return waitsForForceSince;
  }

  long freeBytes() {
    return freeBytes;
  }
}
