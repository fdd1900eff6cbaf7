package dev.weir.device.profile.dialogue;

import dev.weir.device.DeviceReport;
import dev.weir.device.FaultClass;
import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.language.CapabilityDeclaration;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.device.profile.language.StateWord;
import dev.weir.units.FlowRate;
import dev.weir.units.Quantity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes replies that say that a command was carried out. Owned by one line thread. */
final class SuccessTaker {
  private final Situation situation;
  private final StateTaker stateTaker;
  private final SequenceTaker sequences;

  SuccessTaker(Situation situation, StateTaker stateTaker, SequenceTaker sequences) {
    this.situation = situation;
    this.stateTaker = stateTaker;
    this.sequences = sequences;
  }

  void take(Purpose.Pending asked, Fields fields, List<StateWord> states, Telling telling) {
    Situation s = situation;
    if (asked.purpose() instanceof Purpose.Enter) {
      s.link.entering(LinkTask.Entering.IF_SILENT);
      return;
    }
    if (asked.purpose() instanceof Purpose.Recover) {
      s.recovery = Optional.empty();
      return;
    }
    if (asked.purpose() instanceof Purpose.Confirm(String _, Purpose.Pending silent)
        && s.unconfirmed.filter(silent::equals).isPresent()) {
      // First the silent command, so that what this reply shows counts as shown after it.
      s.unconfirmed = Optional.empty();
      take(silent, Fields.NONE, List.of(), telling);
    }
    String command = asked.call().command();
    boolean stateProves = s.words.codec().command(command).manners().stateProves();
    s.allWell();
    s.readout.read(command, fields, asked.askedAt(), telling.now(), telling.reports());
    learn(command, fields, telling);
    commanded(command, asked.askedAt(), telling);
    if (stateProves) {
      stateTaker.shown(command, states, asked.askedAt(), telling);
    } else {
      s.motionUnknown();
    }
    observeSetpoint(command, fields, telling);
    finish(asked, fields, states, telling);
    if (s.drive.wasToldTooOften()
        && !s.drive.isHalted()
        && s.drive.running() == DriveTask.Running.UNKNOWN) {
      s.drive.permission(DriveTask.Permission.HALTED);
      telling.fault(FaultClass.UNKNOWN, "does not obey '%s'".formatted(command));
    }
  }

  private void finish(
      Purpose.Pending asked, Fields fields, List<StateWord> states, Telling telling) {
    Situation s = situation;
    switch (asked.purpose()) {
      case Purpose.Enter done -> throw new IllegalStateException("already left: " + done);
      case Purpose.Recover done -> throw new IllegalStateException("already left: " + done);
      case Purpose.MakeSafe(BoundStep step, int index)
          when index == s.safe.index() && s.safe.isUnderway() ->
          sequences.safeStepDone(step, fields, states, telling);
      case Purpose.Verify(BoundStep step, int index)
          when index == s.init.index() && !s.init.isVerified() ->
          sequences.verifyStepDone(step, fields, telling);
      case Purpose.MakeSafe _ -> {
        // The sequence was begun again, or is no longer wanted.
      }
      case Purpose.Verify _ -> {
        // Verification was begun again.
      }
      case Purpose.WriteSetpoint(CapabilityDeclaration.Write write, Quantity value) ->
          written(write, value, fields, telling);
      case Purpose.Clear _ -> {
        s.clearing = Optional.empty();
        s.latched = Optional.empty();
        s.alarmsTold.clear();
        s.motionUnknown();
      }
      case Purpose.ReadBack _ -> {
        // What it showed was taken before.
      }
      case Purpose.Start _, Purpose.Stop _ -> s.drive.told();
      case Purpose.Poll(String polled) -> sequences.polled(polled, fields, telling);
      case Purpose.Refresh _ -> s.nextRefresh = asked.askedAt().plus(s.refreshPeriod);
      case Purpose.Confirm(String polled, Purpose.Pending _) ->
          sequences.polled(polled, fields, telling);
    }
  }

