package dev.weir.simulator.wire;

import dev.weir.device.DeviceName;
import dev.weir.device.FaultClass;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.Framer;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.codec.RequestReading;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.Call;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.ErrorRule;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.device.profile.language.Simulation;
import dev.weir.device.profile.language.StateWord;
import dev.weir.device.profile.language.Timing;
import dev.weir.device.profile.language.Watchdog;
import dev.weir.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A device that answers byte for byte as its profile says: bytes to a request, the request to what
 * the profile's {@code sim:} block makes of it, the result to bytes again, after the profile's
 * latency.
 *
 * <p>What real devices do and this one too: a request that comes before the profile's gap has
 * passed is not heard; a request broken off for half a second is forgotten; an alarm takes the
 * place of one reply and swallows its command; without a valid request for the time set, the
 * communication watchdog stops the drive; a drive at its end or against too much pressure stalls;
 * remote commands are not obeyed while the device is in local mode. Owned by the thread that steps
 * the bench.
 */
public final class SimulatedDevice {
  /**
   * A request that pauses for so long is forgotten: NE-1000 manual, safe mode; assumed for the
   * others.
   */
  private static final Duration BROKEN_OFF = Duration.ofMillis(500);

  private static final String ILLEGAL_VALUE = "3";
  private static final String TIMEOUT_FIELD = "timeout";
  private static final String PAUSED = "paused";

  private final DeviceName name;
  private final DeviceProfile profile;
  private final ProfileCodec delivered;
  private final String secondFraming;
  private final Transmitter transmitter;
  private final PlantBinding plant;
  private final SimulatedWords words;
  private final SimulatedMemory memory;
  private final boolean needsRemote;

  private ProfileCodec codec;
  private Framer framer;
  private String state = "";
  private boolean remote;
  private Duration watchdog = Duration.ZERO;
  private Optional<Instant> watchdogFrom = Optional.empty();
  private Optional<Instant> lastByteAt = Optional.empty();
  private Instant hearsFrom = Instant.MIN;
  private boolean mute;
  private boolean hangs;
  private Misbehaviour misbehaviour = Misbehaviour.none();

  /** What became of a command that gets no answer: told by the next answer that confirms one. */
  private Optional<ErrorRule> untold = Optional.empty();

  /** How the bytes of a device leave it. */
  @FunctionalInterface
  public interface Transmitter {
    /** Sends bytes that are complete at the given instant. */
    void send(Bytes bytes, Instant ready);
  }

  /**
   * A device as delivered, switched on.
   *
   * @throws IllegalArgumentException when address, parameters or framing do not fit the profile
   */
  public SimulatedDevice(
      DeviceDescription description,
      DeviceProfile profile,
      Transport transport,
      PlantBinding plant,
      Transmitter transmitter) {
    this.name = description.name();
    this.profile = profile;
    this.plant = plant;
    this.transmitter = transmitter;
    Framings framings = Framings.of(profile, description, transport);
    ParameterValues parameters =
        ParameterValues.of(profile.language().parameters(), description.parameters());
    this.delivered =
        ProfileCodec.of(profile, framings.atPowerUp(), description.address(), parameters);
    this.secondFraming = framings.other();
    this.codec = delivered;
    this.framer = codec.requestFramer();
    this.words = new SimulatedWords(profile);
    this.memory = new SimulatedMemory(words, plant, parameters);
    this.needsRemote = words.has(Simulation.Effect.REMOTE);
    forgetAll();
  }

  /** Returns its name. */
  public DeviceName name() {
    return name;
  }

  /**
   * Switches it off and on again: everything set is forgotten, and what must be started stands. A
   * controller that is never started goes on controlling.
   */
  public void powerCycle() {
    plant.clearCounter();
    forgetAll();
  }

  /** Lets it misbehave from now on. */
  public void misbehave(Misbehaviour wanted) {
    misbehaviour = wanted;
  }

