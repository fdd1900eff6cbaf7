package dev.weir.device.profile;

import dev.weir.device.BadReason;
import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Observability;
import dev.weir.device.Tag;
import dev.weir.device.Wanted;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.Dialogue;
import dev.weir.device.line.Exchange;
import dev.weir.device.line.Framer;
import dev.weir.device.line.Reply;
import dev.weir.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The conversation with one device that a profile describes. Owned by one line thread.
 *
 * <p>It keeps no queue of commands. Each time it is asked for the next exchange it compares what is
 * wanted with what the device is known to be and picks the most pressing difference: safe state,
 * verification, set-point, motion, then polling. A command that failed is therefore never sent
 * again blindly: it is sent again only if the difference is still there, and a command that must
 * not be repeated (RUN) only after the device has shown that it did not act.
 */
final class ProfileDialogue implements Dialogue {
  /** Exchanges in a row without a sound reply after which the device counts as gone. */
  private static final int MOST_FAILURES = 3;

  /** Error replies in a row to one purpose that are taken for passing trouble (garbled request). */
  private static final int MOST_TROUBLES = 3;

  /** An alarm takes the place of one reply; told twice in a row it is more than that. */
  private static final int MOST_SWALLOWED = 2;

  /** Busy replies in a row to one purpose before the device is reported. */
  private static final int MOST_BUSY = 25;

  /** Starts in a row after which the device is reported as not starting. */
  private static final int MOST_STARTS = 3;

  /** Reports that wait for the next exchange; the oldest gives way. */
  private static final int MOST_BACKLOG = 16;

  private static final Duration BUSY_WAIT = Duration.ofMillis(200);
  private static final Duration SAFE_WAIT = Duration.ofSeconds(1);
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(8);
  private static final Duration FAULT_WAIT = Duration.ofSeconds(10);

  private final DeviceName name;
  private final DeviceProfile profile;
  private final DeviceDescription description;
  private final Behaviour behaviour;
  private final DeviceClass kind;

  /** The words of the device; others once it has told a parameter of its own. */
  private ProfileCodec codec;

  private Map<Capability, DeviceDescription.Range> limits;
  private Optional<BoundStep> enter = Optional.empty();
  private Optional<BoundStep> refresh = Optional.empty();
  private List<BoundStep> init = List.of();
  private List<BoundStep> safeSequence = List.of();
  private final int safeSteps;
  private final Duration refreshPeriod;
  private final Optional<CapabilityDeclaration> setpointDeclaration;
  private final Optional<String> statusCommand;
  private final Readout readout;
  private final PollSchedule polls;
  private final Map<String, Framer> framers = new HashMap<>();
  private final Map<String, Exchange> cached = new HashMap<>();

  /** Refusals of a wish, told with the next report. */
  private final List<DeviceReport> backlog = new ArrayList<>();

  private final SetpointTask setpoint = new SetpointTask();
  private Wanted wanted = new Wanted.Observed();
  private LinkState link = LinkState.OFFLINE;
  private boolean open;
  private boolean verified;
  private boolean wasReady;
  private int verifyIndex;
  private String identity = "";
  private Optional<Pending> pending = Optional.empty();
  private int failures;
  private Duration backOff = FIRST_BACK_OFF;
  private Instant notBefore = Instant.MIN;
  private Entering entering = Entering.NOT_NEEDED;
  private SafeProgress safe = SafeProgress.NOT_WANTED;
  private int safeIndex;
  private int safeFailures;
  private boolean unconfirmedTold;
  private Instant safeNotBefore = Instant.MIN;
  private Running running = Running.UNKNOWN;
  private Drive drive = Drive.FREE;
  private int starts;
  private int troubles;
  private int correlation;

  /** A silent command whose outcome another must tell. */
  private Optional<Pending> unconfirmed = Optional.empty();

  /** The command that an error asks for. */
  private Optional<String> recovery = Optional.empty();

  private Instant nextRefresh = Instant.MIN;
  private Instant nextWrite = Instant.MIN;

  /** The alarm that each command showed last. */
  private final Map<String, String> alarmsTold = new HashMap<>();

  private String lastFault = "";

  /** Whether the device must first be brought into the framing. */
  private enum Entering {
    /** It answers in it, or has no other. */
    NOT_NEEDED,
    /** It has not answered in it yet; when it does not, it will be asked to change. */
    IF_SILENT,
    /** It must be asked to change. */
    DUE
  }

  /** How far the safe state is. */
  private enum SafeProgress {
    NOT_WANTED,
    UNDERWAY,
    DONE
  }

  /** Whether the drive is known to move. */
  private enum Running {
    UNKNOWN,
    RUNNING,
    STOPPED
  }

  /** Whether the drive may be started. */
  private enum Drive {
    /** It may. */
    FREE,
    /** It runs as wanted, proven. */
    PROVEN,
    /** It stopped by itself or would not start: not again before another wish. */
    HALTED
  }

  /** Why an exchange is made. */
  private sealed interface Purpose {
    record Enter(BoundStep step) implements Purpose {}

    record MakeSafe(BoundStep step, int index) implements Purpose {}

    record Verify(BoundStep step, int index) implements Purpose {}

    record WriteSetpoint(CapabilityDeclaration.Write write, Quantity value) implements Purpose {}

    record ReadBack(String command) implements Purpose {}

    record Start(String command) implements Purpose {}

    record Stop(String command) implements Purpose {}

    record Poll(String command) implements Purpose {}

    record Refresh(BoundStep step) implements Purpose {}

    record Recover(String command) implements Purpose {}

    /** Asks what became of a silent command. */
    record Confirm(String command, Pending silent) implements Purpose {}
  }