  private void written(
      CapabilityDeclaration.Write write, Quantity value, Fields fields, Telling telling) {
    Situation s = situation;
    s.nextWrite = write.atMostEvery().map(telling.now()::plus).orElse(s.nextWrite);
    Optional<Quantity> echo = fields.quantity(write.field());
    s.setpoint.written(value);
    if (write.starts()) {
      s.drive.running(
          s.readout.runIsCommanded() ? DriveTask.Running.RUNNING : DriveTask.Running.UNKNOWN);
    }
    if (echo.filter(held -> !SetpointTask.same(held, value)).isPresent()) {
      // It took another value than the one that it was told.
      s.setpoint.giveUp();
      telling.fault(
          FaultClass.READBACK,
          "%s: took %s, was told %s".formatted(write.command(), echo.get().print(), value.print()));
    } else if (write.readBack().isEmpty()) {
      s.setpoint.assume(value);
      stateTaker.confirm(value, telling);
    }
  }

  /** A device that cannot be asked whether it runs is taken to do what it acknowledged. */
  private void commanded(String command, Instant askedAt, Telling telling) {
    Situation s = situation;
    if (!s.readout.runIsCommanded()) {
      return;
    }
    boolean start = s.starts(command);
    boolean stop = s.stops(command);
    if (start || stop) {
      s.drive.running(start ? DriveTask.Running.RUNNING : DriveTask.Running.STOPPED);
    }
    if (stop && s.wantsStandstill()) {
      stateTaker.confirm(new FlowRate(0.0), telling);
    }
    DriveTask.Running running = s.drive.running();
    if (running != DriveTask.Running.UNKNOWN && (start || stop || s.isStatus(command))) {
      s.readout.running(
          running == DriveTask.Running.RUNNING, askedAt, telling.now(), telling.reports());
    }
  }

  /** Takes what the device tells about itself: parameters and narrower limits. */
  private void learn(String command, Fields fields, Telling telling) {
    Situation s = situation;
    boolean changed = false;
    ProfileCodec codec = s.words.codec();
    Map<String, String> texts = new LinkedHashMap<>(codec.parameters().texts());
    for (var entry : s.behaviour.learned().entrySet()) {
      Optional<String> text = entry.getValue().text(command, fields);
      if (text.isEmpty() || text.get().equals(texts.get(entry.getKey()))) {
        continue;
      }
      try {
        Objects.requireNonNull(s.device.profile().language().parameters().get(entry.getKey()))
            .check(text.get());
        texts.put(entry.getKey(), text.get());
        changed = true;
      } catch (IllegalArgumentException e) {
        s.faultOnce(
            FaultClass.READBACK,
            "%s tells '%s' for %s: %s"
                .formatted(command, text.get(), entry.getKey(), e.getMessage()),
            telling);
      }
    }
    if (changed) {
      s.words = Bindings.of(s.behaviour, codec.with(new ParameterValues(texts)));
      s.exchanges.forget();
    }
    List<DeviceReport> narrower = s.limits.narrow(command, fields, telling);
    narrower.forEach(telling::tell);
    if (changed || !narrower.isEmpty()) {
      s.aimAnew(telling.now());
    }
  }

  private void observeSetpoint(String command, Fields fields, Telling telling) {
    if (situation.setpointDeclaration.isEmpty()) {
      return;
    }
    CapabilityDeclaration declaration = situation.setpointDeclaration.get();
    SetpointTask setpoint = situation.setpoint;
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
      case CONFIRMED -> stateTaker.confirm(value.get(), telling);
      case DIFFERS ->
          telling.fault(
              FaultClass.READBACK,
              "'%s' reads back as %s, was set to %s"
                  .formatted(
                      declaration.capability().word(),
                      value.get().print(),
                      setpoint.target().map(Quantity::print).orElse("nothing")));
    }
  }
}
