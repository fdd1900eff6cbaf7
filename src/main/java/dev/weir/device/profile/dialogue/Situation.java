package dev.weir.device.profile.dialogue;

import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.FaultClass;
import dev.weir.device.Wanted;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.Behaviour;
import dev.weir.device.profile.language.CapabilityDeclaration;
import dev.weir.device.profile.language.DeviceClass;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.device.profile.language.Watchdog;
import dev.weir.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a dialogue knows about its device: what is wanted of it, how far each of its
 * tasks is, and in which words it is spoken to. Owned by one line thread.
 */
final class Situation {
  final ProfiledDevice device;
  final DeviceName name;
  final Behaviour behaviour;
  final DeviceClass kind;
  final Optional<CapabilityDeclaration> setpointDeclaration;
  final Optional<String> statusCommand;
  final Duration refreshPeriod;
  final Readout readout;
  final PollSchedule polls;
  final Backlog backlog = new Backlog();
  final Exchanges exchanges = new Exchanges();
  final SetpointLimits limits;
  final LinkTask link = new LinkTask();
  final InitTask init;
  final SafeTask safe = new SafeTask();
  final SetpointTask setpoint = new SetpointTask();
  final DriveTask drive = new DriveTask();

  /** The alarms that each command showed last. */
  final Map<String, Set<String>> alarmsTold = new HashMap<>();

  /** The words of the device; others once it has told a parameter of its own. */
  Bindings words;

  Wanted wanted = new Wanted.Observed();

  /** A silent command whose outcome another must tell. */
  Optional<Purpose.Pending> unconfirmed = Optional.empty();

  /** The command that an error asks for. */
  Optional<String> recovery = Optional.empty();

  /** The command that clears the fault which latched. */
  Optional<String> latched = Optional.empty();

  /** The command that clears it, now that another wish is to set the device in motion. */
  Optional<String> clearing = Optional.empty();

  /** Refusals in a row that may pass. */
  int troubles;

  Instant nextRefresh = Instant.MIN;
  Instant nextWrite = Instant.MIN;
  private String lastFault = "";

  Situation(ProfiledDevice device) {
    this.device = device;
    this.name = device.description().name();
    this.behaviour = device.profile().behaviour();
    this.kind = device.profile().identity().kind();
    this.limits = new SetpointLimits(behaviour.limits(), device.limits());
    this.words = Bindings.of(behaviour, device.codec());
    this.refreshPeriod =
        device.watchdogTimeout().map(time -> time.dividedBy(3)).orElse(Duration.ZERO);
    this.setpointDeclaration =
        Optional.ofNullable(behaviour.capabilities().get(setpointOf(kind)))
            .filter(declaration -> declaration.write().isPresent());
    this.statusCommand =
        behaviour.polling().stream().flatMap(group -> group.commands().stream()).findFirst();
    this.init =
        new InitTask(
            Optional.ofNullable(device.description().parameters().get(ParameterValues.IDENTITY)));
    this.readout = new Readout(name, behaviour);
    this.polls = new PollSchedule(behaviour.polling());
  }

  private static Capability setpointOf(DeviceClass kind) {
    return switch (kind) {
      case TEMPERATURE_CONTROLLER -> Capability.TEMPERATURE_SETPOINT;
      case PUMP, SENSOR, ANALYSER -> Capability.FLOW_SETPOINT;
    };
  }

  /** Nothing that was known about the device holds any longer. */
  void forget() {
    init.forget();
    drive.running(DriveTask.Running.UNKNOWN);
    setpoint.forget();
    troubles = 0;
    unconfirmed = Optional.empty();
    recovery = Optional.empty();
    nextRefresh = Instant.MIN;
    alarmsTold.clear();
    link.entering(
        words.enter().isPresent() ? LinkTask.Entering.IF_SILENT : LinkTask.Entering.NOT_NEEDED);
    if (drive.permission() == DriveTask.Permission.PROVEN && wanted instanceof Wanted.Tempering) {
      drive.permission(DriveTask.Permission.FREE);
    }
    if (init.wasReady() && wanted instanceof Wanted.Pumping) {
      // Verification stops the drive, and nobody knows what happened meanwhile: it does not start
      // again by itself.
      drive.permission(DriveTask.Permission.HALTED);
    }
    safe.forget();
  }