  /** Cuts its interface off, or joins it again; it goes on doing what it did. */
  public void mute(boolean wanted) {
    mute = wanted;
    framer.reset();
  }

  /**
   * Brings it into one of its profile's states, as if something had happened to it: in an alarm or
   * a standstill its drive stands.
   *
   * @throws IllegalArgumentException when the profile has no such state
   */
  public void fall(String into, Instant at) {
    StateWord fallen =
        words
            .state(into)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s: has no state '%s'".formatted(profile.id(), into)));
    if (fallen.motion() == StateWord.Motion.STOPPED || fallen.alarm().isPresent()) {
      plant.run(false);
    }
    Optional<String> variable = words.variableOf(into);
    if (variable.isPresent()) {
      memory.store(variable.get(), new FieldValue.Word(into));
      return;
    }
    state = into;
    if (!codec.framing().name().equals(delivered.framing().name())) {
      send(codec.encodeNotice(state), at);
    }
  }

  private void forgetAll() {
    codec = delivered;
    framer = codec.requestFramer();
    state = profile.simulation().state();
    remote = false;
    watchdog = Duration.ZERO;
    watchdogFrom = Optional.empty();
    memory.forget();
    hangs = false;
    untold = Optional.empty();
    hearsFrom = Instant.MIN;
    if (plant.pump().isPresent() || profile.behaviour().start().isPresent()) {
      plant.run(false);
    }
  }

  /** Hears bytes on its line. */
  public void receive(Bytes bytes, Instant at) {
    if (mute) {
      return;
    }
    if (isSilentSince(at.minus(BROKEN_OFF))) {
      framer.reset();
    }
    lastByteAt = Optional.of(at);
    for (int i = 0; i < bytes.length(); i++) {
      framer.accept((byte) bytes.at(i)).ifPresent(frame -> heard(frame, at));
      if (framer.isOverfull()) {
        framer.reset();
      }
    }
  }

  private boolean isSilentSince(Instant instant) {
    return lastByteAt.isPresent() && !lastByteAt.get().isAfter(instant);
  }

  private void heard(Bytes frame, Instant at) {
    RequestReading reading = codec.decodeRequest(frame);
    if (reading instanceof RequestReading.Foreign || hangs) {
      return;
    }
    if (at.isBefore(hearsFrom)) {
      hangs =
          profile.wire().timing().whenTooFast() == Timing.Haste.HANGS
              || misbehaviour.occurs(Misbehaviour.Kind.HANG_IF_TOO_FAST);
      return;
    }
    if (misbehaviour.occurs(Misbehaviour.Kind.RESET)) {
      powerCycle();
    }
    if (misbehaviour.occurs(Misbehaviour.Kind.MUTE)) {
      return;
    }
    switch (reading) {
      case RequestReading.Foreign foreign -> {
        // Not for this device.
      }
      case RequestReading.Broken(String reason, boolean isChecksum) -> {
        if (isChecksum && !codec.framing().request().isModbus()) {
          words
              .error(FaultClass.CHECKSUM)
              .ifPresent(rule -> send(codec.encodeError(Call.of(""), rule.text(), state), at));
        }
      }
      case RequestReading.Unknown(String text, int correlation) -> {
        valid("", at);
        unknown(frame, correlation, at);
      }
      case RequestReading.Understood(Call call) -> {
        valid(call.command(), at);
        obey(call, at);
      }
    }
  }

  private void valid(String command, Instant at) {
    boolean feeds =
        profile
            .behaviour()
            .watchdog()
            .flatMap(Watchdog::refresh)
            .map(step -> step.command().equals(command))
            .orElse(true);
    if (!watchdog.isZero() && feeds) {
      watchdogFrom = Optional.of(at);
    }
  }

