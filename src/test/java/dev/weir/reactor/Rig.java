package dev.weir.reactor;

import dev.weir.chemistry.SpeciesName;
import dev.weir.device.BadReason;
import dev.weir.device.Capability;
import dev.weir.device.Device;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Observability;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.device.Wanted;
import dev.weir.flow.Feed;
import dev.weir.flow.FeedName;
import dev.weir.flow.FlowPath;
import dev.weir.flow.Setpoints;
import dev.weir.reactor.Command.Origin;
import dev.weir.reactor.ReactorDescription.FeedLine;
import dev.weir.reactor.ReactorDescription.Limits;
import dev.weir.reactor.ReactorDescription.Rest;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.Pressure;
import dev.weir.units.Quantity;
import dev.weir.units.Scalar;
import dev.weir.units.Share;
import dev.weir.units.Temperature;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * A reactor with three pumps, a heater, a pressure sensor and an analyser, whose far end is plain
 * data: every device does what it is asked in the next cycle, unless the test says otherwise.
 */
final class Rig {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final DeviceName MONOMER_PUMP = new DeviceName("pump-monomer");
  static final DeviceName INITIATOR_PUMP = new DeviceName("pump-initiator");
  static final DeviceName SOLVENT_PUMP = new DeviceName("pump-solvent");
  static final DeviceName HEATER = new DeviceName("heater");
  static final DeviceName SENSOR = new DeviceName("pressure-sensor");
  static final DeviceName STOP_BUTTON = new DeviceName("emergency-stop");
  static final DeviceName ANALYSER = new DeviceName("analyser");
  static final FeedName MONOMER = new FeedName("monomer");
  static final FeedName INITIATOR = new FeedName("initiator");
  static final FeedName SOLVENT = new FeedName("solvent");
  static final Tag PRESSURE = new Tag(SENSOR, Capability.PRESSURE_ACTUAL);
  static final Tag TEMPERATURE = new Tag(HEATER, Capability.TEMPERATURE_ACTUAL);
  static final Tag WATCHDOG = new Tag(HEATER, Capability.WATCHDOG);
  static final Tag OUTPUT = new Tag(HEATER, Capability.OUTPUT_ACTUAL);
  static final Tag PERMIT = new Tag(STOP_BUTTON, Capability.PERMIT);
  static final Duration TICK = Duration.ofMillis(100);

  final MemoryJournal journal;
  final ReportMailbox mailbox = new ReportMailbox();
  final Map<DeviceName, DeviceRequest> requests = new LinkedHashMap<>();
  final List<DeviceRequest> allRequests = new ArrayList<>();
  final ControlAgent agent;
  Instant now = START;

  /** What the only step asks for. */
  Optional<Setpoints> wish = Optional.empty();

  Optional<String> refusal = Optional.empty();
  Optional<String> suspends = Optional.empty();
  boolean stepThrows;
  Duration wallAhead = Duration.ZERO;
  long freeBytes = Long.MAX_VALUE;
  TemperatureDifference rise = new TemperatureDifference(50.0);

  /** What the far end does. */
  final Set<DeviceName> silent = new TreeSet<>();

  final Set<Tag> silentTags = new TreeSet<>();
  final Set<DeviceName> neverProvesSafe = new TreeSet<>();
  final Map<DeviceName, Double> flowFactor = new TreeMap<>();
  final Map<Tag, BadReason> bad = new TreeMap<>();
  boolean watchdogArmed = true;
  boolean permitted = true;
  double pressureOffset;
  double ripple = 0.001;
  double temperature = 25.0;
  boolean heats = true;
  double addedHeat;

  /** What the far end has said, for the checkers. */
  final Set<DeviceName> proven = new TreeSet<>();

  Instant temperatureReadAt = START;
  boolean watchdogRead;
  Optional<Instant> overPressureSince = Optional.empty();
  private final Map<DeviceName, Boolean> toldSafe = new TreeMap<>();
  private long ticks;

  Rig() {
    this(new MemoryJournal());
  }

  Rig(MemoryJournal journal) {
    this(journal, START);
  }

  Rig(MemoryJournal journal, Instant start) {
    this(journal, start, Optional.empty());
  }