  private record Pending(Purpose purpose, Call call, ProfileCodec codec, Instant askedAt) {}

  ProfileDialogue(ProfiledDevice device) {
    this.profile = device.profile();
    this.description = device.description();
    this.name = device.description().name();
    this.codec = device.codec();
    this.behaviour = profile.behaviour();
    this.kind = profile.identity().kind();
    this.limits = device.limits();
    this.safeSteps = BoundStep.list(behaviour.safeState().steps(), codec).size();
    this.refreshPeriod =
        device.watchdogTimeout().map(time -> time.dividedBy(3)).orElse(Duration.ZERO);
    bindSteps();
    this.setpointDeclaration =
        Optional.ofNullable(behaviour.capabilities().get(setpointOf(kind)))
            .filter(declaration -> declaration.write().isPresent());
    this.statusCommand =
        behaviour.polling().stream().flatMap(group -> group.commands().stream()).findFirst();
    this.readout = new Readout(name, behaviour);
    this.polls = new PollSchedule(behaviour.polling());
  }

  private void bindSteps() {
    enter = codec.framing().enter().map(step -> BoundStep.of(step, codec));
    refresh =
        behaviour
            .watchdog()
            .filter(
                watchdog ->
                    watchdog.onlyIn().isEmpty()
                        || watchdog.onlyIn().get().equals(codec.framing().name()))
            .flatMap(Watchdog::refresh)
            .map(step -> BoundStep.of(step, codec));
    init = BoundStep.list(behaviour.init(), codec);
    List<BoundStep> sequence =
        new ArrayList<>(BoundStep.list(behaviour.safeState().steps(), codec));
    sequence.addAll(BoundStep.list(behaviour.safeState().proof(), codec));
    safeSequence = List.copyOf(sequence);
  }

  private static Capability setpointOf(DeviceClass kind) {
    return switch (kind) {
      case TEMPERATURE_CONTROLLER -> Capability.TEMPERATURE_SETPOINT;
      case PUMP, SENSOR, ANALYSER -> Capability.FLOW_SETPOINT;
    };
  }

  @Override
  public DeviceName device() {
    return name;
  }

  @Override
  public void opened(Instant now, Consumer<DeviceReport> reports) {
    open = true;
    failures = 0;
    backOff = FIRST_BACK_OFF;
    notBefore = Instant.MIN;
    safeNotBefore = Instant.MIN;
    pending = Optional.empty();
    forget();
    moveTo(LinkState.VERIFYING, "line opened", now, reports);
  }

  @Override
  public void closed(String reason, Instant now, Consumer<DeviceReport> reports) {
    open = false;
    pending = Optional.empty();
    forget();
    tellBacklog(reports);
    moveTo(LinkState.OFFLINE, reason, now, reports);
    readout.allBad(BadReason.OFFLINE, now, reports);
    if (safe == SafeProgress.UNDERWAY && !unconfirmedTold) {
      unconfirmedTold = true;
      reports.accept(new DeviceReport.MadeSafe(name, false, now));
    }
  }

  private void tellBacklog(Consumer<DeviceReport> reports) {
    backlog.forEach(reports);
    backlog.clear();
  }

  /** Nothing that was known about the device holds any longer. */
  private void forget() {
    verified = false;
    verifyIndex = 0;
    identity = "";
    running = Running.UNKNOWN;
    setpoint.forget();
    troubles = 0;
    unconfirmed = Optional.empty();
    recovery = Optional.empty();
    nextRefresh = Instant.MIN;
    alarmsTold.clear();
    entering = enter.isPresent() ? Entering.IF_SILENT : Entering.NOT_NEEDED;
    if (drive == Drive.PROVEN && wanted instanceof Wanted.Tempering) {
      drive = Drive.FREE;
    }
    if (wasReady && wanted instanceof Wanted.Pumping) {
      // Verification stops the drive, and nobody knows what happened meanwhile: it does not start
      // again by itself.
      drive = Drive.HALTED;
    }
    if (safe == SafeProgress.DONE) {
      startSafeSequence();
    }
  }

  private void startSafeSequence() {
    safe = SafeProgress.UNDERWAY;
    safeIndex = 0;
    safeFailures = 0;
    unconfirmedTold = false;
  }