  private void unknown(Bytes frame, int correlation, Instant at) {
    if (codec.framing().request().isModbus()) {
      RegisterImage image = new RegisterImage(codec, memory, state);
      codec
          .decodeModbusRequest(frame)
          .ifPresent(request -> send(image.answer(request, correlation), at));
    } else if (words.confirms()) {
      untold = words.error(FaultClass.PROTOCOL);
    } else if (!swallow(at)) {
      words
          .error(FaultClass.PROTOCOL)
          .ifPresent(rule -> send(codec.encodeError(Call.of(""), rule.text(), state), at));
    }
  }

  private void obey(Call call, Instant at) {
    if (swallow(at)) {
      return;
    }
    CommandDefinition.Manners manners = codec.command(call.command()).manners();
    Optional<ErrorRule> invented = misbehaviour.error();
    if (invented.isPresent() && !manners.replies()) {
      untold = invented;
      return;
    }
    boolean tells = untold.isPresent() && words.isConfirmation(call.command());
    if (invented.isPresent() || tells) {
      send(codec.encodeError(call, invented.or(() -> untold).orElseThrow().text(), state), at);
      untold = Optional.empty();
      hearsFrom = at.plus(profile.simulation().latency()).plus(gap(manners));
      return;
    }
    Simulation.SimulatedCommand command = words.simulated(call.command());
    Optional<FaultClass> refusal = refusal(call, command);
    ProfileCodec answering = codec;
    if (refusal.isEmpty() && !misbehaviour.occurs(Misbehaviour.Kind.IGNORED)) {
      command
          .sets()
          .forEach(
              (field, variable) ->
                  call.fields().get(field).ifPresent(value -> memory.store(variable, value)));
      command.effect().ifPresent(effect -> act(effect, call));
    }
    if (refusal.isEmpty()) {
      valid(call.command(), at);
    }
    if (!manners.replies() && manners.confirmBy().isPresent()) {
      untold = refusal.flatMap(words::error);
    }
    if (manners.replies()) {
      Optional<ErrorRule> rule = refusal.flatMap(words::error);
      if (rule.isPresent()) {
        send(answering.encodeError(call, rule.get().text(), state), at);
      } else if (refusal.isEmpty() || !answering.framing().request().isModbus()) {
        answer(answering, call, at);
      } else {
        send(answering.encodeError(call, ILLEGAL_VALUE, state), at);
      }
    }
    hearsFrom =
        at.plus(manners.replies() ? profile.simulation().latency() : Duration.ZERO)
            .plus(gap(manners));
  }

  private Duration gap(CommandDefinition.Manners manners) {
    return manners.writes()
        ? profile.wire().timing().gapAfterWrite()
        : profile.wire().timing().gapAfterQuery();
  }

  /**
   * Answers; a value too large for its place, such as a counter that has run over, is an error to
   * the device, too.
   */
  private void answer(ProfileCodec answering, Call call, Instant at) {
    try {
      send(answering.encodeReply(call, memory.shown(call.command(), state), state), at);
    } catch (RefusedValueException e) {
      words
          .error(FaultClass.REFUSED_RANGE)
          .ifPresent(rule -> send(answering.encodeError(call, rule.text(), state), at));
    }
  }

  /** Shows an alarm in place of a reply; tells whether there was one. */
  private boolean swallow(Instant at) {
    Optional<StateWord> alarm = words.state(state).filter(StateWord::swallows);
    alarm.ifPresent(
        shown -> {
          send(codec.encodeNotice(shown.name()), at);
          state = words.withMotion(StateWord.Motion.STOPPED, state);
        });
    return alarm.isPresent();
  }