  /** A rig whose waste vessel is watched. */
  Rig(Optional<Volume> waste) {
    this(new MemoryJournal(), START, waste);
  }

  private Rig(MemoryJournal journal, Instant start, Optional<Volume> waste) {
    this.journal = journal;
    this.now = start;
    agent =
        new ControlAgent(
            withWaste(description(), waste),
            ControlSettings.standard(Set.of(species("AIBN")), Set.of(species("MMA"))),
            new Surroundings(
                journal,
                mailbox,
                this::requested,
                List.of(new OnlyStep()),
                setpoints -> rise,
                () -> 0L,
                () -> wallAhead,
                () -> freeBytes),
            RestartKnowledge.of(journal.entries),
            start);
    journal.appendForced(
        start,
        new ReactorEvent.SessionStarted(
            "test", "00", true, RestartKnowledge.of(journal.entries).unclean()));
    description()
        .devices()
        .values()
        .forEach(
            device ->
                mailbox.accept(
                    new DeviceReport.LinkChanged(device.name(), LinkState.READY, "found", start)));
  }

  private final class OnlyStep implements CycleStep {
    @Override
    public String name() {
      return "run";
    }

    @Override
    public void run(Cycle cycle) {
      if (stepThrows) {
        throw new IllegalStateException("a broken step");
      }
      refusal = wish.flatMap(cycle::want);
      suspends.ifPresent(cycle::suspend);
    }
  }

  static SpeciesName species(String text) {
    return new SpeciesName(text);
  }

  private static ReactorDescription withWaste(ReactorDescription rig, Optional<Volume> waste) {
    return new ReactorDescription(
        rig.name(),
        rig.feeds(),
        rig.flushFeed(),
        rig.path(),
        rig.devices(),
        rig.temperatureController(),
        rig.pressureSensor(),
        rig.analyser(),
        rig.limits(),
        rig.rest(),
        waste);
  }

  static ReactorDescription description() {
    return description(Volume.parse("200 mL"));
  }

  static ReactorDescription description(Volume initiatorCapacity) {
    Map<DeviceName, Device> devices = new TreeMap<>();
    List.of(MONOMER_PUMP, INITIATOR_PUMP, SOLVENT_PUMP)
        .forEach(
            name ->
                devices.put(
                    name,
                    new Device.Pump(
                        name,
                        EnumSet.of(Capability.FLOW_SETPOINT, Capability.FLOW_ACTUAL),
                        new FlowRate(5),
                        new FlowRate(5000),
                        new Pressure(15),
                        false)));
    devices.put(
        HEATER,
        new Device.TemperatureController(
            HEATER,
            EnumSet.of(
                Capability.TEMPERATURE_SETPOINT,
                Capability.TEMPERATURE_ACTUAL,
                Capability.OUTPUT_ACTUAL,
                Capability.WATCHDOG),
            new Temperature(5),
            new Temperature(150)));
    devices.put(SENSOR, new Device.Sensor(SENSOR, EnumSet.of(Capability.PRESSURE_ACTUAL)));
    devices.put(STOP_BUTTON, new Device.Sensor(STOP_BUTTON, EnumSet.of(Capability.PERMIT)));
    devices.put(ANALYSER, new Device.Analyser(ANALYSER, EnumSet.of(Capability.RESULT_FILE)));
    return new ReactorDescription(
        "rig",
        List.of(
            line(SOLVENT, SOLVENT_PUMP, Volume.parse("2 L"), Map.of()),
            line(MONOMER, MONOMER_PUMP, Volume.parse("200 mL"), Map.of("MMA", 4.0)),
            line(INITIATOR, INITIATOR_PUMP, initiatorCapacity, Map.of("AIBN", 0.1))),
        SOLVENT,
        new FlowPath(
            Volume.parse("0.1 mL"),
            Volume.parse("0.3 mL"),
            new Length(1.0),
            Volume.parse("0.1 mL")),
        devices,
        HEATER,
        SENSOR,
        ANALYSER,
        new Limits(
            new Pressure(0.5),
            new Pressure(1.0),
            new Pressure(8.0),
            new Pressure(10.0),
            new Pressure(20.0),
            new Temperature(120),
            new Temperature(130),
            new TemperatureDifference(8),
            new TemperatureDifference(100)),
        new Rest(new Temperature(25), new FlowRate(1500), new FlowRate(100)));
  }