  @Override
  public void want(Wanted wish, Instant now) {
    if (wish.equals(wanted)) {
      return;
    }
    wanted = wish;
    starts = 0;
    troubles = 0;
    safe = SafeProgress.NOT_WANTED;
    switch (wish) {
      case Wanted.Safe() -> {
        drive = Drive.FREE;
        setpoint.want(Optional.empty());
        startSafeSequence();
        safeNotBefore = Instant.MIN;
      }
      case Wanted.Observed() -> {
        drive = Drive.FREE;
        setpoint.want(Optional.empty());
      }
      case Wanted.Pumping(var flow) -> {
        if (flow.microlitresPerMinute() == 0.0) {
          drive = Drive.FREE;
          // Ask, or stop it again, so that its answer confirms this wish.
          running = Running.UNKNOWN;
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

  /** Returns the value that the device will hold, unless the wish does not fit it. */
  private Optional<Quantity> target(DeviceClass wantedKind, Quantity value, Instant now) {
    if (kind != wantedKind || setpointDeclaration.isEmpty()) {
      refuse("this device takes no set-point of " + value.print(), now);
      return Optional.empty();
    }
    CapabilityDeclaration declaration = setpointDeclaration.get();
    DeviceDescription.Range range = limits.get(declaration.capability());
    if (range == null
        || value.canonicalValue() < range.lowest().canonicalValue()
        || value.canonicalValue() > range.highest().canonicalValue()) {
      refuse(
          "'%s' of %s refused: limits are %s"
              .formatted(
                  declaration.capability().word(),
                  value.print(),
                  range == null
                      ? "unknown"
                      : range.lowest().print(3) + " to " + range.highest().print(3)),
          now);
      return Optional.empty();
    }
    CapabilityDeclaration.Write write = declaration.write().orElseThrow();
    try {
      return Optional.of(codec.quantised(write.command(), write.field(), value));
    } catch (RefusedValueException e) {
      refuse("'%s' refused: %s".formatted(declaration.capability().word(), e.getMessage()), now);
      return Optional.empty();
    }
  }

  private void refuse(String text, Instant now) {
    later(new DeviceReport.DeviceFault(name, FaultClass.REFUSED_RANGE, text, now));
  }

  private void later(DeviceReport report) {
    if (backlog.size() == MOST_BACKLOG) {
      backlog.removeFirst();
    }
    backlog.add(report);
  }

  @Override
  public boolean isUrgent() {
    return open
        && safe == SafeProgress.UNDERWAY
        && safeFailures < MOST_FAILURES
        && failures < MOST_FAILURES;
  }

  @Override
  public Optional<Exchange> next(Instant now) {
    if (!open || pending.isPresent()) {
      return Optional.empty();
    }
    return choose(now).map(purpose -> ask(purpose, now));
  }

  private Optional<Purpose> choose(Instant now) {
    boolean safeIsDue = safe == SafeProgress.UNDERWAY && !now.isBefore(safeNotBefore);
    if (!safeIsDue && now.isBefore(notBefore)) {
      return Optional.empty();
    }
    if (entering == Entering.DUE && enter.isPresent()) {
      return Optional.of(new Purpose.Enter(enter.get()));
    }
    Optional<Purpose> first = recoveryPurpose().or(() -> confirmPurpose(safeIsDue));
    if (first.isPresent()) {
      return first;
    }
    if (safeIsDue) {
      if (safeIndex < safeSequence.size()) {
        return Optional.of(new Purpose.MakeSafe(safeSequence.get(safeIndex), safeIndex));
      }
      // A sensor has nothing that could move.
      safe = SafeProgress.DONE;
      later(new DeviceReport.MadeSafe(name, true, now));
    }
    if (!verified) {
      return verifyIndex < init.size()
          ? Optional.of(new Purpose.Verify(init.get(verifyIndex), verifyIndex))
          : statusCommand.map(Purpose.Poll::new);
    }
    if (refresh.isPresent() && !now.isBefore(nextRefresh)) {
      return refresh.map(Purpose.Refresh::new);
    }
    Optional<Purpose> difference = setpointPurpose(now).or(this::drivePurpose);
    return difference.isPresent() ? difference : polls.take(now).map(Purpose.Poll::new);
  }

  private Optional<Purpose> recoveryPurpose() {
    return recovery.map(Purpose.Recover::new);
  }

  /** A stop does not wait for the outcome of anything but its own steps. */
  private Optional<Purpose> confirmPurpose(boolean safeIsDue) {
    if (safeIsDue
        && unconfirmed
            .filter(silent -> !(silent.purpose() instanceof Purpose.MakeSafe))
            .isPresent()) {
      unconfirmed = Optional.empty();
    }
    return unconfirmed.flatMap(
        silent -> confirmationOf(silent).map(command -> new Purpose.Confirm(command, silent)));
  }

  private static Optional<String> confirmationOf(Pending silent) {
    return silent.codec().command(silent.call().command()).manners().confirmBy();
  }

  private Optional<Purpose> setpointPurpose(Instant now) {
    if (setpointDeclaration.isEmpty()) {
      return Optional.empty();
    }
    CapabilityDeclaration.Write write = setpointDeclaration.get().write().orElseThrow();
    return switch (setpoint.stage()) {
      case NOTHING_WANTED, CONFIRMED, GIVEN_UP -> Optional.empty();
      case OPEN -> {
        if (!setpoint.mustWrite() && write.readBack().isPresent()) {
          yield write.readBack().map(Purpose.ReadBack::new);
        }
        // Memory that wears out is written seldom; only the latest wish counts then.
        yield write.atMostEvery().isPresent() && now.isBefore(nextWrite)
            ? Optional.empty()
            : setpoint.target().map(value -> new Purpose.WriteSetpoint(write, value));
      }
      case WRITTEN -> write.readBack().map(Purpose.ReadBack::new);
    };
  }

  private Optional<Purpose> drivePurpose() {
    Optional<Boolean> motion = wantedMotion();
    if (motion.isEmpty() || drive == Drive.HALTED) {
      return Optional.empty();
    }
    boolean start = motion.get();
    if (start && setpoint.stage() != SetpointTask.Stage.CONFIRMED) {
      return Optional.empty();
    }
    boolean there = running == (start ? Running.RUNNING : Running.STOPPED);
    if (there) {
      return Optional.empty();
    }
    if (running == Running.UNKNOWN && !readout.runIsCommanded()) {
      return statusCommand.map(Purpose.Poll::new);
    }
    return start
        ? behaviour.start().map(Purpose.Start::new)
        : behaviour.stop().map(Purpose.Stop::new);
  }

  /** Tells whether the drive shall move, or a controller with a start command shall control. */
  private Optional<Boolean> wantedMotion() {
    return switch (wanted) {
      case Wanted.Pumping(var flow) -> Optional.of(flow.microlitresPerMinute() > 0.0);
      case Wanted.Tempering tempering ->
          behaviour.start().isPresent() ? Optional.of(true) : Optional.empty();
      case Wanted.Safe safe -> Optional.empty();
      case Wanted.Observed observed -> Optional.empty();
      case Wanted.Analysing analysing -> Optional.empty();
    };
  }

  private Exchange ask(Purpose purpose, Instant now) {
    ProfileCodec words =
        switch (purpose) {
          case Purpose.Enter(BoundStep step) -> step.codec();
          case Purpose.MakeSafe(BoundStep step, int index) -> step.codec();
          case Purpose.Verify(BoundStep step, int index) -> step.codec();
          case Purpose.WriteSetpoint write -> codec;
          case Purpose.ReadBack readBack -> codec;
          case Purpose.Start start -> codec;
          case Purpose.Stop stop -> codec;
          case Purpose.Poll poll -> codec;
          case Purpose.Refresh(BoundStep step) -> step.codec();
          case Purpose.Recover recover -> codec;
          case Purpose.Confirm(String command, Pending silent) -> silent.codec();
        };
    Call call =
        switch (purpose) {
          case Purpose.Enter(BoundStep step) -> step.call();
          case Purpose.MakeSafe(BoundStep step, int index) -> step.call();
          case Purpose.Verify(BoundStep step, int index) -> step.call();
          case Purpose.WriteSetpoint(CapabilityDeclaration.Write write, Quantity value) ->
              Call.of(write.command(), Fields.of(write.field(), value));
          case Purpose.ReadBack(String command) -> Call.of(command);
          case Purpose.Start(String command) -> Call.of(command);
          case Purpose.Stop(String command) -> Call.of(command);
          case Purpose.Poll(String command) -> Call.of(command);
          case Purpose.Refresh(BoundStep step) -> step.call();
          case Purpose.Recover(String command) -> Call.of(command);
          case Purpose.Confirm(String command, Pending silent) -> Call.of(command);
        };
    boolean correlated = words.framing().request() instanceof FrameForm.ModbusTcp;
    if (correlated) {
      correlation = (correlation + 1) & 0xFFFF;
      call = new Call(call.command(), call.fields(), correlation);
    }
    pending = Optional.of(new Pending(purpose, call, words, now));
    if (correlated || words != codec || !call.fields().names().isEmpty()) {
      return exchange(words, call);
    }
    Call plain = call;
    Exchange exchange = cached.computeIfAbsent(call.command(), key -> exchange(words, plain));
    exchange.framer().reset();
    return exchange;
  }

  private Exchange exchange(ProfileCodec words, Call call) {
    CommandDefinition command = words.command(call.command());
    Timing timing = words.profile().wire().timing();
    Framer framer = framers.computeIfAbsent(words.framing().name(), key -> words.replyFramer());
    framer.reset();
    return new Exchange(
        call.command(),
        words.encodeRequest(call),
        framer,
        command.manners().replies(),
        timing.firstByteTimeout(),
        timing.interByteTimeout(),
        command.manners().writes() ? timing.gapAfterWrite() : timing.gapAfterQuery());
  }

  @Override
  public void answered(
      Exchange exchange, Reply reply, Instant now, Consumer<DeviceReport> reports) {
    tellBacklog(reports);
    if (pending.isEmpty()) {
      return;
    }
    Pending asked = pending.get();
    pending = Optional.empty();
    switch (reply) {
      case Reply.Answered(Bytes frame) -> read(asked, frame, now, reports);
      case Reply.Silent() -> {
        if (confirmationOf(asked).isPresent()) {
          unconfirmed = Optional.of(asked);
        } else {
          succeeded(asked, Fields.NONE, Optional.empty(), now, reports);
        }
      }
      case Reply.TimedOut(Duration waited, Bytes partial) ->
          failed(
              asked,
              partial.length() == 0 ? BadReason.NO_REPLY : BadReason.UNREADABLE,
              partial.length() == 0
                  ? "no reply within %d ms".formatted(waited.toMillis())
                  : "reply breaks off after %d bytes".formatted(partial.length()),
              now,
              reports);
      case Reply.Overfull(Bytes collected) ->
          failed(
              asked,
              BadReason.UNREADABLE,
              "%d bytes without an end".formatted(collected.length()),
              now,
              reports);
      case Reply.Lost(String reason) -> failed(asked, BadReason.OFFLINE, reason, now, reports);
    }
  }

  private void read(Pending asked, Bytes frame, Instant now, Consumer<DeviceReport> reports) {
    switch (asked.codec().decodeReply(asked.call(), frame)) {
      case ReplyReading.Success(Fields fields, Optional<StateWord> state) -> {
        if (asked.codec() == codec) {
          entering = Entering.NOT_NEEDED;
        }
        alive(now, reports);
        succeeded(asked, fields, state, now, reports);
      }
      case ReplyReading.DeviceError error -> {
        if (asked.codec() == codec) {
          entering = Entering.NOT_NEEDED;
        }
        alive(now, reports);
        refused(asked, error, now, reports);
      }
      case ReplyReading.Garbage(BadReason reason, String text) ->
          failed(asked, reason, text, now, reports);
    }
  }

  private void alive(Instant now, Consumer<DeviceReport> reports) {
    failures = 0;
    if (link == LinkState.OFFLINE) {
      moveTo(LinkState.VERIFYING, "answers again", now, reports);
    }
  }

  private void succeeded(
      Pending asked,
      Fields fields,
      Optional<StateWord> state,
      Instant now,
      Consumer<DeviceReport> reports) {
    String command = asked.call().command();
    CommandDefinition definition = codec.command(command);
    if (asked.purpose() instanceof Purpose.Enter) {
      entering = Entering.IF_SILENT;
      return;
    }
    if (asked.purpose() instanceof Purpose.Recover) {
      recovery = Optional.empty();
      return;
    }
    if (asked.purpose() instanceof Purpose.Confirm(String by, Pending silent)
        && unconfirmed.filter(silent::equals).isPresent()) {
      // First the silent command, so that what this reply shows counts as shown after it.
      unconfirmed = Optional.empty();
      succeeded(silent, Fields.NONE, Optional.empty(), now, reports);
    }
    troubles = 0;
    lastFault = "";
    readout.read(command, fields, asked.askedAt(), now, reports);
    learn(command, fields, now);
    commanded(command, asked.askedAt(), now, reports);
    if (definition.manners().stateProves()) {
      state.ifPresent(word -> shown(command, word, asked.askedAt(), now, reports));
    } else {
      running = readout.runIsCommanded() ? running : Running.UNKNOWN;
    }
    observeSetpoint(command, fields, now, reports);
    switch (asked.purpose()) {
      case Purpose.Enter done -> throw new IllegalStateException("already left: " + done);
      case Purpose.MakeSafe(BoundStep step, int index)
          when index == safeIndex && safe == SafeProgress.UNDERWAY ->
          safeStepDone(step, fields, state, now, reports);
      case Purpose.Verify(BoundStep step, int index) when index == verifyIndex && !verified ->
          verifyStepDone(step, fields, now, reports);
      case Purpose.MakeSafe overtaken -> {
        // The sequence was begun again, or is no longer wanted.
      }
      case Purpose.Verify overtaken -> {
        // Verification was begun again.
      }
      case Purpose.WriteSetpoint(CapabilityDeclaration.Write write, Quantity value) -> {
        nextWrite = write.atMostEvery().map(now::plus).orElse(nextWrite);
        Optional<Quantity> echo = fields.quantity(write.field());
        setpoint.written(value);
        if (echo.filter(held -> !SetpointTask.same(held, value)).isPresent()) {
          // It took another value than the one that it was told.
          setpoint.giveUp();
          fault(
              FaultClass.READBACK,
              "%s: took %s, was told %s".formatted(command, echo.get().print(), value.print()),
              now,
              reports);
        } else if (write.readBack().isEmpty()) {
          setpoint.assume(value);
          confirm(value, now, reports);
        }
      }
      case Purpose.ReadBack done -> {
        // What it showed was taken above.
      }
      case Purpose.Start started -> starts++;
      case Purpose.Stop stopped -> starts++;
      case Purpose.Poll(String polled) -> polled(polled, fields, now, reports);
      case Purpose.Refresh done -> nextRefresh = asked.askedAt().plus(refreshPeriod);
      case Purpose.Recover done -> throw new IllegalStateException("already left: " + done);
      case Purpose.Confirm done -> polled(command, fields, now, reports);
    }
    if (starts > MOST_STARTS && drive != Drive.HALTED && running == Running.UNKNOWN) {
      drive = Drive.HALTED;
      fault(FaultClass.UNKNOWN, "does not obey '%s'".formatted(command), now, reports);
    }
  }

  /** A device that cannot be asked whether it runs is taken to do what it acknowledged. */
  private void commanded(
      String command, Instant askedAt, Instant now, Consumer<DeviceReport> reports) {
    if (!readout.runIsCommanded()) {
      return;
    }
    boolean start = behaviour.start().filter(command::equals).isPresent();
    boolean stop = behaviour.stop().filter(command::equals).isPresent();
    if (start || stop) {
      running = start ? Running.RUNNING : Running.STOPPED;
    }
    if (stop && wanted instanceof Wanted.Pumping(var flow) && flow.microlitresPerMinute() == 0.0) {
      confirm(flow, now, reports);
    }
    boolean polled = statusCommand.filter(command::equals).isPresent();
    if (running != Running.UNKNOWN && (start || stop || polled)) {
      readout.running(running == Running.RUNNING, askedAt, now, reports);
    }
  }

  /** Takes what the device tells about itself: parameters and narrower limits. */
  private void learn(String command, Fields fields, Instant now) {
    boolean changed = false;
    Map<String, String> texts = new LinkedHashMap<>(codec.parameters().texts());
    for (var entry : behaviour.learned().entrySet()) {
      Optional<String> word =
          entry.getValue().command().equals(command)
              ? fields.word(entry.getValue().field())
              : Optional.empty();
      changed |= word.isPresent() && !word.get().equals(texts.put(entry.getKey(), word.get()));
    }
    if (changed) {
      codec =
          ProfileCodec.of(
              profile, codec.framing().name(), description.address(), new ParameterValues(texts));
      cached.clear();
      bindSteps();
    }
    for (var entry : behaviour.limits().entrySet()) {
      for (Limit.Reported reported : entry.getValue().reported()) {
        if (reported.command().equals(command)) {
          changed |= narrow(entry.getKey(), reported, fields);
        }
      }
    }
    if (changed) {
      aimAnew(now);
    }
  }

  private boolean narrow(Capability capability, Limit.Reported reported, Fields fields) {
    DeviceDescription.Range range = limits.get(capability);
    if (range == null) {
      return false;
    }
    Quantity lowest =
        reported
            .lowest()
            .flatMap(fields::quantity)
            .filter(told -> told.canonicalValue() > range.lowest().canonicalValue())
            .orElse(range.lowest());
    Quantity highest =
        reported
            .highest()
            .flatMap(fields::quantity)
            .filter(told -> told.canonicalValue() < range.highest().canonicalValue())
            .orElse(range.highest());
    if (lowest == range.lowest() && highest == range.highest()) {
      return false;
    }
    Map<Capability, DeviceDescription.Range> narrower = new TreeMap<>(limits);
    narrower.put(capability, new DeviceDescription.Range(lowest, highest));
    limits = narrower;
    return true;
  }

  /** A wish was measured against what is no longer true. */
  private void aimAnew(Instant now) {
    if (wanted instanceof Wanted.Pumping(var flow) && flow.microlitresPerMinute() > 0.0) {
      setpoint.want(target(DeviceClass.PUMP, flow, now));
    } else if (wanted instanceof Wanted.Tempering(var temperature)) {
      setpoint.want(target(DeviceClass.TEMPERATURE_CONTROLLER, temperature, now));
    }
  }

  /** Takes the state that a reply showed. */
  private void shown(
      String command,
      StateWord state,
      Instant askedAt,
      Instant now,
      Consumer<DeviceReport> reports) {
    if (state.alarm().isEmpty()) {
      alarmsTold.remove(command);
    } else if (!state.name().equals(alarmsTold.get(command))) {
      alarm(state, now, reports);
      alarmsTold.put(command, state.name());
    }
    switch (state.motion()) {
      case UNSAID -> {
        // Says nothing about motion.
      }
      case RUNNING -> {
        running = Running.RUNNING;
        readout.running(true, askedAt, now, reports);
        if (wantedMotion().equals(Optional.of(true))
            && setpoint.stage() == SetpointTask.Stage.CONFIRMED
            && drive == Drive.FREE) {
          drive = Drive.PROVEN;
        }
        if (safe == SafeProgress.DONE && behaviour.safeState().mustStandStill()) {
          fault(FaultClass.UNKNOWN, "moves though it was made safe", now, reports);
          startSafeSequence();
        }
      }
      case STOPPED -> {
        boolean byItself = drive == Drive.PROVEN && wantedMotion().isPresent();
        boolean wasRunning = running != Running.STOPPED;
        running = Running.STOPPED;
        readout.running(false, askedAt, now, reports);
        if (byItself) {
          drive = Drive.HALTED;
          fault(FaultClass.UNKNOWN, "stopped without being told to", now, reports);
        }
        if (wasRunning
            && wanted instanceof Wanted.Pumping(var flow)
            && flow.microlitresPerMinute() == 0.0) {
          confirm(flow, now, reports);
        }
      }
    }
  }

  private void observeSetpoint(
      String command, Fields fields, Instant now, Consumer<DeviceReport> reports) {
    if (setpointDeclaration.isEmpty()) {
      return;
    }
    CapabilityDeclaration declaration = setpointDeclaration.get();
    if (command.equals(declaration.write().orElseThrow().command())) {
      setpoint.forget();
    }
    if (!(declaration.source()
            instanceof CapabilityDeclaration.Source.ReplyField(String from, String field))
        || !from.equals(command)) {
      return;
    }
    Optional<Quantity> value = fields.quantity(field);
    if (value.isEmpty()) {
      return;
    }
    switch (setpoint.observed(value.get())) {
      case AS_KNOWN -> {
        // Nothing to tell.
      }
      case CONFIRMED -> confirm(value.get(), now, reports);
      case DIFFERS ->
          fault(
              FaultClass.READBACK,
              "'%s' reads back as %s, was set to %s"
                  .formatted(
                      declaration.capability().word(),
                      value.get().print(),
                      setpoint.target().map(Quantity::print).orElse("nothing")),
              now,
              reports);
    }
  }

  private void confirm(Quantity value, Instant now, Consumer<DeviceReport> reports) {
    setpointDeclaration.ifPresent(
        declaration ->
            reports.accept(
                new DeviceReport.SetpointConfirmed(
                    new Tag(name, declaration.capability()),
                    value,
                    value.canonicalValue() == 0.0 && readout.runIsCommanded()
                        ? Observability.COMMANDED
                        : declaration.observability(),
                    now)));
  }

  private void safeStepDone(
      BoundStep step,
      Fields fields,
      Optional<StateWord> state,
      Instant now,
      Consumer<DeviceReport> reports) {
    boolean isLast = safeIndex == safeSequence.size() - 1;
    boolean moves =
        safeIndex >= safeSteps
            && isLast
            && behaviour.safeState().mustStandStill()
            && state.filter(word -> word.motion() == StateWord.Motion.STOPPED).isEmpty();
    Optional<String> complaint = step.complaint(fields);
    if (moves || complaint.isPresent()) {
      notSafe(complaint.orElse("still moves"), now, reports);
      return;
    }
    safeIndex++;
    if (isLast) {
      safe = SafeProgress.DONE;
      reports.accept(new DeviceReport.MadeSafe(name, true, now));
    }
  }

  /** The safe-state sequence did not bring its proof: it is begun again, and told once. */
  private void notSafe(String reason, Instant now, Consumer<DeviceReport> reports) {
    safeIndex = 0;
    safeFailures++;
    safeNotBefore = safeFailures < MOST_FAILURES ? now : now.plus(SAFE_WAIT);
    if (safeFailures >= MOST_FAILURES && !unconfirmedTold) {
      unconfirmedTold = true;
      fault(FaultClass.UNKNOWN, "not proven safe: " + reason, now, reports);
      reports.accept(new DeviceReport.MadeSafe(name, false, now));
    }
  }

  private void verifyStepDone(
      BoundStep step, Fields fields, Instant now, Consumer<DeviceReport> reports) {
    Optional<String> complaint = step.complaint(fields);
    if (complaint.isPresent()) {
      verificationFailed(complaint.get(), now, reports);
      return;
    }
    for (String field : step.expect().keySet()) {
      fields.word(field).ifPresent(word -> identity = identity + " " + field + " " + word);
    }
    verifyIndex++;
    if (verifyIndex == init.size()) {
      ready(now, reports);
    }
  }

  private void ready(Instant now, Consumer<DeviceReport> reports) {
    verified = true;
    wasReady = true;
    backOff = FIRST_BACK_OFF;
    setpoint.forget();
    polls.restart();
    moveTo(LinkState.READY, ("verified" + identity).strip(), now, reports);
  }

  private void verificationFailed(String reason, Instant now, Consumer<DeviceReport> reports) {
    verifyIndex = 0;
    identity = "";
    notBefore = now.plus(FAULT_WAIT);
    moveTo(LinkState.FAULT, reason, now, reports);
  }

  private void polled(String command, Fields fields, Instant now, Consumer<DeviceReport> reports) {
    if (!verified && init.isEmpty()) {
      ready(now, reports);
    }
    if (safe != SafeProgress.DONE) {
      return;
    }
    for (BoundStep step : safeSequence.subList(safeSteps, safeSequence.size())) {
      Optional<String> complaint =
          step.call().command().equals(command) ? step.complaint(fields) : Optional.empty();
      if (complaint.isPresent()) {
        fault(FaultClass.READBACK, "no longer safe: " + complaint.get(), now, reports);
        startSafeSequence();
        return;
      }
    }
  }

  private void refused(
      Pending asked, ReplyReading.DeviceError error, Instant now, Consumer<DeviceReport> reports) {
    if (asked.purpose() instanceof Purpose.Enter) {
      entering = Entering.IF_SILENT;
      return;
    }
    recovery = error.recover();
    if (asked.purpose() instanceof Purpose.Recover) {
      // It must have answered to the recovery itself: more of it would not help.
      recovery = Optional.empty();
      return;
    }
    if (asked.purpose() instanceof Purpose.Confirm(String by, Pending silent)
        && unconfirmed.filter(silent::equals).isPresent()) {
      unconfirmed = Optional.empty();
      readout.bad(by, BadReason.DEVICE_ERROR, now, reports);
      refused(silent, error, now, reports);
      return;
    }
    String command = asked.call().command();
    if (error.state().isPresent() && error.state().get().alarm().isPresent()) {
      alarm(error.state().get(), now, reports);
    } else {
      error.state().ifPresent(state -> shown(command, state, asked.askedAt(), now, reports));
    }
    if (error.wasSwallowed()) {
      // Not carried out, and acknowledged by being told: what is still wanted is chosen again, a
      // poll is put in front.
      if (asked.purpose() instanceof Purpose.Poll && troubles == 0) {
        polls.hurry(command);
      } else {
        readout.bad(command, BadReason.DEVICE_ERROR, now, reports);
      }
      tried(asked, error, now, reports);
      return;
    }
    readout.bad(command, BadReason.DEVICE_ERROR, now, reports);
    Optional<BoundStep> step = stepOf(asked.purpose());
    if (step.isPresent() && step.get().tolerates().contains(error.kind())) {
      succeeded(asked, Fields.NONE, Optional.empty(), now, reports);
      return;
    }
    if (isHardware(error.kind()) && statusCommand.filter(command::equals).isPresent()) {
      running = readout.runIsCommanded() ? running : Running.UNKNOWN;
      readout.runningUnknown(BadReason.DEVICE_ERROR, now, reports);
    }
    if (error.kind() == FaultClass.BUSY) {
      notBefore = now.plus(BUSY_WAIT);
    }
    boolean passing =
        error.kind() == FaultClass.BUSY
            || error.kind() == FaultClass.PROTOCOL
            || error.kind() == FaultClass.CHECKSUM;
    if (passing) {
      tried(asked, error, now, reports);
    } else {
      givenUp(asked, error, now, reports);
    }
  }

  private static boolean isHardware(FaultClass kind) {
    return kind == FaultClass.HARDWARE_LATCHED
        || kind == FaultClass.OVERPRESSURE
        || kind == FaultClass.STALL;
  }

  private static Optional<BoundStep> stepOf(Purpose purpose) {
    return switch (purpose) {
      case Purpose.Enter(BoundStep step) -> Optional.of(step);
      case Purpose.MakeSafe(BoundStep step, int index) -> Optional.of(step);
      case Purpose.Verify(BoundStep step, int index) -> Optional.of(step);
      case Purpose.WriteSetpoint write -> Optional.empty();
      case Purpose.ReadBack readBack -> Optional.empty();
      case Purpose.Start start -> Optional.empty();
      case Purpose.Stop stop -> Optional.empty();
      case Purpose.Poll poll -> Optional.empty();
      case Purpose.Refresh(BoundStep step) -> Optional.of(step);
      case Purpose.Recover recover -> Optional.empty();
      case Purpose.Confirm confirm -> Optional.empty();
    };
  }

  /**
   * Counts a refusal that may pass; the same exchange is chosen again until there were too many.
   */
  private void tried(
      Pending asked, ReplyReading.DeviceError error, Instant now, Consumer<DeviceReport> reports) {
    troubles++;
    int most =
        error.wasSwallowed()
            ? MOST_SWALLOWED
            : error.kind() == FaultClass.BUSY ? MOST_BUSY : MOST_TROUBLES;
    if (troubles >= most) {
      troubles = 0;
      givenUp(asked, error, now, reports);
    }
  }

  private void givenUp(
      Pending asked, ReplyReading.DeviceError error, Instant now, Consumer<DeviceReport> reports) {
    String text = "%s: %s".formatted(asked.call().command(), error.text());
    switch (asked.purpose()) {
      case Purpose.Enter ignored -> throw new IllegalStateException("left before: " + ignored);
      case Purpose.MakeSafe step -> notSafe(text, now, reports);
      case Purpose.Verify step -> verificationFailed(text, now, reports);
      case Purpose.WriteSetpoint write -> {
        setpoint.giveUp();
        fault(error.kind(), text, now, reports);
      }
      case Purpose.ReadBack readBack -> {
        setpoint.giveUp();
        fault(error.kind(), text, now, reports);
      }
      case Purpose.Start start -> {
        drive = Drive.HALTED;
        fault(error.kind(), text, now, reports);
      }
      case Purpose.Stop stop -> {
        // Whether it stands still is what its state says next, not what it thinks of the command.
        running = readout.runIsCommanded() ? running : Running.UNKNOWN;
        starts++;
        if (starts > MOST_STARTS) {
          drive = Drive.HALTED;
        }
        fault(error.kind(), text, now, reports);
      }
      case Purpose.Poll poll -> faultOnce(error.kind(), text, now, reports);
      case Purpose.Refresh late -> {
        nextRefresh = now.plus(refreshPeriod);
        fault(error.kind(), text, now, reports);
      }
      case Purpose.Recover ignored -> throw new IllegalStateException("left before: " + ignored);
      case Purpose.Confirm confirm -> faultOnce(error.kind(), text, now, reports);
    }
  }

  /** Takes an alarm, told in a reply or unasked. */
  private void alarm(StateWord state, Instant now, Consumer<DeviceReport> reports) {
    FaultClass alarm = state.alarm().orElse(FaultClass.UNKNOWN);
    running = Running.UNKNOWN;
    readout.runningUnknown(BadReason.DEVICE_ERROR, now, reports);
    if (wantedMotion().isPresent()) {
      drive = Drive.HALTED;
    }
    if (wasReady) {
      fault(alarm, state.name(), now, reports);
    }
    if (alarm == FaultClass.RESET && verified) {
      forget();
      // It answered just now, in the framing in use.
      entering = Entering.NOT_NEEDED;
      moveTo(LinkState.VERIFYING, "restarted: everything is set up again", now, reports);
    }
  }

  private void failed(
      Pending asked, BadReason reason, String text, Instant now, Consumer<DeviceReport> reports) {
    if (asked.purpose() instanceof Purpose.Enter) {
      entering = Entering.IF_SILENT;
      return;
    }
    if (asked.purpose() instanceof Purpose.Recover) {
      recovery = Optional.empty();
    }
    String command = asked.call().command();
    failures++;
    readout.bad(command, reason, now, reports);
    if (statusCommand.filter(command::equals).isPresent() && !readout.runIsCommanded()) {
      readout.runningUnknown(reason, now, reports);
    }
    // It may have been carried out or not: only the device can tell.
    if (setpointDeclaration
        .flatMap(CapabilityDeclaration::write)
        .filter(w -> w.command().equals(command))
        .isPresent()) {
      setpoint.forget();
    }
    if (startsOrStops(command)) {
      running = Running.UNKNOWN;
    }
    if (entering == Entering.IF_SILENT) {
      entering = Entering.DUE;
    }
    if (failures >= MOST_FAILURES) {
      gone(asked, "%s: %s".formatted(command, text), now, reports);
    }
  }

  private boolean startsOrStops(String command) {
    return behaviour.start().filter(command::equals).isPresent()
        || behaviour.stop().filter(command::equals).isPresent();
  }

  /** The device no longer answers. */
  private void gone(Pending asked, String reason, Instant now, Consumer<DeviceReport> reports) {
    notBefore = now.plus(backOff);
    backOff =
        backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) < 0
            ? backOff.multipliedBy(2)
            : LONGEST_BACK_OFF;
    if (link != LinkState.OFFLINE) {
      Entering entered = entering;
      forget();
      entering = entered == Entering.DUE ? entered : entering;
      moveTo(LinkState.OFFLINE, reason, now, reports);
      fault(FaultClass.SILENT, reason, now, reports);
      readout.allBad(BadReason.OFFLINE, now, reports);
    }
    if (safe == SafeProgress.UNDERWAY) {
      boolean tellNow = asked.purpose() instanceof Purpose.MakeSafe && !unconfirmedTold;
      safeIndex = 0;
      safeFailures++;
      safeNotBefore = now.plus(SAFE_WAIT);
      if (tellNow) {
        unconfirmedTold = true;
        reports.accept(new DeviceReport.MadeSafe(name, false, now));
      }
    }
  }

  @Override
  public void unsolicited(Bytes frame, Instant now, Consumer<DeviceReport> reports) {
    // Late and doubled replies look the same as messages nobody asked for: only an alarm of this
    // device is believed.
    codec
        .decodeNotice(frame)
        .filter(state -> state.alarm().isPresent())
        .ifPresent(state -> alarm(state, now, reports));
  }

  private void moveTo(LinkState next, String reason, Instant now, Consumer<DeviceReport> reports) {
    if (next != link) {
      link = next;
      reports.accept(new DeviceReport.LinkChanged(name, next, reason, now));
    }
  }

  private void faultOnce(
      FaultClass kindOfFault, String text, Instant now, Consumer<DeviceReport> reports) {
    if (!text.equals(lastFault)) {
      fault(kindOfFault, text, now, reports);
      lastFault = text;
    }
  }

  private void fault(
      FaultClass kindOfFault, String text, Instant now, Consumer<DeviceReport> reports) {
    reports.accept(new DeviceReport.DeviceFault(name, kindOfFault, text, now));
  }
}