  private Optional<FaultClass> refusal(Call call, Simulation.SimulatedCommand command) {
    boolean writes = codec.command(call.command()).manners().writes();
    boolean changesMode =
        command
            .effect()
            .filter(e -> e == Simulation.Effect.REMOTE || e == Simulation.Effect.LOCAL)
            .isPresent();
    if (needsRemote && !remote && writes && !changesMode) {
      return Optional.of(FaultClass.NOT_REMOTE);
    }
    for (Map.Entry<String, String> set : command.sets().entrySet()) {
      Optional<Quantity> value = call.fields().quantity(set.getKey());
      if (value.filter(wanted -> memory.isOutside(set.getValue(), wanted)).isPresent()) {
        return Optional.of(FaultClass.REFUSED_RANGE);
      }
    }
    return Optional.empty();
  }

  private void act(Simulation.Effect effect, Call call) {
    switch (effect) {
      case START -> {
        plant.run(true);
        state = words.withMotion(StateWord.Motion.RUNNING, state);
      }
      case STOP -> {
        boolean moved =
            words
                .state(state)
                .filter(shown -> shown.motion() == StateWord.Motion.RUNNING)
                .isPresent();
        plant.run(false);
        state =
            moved && words.state(PAUSED).isPresent()
                ? PAUSED
                : words.withMotion(StateWord.Motion.STOPPED, state);
      }
      case CLEAR_COUNTERS -> plant.clearCounter();
      case SET_WATCHDOG -> setWatchdog(call);
      case REMOTE -> remote = true;
      case LOCAL -> remote = false;
      case CLEAR_FAULT -> {
        plant.run(false);
        state = words.withMotion(StateWord.Motion.STOPPED, state);
      }
    }
  }

  private void setWatchdog(Call call) {
    double seconds =
        call.fields().quantity(TIMEOUT_FIELD).map(Quantity::canonicalValue).orElse(0.0);
    watchdog = Duration.ofMillis(Math.round(seconds * 1e3));
    watchdogFrom = Optional.empty();
    codec = delivered.in(watchdog.isZero() ? delivered.framing().name() : secondFraming);
    framer = codec.requestFramer();
  }

  /** Moves on: watchdog, stall and the device's own pressure limit; frames that end by silence. */
  public void step(Instant now) {
    if (!mute && isSilentSince(now.minus(BROKEN_OFF))) {
      lastByteAt = Optional.empty();
      framer.atSilence().ifPresent(frame -> heard(frame, now));
    }
    if (watchdogFrom.isPresent() && watchdogFrom.get().plus(watchdog).isBefore(now)) {
      watchdogFrom = Optional.empty();
      plant.run(false);
      alarm(FaultClass.WATCHDOG, now);
    }
    plant.pump().ifPresent(pump -> watch(pump.isRunning(), now));
  }

  private void watch(boolean runs, Instant now) {
    var pump = plant.pump().orElseThrow();
    Optional<StateWord> stall = words.alarm(FaultClass.STALL);
    if (runs && stall.isPresent()) {
      boolean atEnd = pump.isEmpty();
      boolean pressed =
          plant.isAbove(plant.plant().description().settings().hydraulic().stallPressure());
      if (atEnd || pressed) {
        pump.stall();
      }
    }
    if (runs && memory.pressureLimit().filter(plant::isAbove).isPresent()) {
      pump.stall();
    }
    if (pump.isStalled()
        && stall.isPresent()
        && words.state(state).filter(s -> s.alarm().isPresent()).isEmpty()) {
      boolean moved =
          words.state(state).filter(s -> s.motion() == StateWord.Motion.RUNNING).isPresent();
      if (moved) {
        pump.run(false);
        alarm(FaultClass.STALL, now);
      }
    }
  }

  /** Raises an alarm; in the second framing it is told unasked as well. */
  private void alarm(FaultClass kind, Instant now) {
    words
        .alarm(kind)
        .ifPresent(
            raised -> {
              state = raised.name();
              if (!codec.framing().name().equals(delivered.framing().name())) {
                send(codec.encodeNotice(state), now);
              }
            });
  }

  private void send(Bytes bytes, Instant at) {
    if (!mute) {
      misbehaviour.send(bytes, at.plus(profile.simulation().latency()), transmitter);
    }
  }
}