  private static FeedLine line(
      FeedName name, DeviceName pump, Volume capacity, Map<String, Double> stock) {
    TreeMap<SpeciesName, Concentration> content = new TreeMap<>();
    stock.forEach((text, amount) -> content.put(species(text), new Concentration(amount)));
    return new FeedLine(
        new Feed(name, content, new FlowRate(5), new FlowRate(5000)),
        pump,
        capacity,
        Volume.parse("2 mL"));
  }

  static Setpoints setpoints(double monomer, double initiator, double solvent, double bath) {
    TreeMap<FeedName, FlowRate> flows = new TreeMap<>();
    flows.put(MONOMER, new FlowRate(monomer));
    flows.put(INITIATOR, new FlowRate(initiator));
    flows.put(SOLVENT, new FlowRate(solvent));
    return new Setpoints(flows, new Temperature(bath));
  }

  private void requested(DeviceRequest request) {
    requests.put(request.device(), request);
    allRequests.add(request);
  }

  /** One cycle: the far end answers what was asked in the cycle before. */
  void tick() {
    now = now.plus(TICK);
    ticks++;
    farEnd();
    agent.tick(now);
  }

  /** Steps the clock for the given time. */
  void pass(Duration span) {
    Instant end = now.plus(span);
    while (now.isBefore(end)) {
      tick();
    }
  }

  /** Ticks until the state is reached; fails when it is not within the time. */
  void until(ReactorState state, Duration limit) {
    Instant end = now.plus(limit);
    while (state() != state) {
      if (!now.isBefore(end)) {
        throw new AssertionError(
            "not %s within %s but %s: %s"
                .formatted(state, limit, state(), agent.status().reason()));
      }
      tick();
    }
  }

  private void farEnd() {
    double total = 0.0;
    for (DeviceName pump : List.of(MONOMER_PUMP, INITIATOR_PUMP, SOLVENT_PUMP)) {
      double flow = flow(pump) * flowFactor.getOrDefault(pump, 1.0);
      total += flow;
      reading(new Tag(pump, Capability.FLOW_ACTUAL), new FlowRate(flow));
    }
    if (heats) {
      temperature += Math.clamp(bath() - temperature, -0.05, 0.05);
    }
    reading(TEMPERATURE, new Temperature(temperature + addedHeat));
    reading(OUTPUT, new Share(bath() > temperature + 0.5 ? 90.0 : 30.0));
    reading(PERMIT, new Scalar(permitted ? 1 : 0));
    reading(WATCHDOG, new Scalar(watchdogArmed ? 1 : 0));
    double bars = total == 0.0 ? 0.1 : 2.0;
    reading(PRESSURE, new Pressure(Math.max(-1, bars + pressureOffset) + ripple * (ticks % 7)));
    for (DeviceRequest request : List.copyOf(requests.values())) {
      boolean safe = request.wanted() instanceof Wanted.Safe;
      boolean before = toldSafe.getOrDefault(request.device(), false);
      if (safe && !before && !silent.contains(request.device())) {
        boolean proves = !neverProvesSafe.contains(request.device());
        mailbox.accept(new DeviceReport.MadeSafe(request.device(), proves, now));
        if (proves) {
          proven.add(request.device());
        }
      }
      if (!safe) {
        proven.remove(request.device());
      }
      toldSafe.put(request.device(), safe && !silent.contains(request.device()));
    }
  }

  private void reading(Tag tag, Quantity value) {
    if (silent.contains(tag.device()) || silentTags.contains(tag)) {
      return;
    }
    BadReason reason = bad.get(tag);
    if (reason == null && tag.equals(TEMPERATURE)) {
      temperatureReadAt = now;
    } else if (reason == null && tag.equals(WATCHDOG)) {
      watchdogRead = watchdogArmed;
    } else if (reason == null && tag.equals(PRESSURE)) {
      boolean over = value.canonicalValue() > 10.0;
      overPressureSince = over ? overPressureSince.or(() -> Optional.of(now)) : Optional.empty();
    }
    Reading reading =
        reason == null
            ? new Reading.Good(value, Observability.MEASURED, now, now)
            : Reading.bad(reason, now);
    mailbox.accept(new DeviceReport.ReadingTaken(tag, reading));
  }