  /** Takes another wish. */
  void want(Wanted wish, Instant now) {
    wanted = wish;
    drive.anotherWish();
    troubles = 0;
    safe.drop();
    clearing = Optional.empty();
    if (wantedMotion().orElse(wish instanceof Wanted.Tempering)) {
      clearing = latched;
    }
    switch (wish) {
      case Wanted.Safe() -> {
        drive.permission(DriveTask.Permission.FREE);
        setpoint.want(Optional.empty());
        safe.want(Instant.MIN);
      }
      case Wanted.Observed() -> {
        drive.permission(DriveTask.Permission.FREE);
        setpoint.want(Optional.empty());
      }
      case Wanted.Pumping(var flow) -> {
        if (flow.microlitresPerMinute() == 0.0) {
          drive.permission(DriveTask.Permission.FREE);
          // Ask, or stop it again, so that its answer confirms this wish.
          drive.running(DriveTask.Running.UNKNOWN);
          setpoint.want(Optional.empty());
        } else {
          setpoint.want(target(DeviceClass.PUMP, flow, now));
        }
      }
      case Wanted.Tempering(var temperature) ->
          setpoint.want(target(DeviceClass.TEMPERATURE_CONTROLLER, temperature, now));
      case Wanted.Analysing(var sample) -> {
        setpoint.want(Optional.empty());
        refuse("this device analyses nothing, wanted sample " + sample, now);
      }
    }
  }

  /** A wish was measured against what is no longer true. */
  void aimAnew(Instant now) {
    if (wanted instanceof Wanted.Pumping(var flow) && flow.microlitresPerMinute() > 0.0) {
      setpoint.want(target(DeviceClass.PUMP, flow, now));
    } else if (wanted instanceof Wanted.Tempering(var temperature)) {
      setpoint.want(target(DeviceClass.TEMPERATURE_CONTROLLER, temperature, now));
    }
  }

  /** Returns the value that the device will hold, unless the wish does not fit it. */
  private Optional<Quantity> target(DeviceClass wantedKind, Quantity value, Instant now) {
    if (kind != wantedKind || setpointDeclaration.isEmpty()) {
      refuse("this device takes no set-point of " + value.print(), now);
      return Optional.empty();
    }
    CapabilityDeclaration declaration = setpointDeclaration.get();
    Optional<String> refusal = limits.refusal(declaration.capability(), value);
    if (refusal.isPresent()) {
      refuse(refusal.get(), now);
      return Optional.empty();
    }
    CapabilityDeclaration.Write write = declaration.write().orElseThrow();
    try {
      return Optional.of(words.codec().quantised(write.command(), write.field(), value));
    } catch (RefusedValueException e) {
      refuse("'%s' refused: %s".formatted(declaration.capability().word(), e.getMessage()), now);
      return Optional.empty();
    }
  }

  private void refuse(String text, Instant now) {
    backlog.add(new DeviceReport.DeviceFault(name, FaultClass.REFUSED_RANGE, text, now));
  }

  /** Tells whether the drive shall move, or a controller with a start command shall control. */
  Optional<Boolean> wantedMotion() {
    return switch (wanted) {
      case Wanted.Pumping(var flow) -> Optional.of(flow.microlitresPerMinute() > 0.0);
      case Wanted.Tempering _ ->
          behaviour.start().isPresent() ? Optional.of(true) : Optional.empty();
      case Wanted.Safe _, Wanted.Observed _, Wanted.Analysing _ -> Optional.empty();
    };
  }

  /** Tells whether the wish is a pump that stands. */
  boolean wantsStandstill() {
    return wanted instanceof Wanted.Pumping(var flow) && flow.microlitresPerMinute() == 0.0;
  }

  /** Tells whether a command is the one whose reply shows the state. */
  boolean isStatus(String command) {
    return statusCommand.filter(command::equals).isPresent();
  }

  boolean starts(String command) {
    return behaviour.start().filter(command::equals).isPresent();
  }

  boolean stops(String command) {
    return behaviour.stop().filter(command::equals).isPresent();
  }

  /** Tells whether its watchdog must be kept quiet now. */
  boolean refreshes() {
    boolean onlyRunning = behaviour.watchdog().filter(Watchdog::whileRunning).isPresent();
    return !onlyRunning
        || (wantedMotion().orElse(false)
            && !drive.isHalted()
            && setpoint.stage() == SetpointTask.Stage.CONFIRMED);
  }

  /** Whether it runs is not known, unless nothing but commands ever tells. */
  void motionUnknown() {
    if (!readout.runIsCommanded()) {
      drive.running(DriveTask.Running.UNKNOWN);
    }
  }

  void faultOnce(FaultClass fault, String text, Telling telling) {
    if (!text.equals(lastFault)) {
      telling.fault(fault, text);
      lastFault = text;
    }
  }

  /** All is well: the same fault is told again. */
  void allWell() {
    troubles = 0;
    lastFault = "";
  }
}