  void link(DeviceName device, LinkState state) {
    if (state == LinkState.OFFLINE) {
      proven.remove(device);
      toldSafe.remove(device);
    }
    mailbox.accept(new DeviceReport.LinkChanged(device, state, "test", now));
  }

  /** The lease ended: the line made its device safe before anybody asked, and says so once. */
  void madeSafeByItsLine(DeviceName device, Instant at) {
    mailbox.accept(new DeviceReport.MadeSafe(device, true, at));
    DeviceRequest safe = new DeviceRequest(device, new Wanted.Safe(), at);
    requests.put(device, safe);
    toldSafe.put(device, true);
  }

  void fault(DeviceName device, FaultClass kind) {
    mailbox.accept(new DeviceReport.DeviceFault(device, kind, "said so", now));
  }

  ReactorState state() {
    return agent.state();
  }

  /** Returns the flow the pump is asked for, in µL/min. */
  double flow(DeviceName pump) {
    DeviceRequest request = requests.get(pump);
    return request != null && request.wanted() instanceof Wanted.Pumping(FlowRate flow)
        ? flow.microlitresPerMinute()
        : 0.0;
  }

  /** Returns the temperature the heater is asked for, in °C. */
  double bath() {
    DeviceRequest request = requests.get(HEATER);
    return request != null && request.wanted() instanceof Wanted.Tempering(Temperature setpoint)
        ? setpoint.celsius()
        : 25.0;
  }

  boolean isSafe(DeviceName device) {
    DeviceRequest request = requests.get(device);
    return request != null && request.wanted() instanceof Wanted.Safe;
  }

  boolean allPumpsSafe() {
    return isSafe(MONOMER_PUMP) && isSafe(INITIATOR_PUMP) && isSafe(SOLVENT_PUMP);
  }

  static Command.Start startCommand() {
    return new Command.Start(origin());
  }

  static Command.Clear clearCommand() {
    return new Command.Clear(origin());
  }

  /** Returns why a command was refused; what became of it when it was not. */
  static String refused(Acceptance acceptance) {
    return acceptance instanceof Acceptance.Refused(String reason) ? reason : acceptance.toString();
  }

  static Origin origin() {
    return new Origin("ada", "because");
  }

  /** Submits a command, does one cycle and returns its answer. */
  Acceptance order(Command command) {
    CompletableFuture<Acceptance> answer = agent.submit(command);
    tick();
    return answer.getNow(new Acceptance.Refused("no answer yet"));
  }

  void clear() {
    until(ReactorState.ABORTED, Duration.ofSeconds(60));
    Acceptance acceptance = order(clearCommand());
    if (!(acceptance instanceof Acceptance.Accepted)) {
      throw new AssertionError(acceptance.toString());
    }
    until(ReactorState.STOPPED, Duration.ofSeconds(5));
  }

  /** Brings the reactor to EXECUTE from its start. */
  Rig executing() {
    clear();
    order(new Command.Start(origin()));
    until(ReactorState.EXECUTE, Duration.ofMinutes(10));
    return this;
  }

  /** Brings the reactor to EXECUTE with reactive feeds on and a bath at 80 °C, settled. */
  Rig running() {
    executing();
    wish = Optional.of(setpoints(200, 50, 250, 80));
    pass(Duration.ofSeconds(130));
    if (flow(MONOMER_PUMP) != 200.0) {
      throw new AssertionError("not running: " + refusal + " " + state());
    }
    return this;
  }

  List<AlarmKind> activeAlarms() {
    return agent.status().alarms().stream()
        .filter(alarm -> alarm.condition() != ReactorStatus.AlarmCondition.RETURNED_UNACKNOWLEDGED)
        .map(ReactorStatus.Alarm::kind)
        .toList();
  }
}
