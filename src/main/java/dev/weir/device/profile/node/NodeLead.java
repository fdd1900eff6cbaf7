package dev.weir.device.profile.node;

import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.FaultClass;
import dev.weir.device.Tag;
import dev.weir.device.Wanted;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeReply;
import dev.weir.device.line.node.NodeRequest;
import dev.weir.device.line.node.NodeValue;
import dev.weir.device.profile.language.NodeInterface;
import dev.weir.device.profile.language.NodeKind;
import dev.weir.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a device that moves is led to what is wanted of it: its set-point is written and read back,
 * it is started, stopped or made safe, and each is believed only when the device shows it. Owned by
 * one line thread.
 */
final class NodeLead {
  /** Times that a set-point or a motion is tried for one wish. */
  private static final int TRIES_AT_MOST = 3;

  /** Failures of the safe state after which it is told as unconfirmed; the trying goes on. */
  private static final int SAFE_FAILURES_AT_MOST = 3;

  /** Longest time for the device to show that it runs, or stands. */
  private static final Duration MOTION_AT_MOST = Duration.ofSeconds(5);

  private final DeviceName name;
  private final BoundNodes nodes;
  private final NodeInterface offer;
  private final Capability setpoint;
  private final Map<Capability, DeviceDescription.Range> limits;

  private Wanted wanted = new Wanted.Observed();
  private Phase phase = Phase.NOTHING;
  private int step;
  private int tries;
  private int safeFailures;
  private boolean unconfirmedTold;
  private boolean everMoved;
  private Instant motionSince = Instant.MIN;
  private long wishes;
  private long askedFor;

  /** How far a wish has been carried out. */
  private enum Phase {
    /** There is nothing to do. */
    NOTHING,
    /** The set-point is to be written. */
    WRITE,
    /** The set-point is to be read back. */
    READ_BACK,
    /** The steps that start or stop are to be sent. */
    MOVE,
    /** The device is to show that it runs, or stands. */
    AWAIT_MOTION,
    /** The wish is fulfilled; a device that stops by itself is told. */
    HELD,
    /** The wish cannot be fulfilled, or must not be taken up again: another one is needed. */
    GIVEN_UP,
    /** The steps of the safe state are to be sent. */
    MAKE_SAFE,
    /** The safe state is to be proven. */
    PROVE_SAFE,
    /** The device is safe. */
    SAFE
  }

  NodeLead(
      DeviceName name,
      BoundNodes nodes,
      Capability setpoint,
      Map<Capability, DeviceDescription.Range> limits) {
    this.name = name;
    this.nodes = nodes;
    this.offer = nodes.offer();
    this.setpoint = setpoint;
    this.limits = limits;
  }

  void want(Wanted wish) {
    if (wish.equals(wanted)) {
      return;
    }
    wanted = wish;
    tries = 0;
    everMoved = false;
    begin();
  }

  private void begin() {
    step = 0;
    wishes++;
    switch (wanted) {
      case Wanted.Safe() -> {
        phase = Phase.MAKE_SAFE;
        safeFailures = 0;
        unconfirmedTold = false;
      }
      case Wanted.Observed(), Wanted.Analysing(var _) -> phase = Phase.NOTHING;
      case Wanted.Pumping(var flow) ->
          phase = flow.microlitresPerMinute() == 0.0 ? Phase.MOVE : Phase.WRITE;
      case Wanted.Tempering(var _) -> phase = Phase.WRITE;
    }
  }

  boolean isMakingSafe() {
    return phase == Phase.MAKE_SAFE || phase == Phase.PROVE_SAFE;
  }

  /** Tells that the device is safe without being asked anything. */
  void madeSafe(Instant now, Consumer<DeviceReport> reports) {
    phase = Phase.SAFE;
    reports.accept(new DeviceReport.MadeSafe(name, true, now));
  }

  /** The device is out of reach: nothing that was known about it holds any longer. */
  void lost(Instant now, Consumer<DeviceReport> reports) {
    if (isMakingSafe() && !unconfirmedTold) {
      unconfirmedTold = true;
      reports.accept(new DeviceReport.MadeSafe(name, false, now));
    }
    step = 0;
    wishes++;
    switch (wanted) {
      case Wanted.Safe() -> {
        phase = Phase.MAKE_SAFE;
        safeFailures = 0;
      }
      case Wanted.Pumping(var flow) -> {
        // Nobody knows what happens meanwhile: it does not start again by itself.
        phase = flow.microlitresPerMinute() == 0.0 ? Phase.MOVE : Phase.GIVEN_UP;
      }
      case Wanted.Tempering(var _) -> phase = Phase.WRITE;
      case Wanted.Observed(), Wanted.Analysing(var _) -> phase = Phase.NOTHING;
    }
  }

  /** Looks at what the device shows while nothing is asked of it. */
  void watch(Optional<Boolean> running, Instant now, Consumer<DeviceReport> reports) {
    boolean shouldRun = shouldRun();
    if (phase == Phase.AWAIT_MOTION) {
      if (running.isPresent() && running.get() == shouldRun) {
        everMoved = true;
        phase = Phase.HELD;
      } else if (!now.isBefore(motionSince.plus(MOTION_AT_MOST))) {
        fail(
            FaultClass.REFUSED_STATE,
            "it does not show that it %s".formatted(shouldRun ? "runs" : "stands"),
            Phase.MOVE,
            now,
            reports);
      }
    } else if (phase == Phase.HELD
        && everMoved
        && shouldRun
        && running.equals(Optional.of(false))) {
      phase = Phase.GIVEN_UP;
      reports.accept(
          new DeviceReport.DeviceFault(
              name, FaultClass.UNKNOWN, "it stopped by itself; it is not started again", now));
    }
  }

  private boolean shouldRun() {
    return switch (wanted) {
      case Wanted.Pumping(var flow) -> flow.microlitresPerMinute() > 0.0;
      case Wanted.Tempering(var _) -> true;
      case Wanted.Safe(), Wanted.Observed(), Wanted.Analysing(var _) -> false;
    };
  }

  private Optional<Quantity> wantedSetpoint() {
    return switch (wanted) {
      case Wanted.Pumping(var flow) -> Optional.of(flow);
      case Wanted.Tempering(var temperature) -> Optional.of(temperature);
      case Wanted.Safe(), Wanted.Observed(), Wanted.Analysing(var _) -> Optional.empty();
    };
  }

  /** Returns the request that is due, if any. */
  Optional<NodeRequest> next(Optional<Boolean> running, Instant now) {
    askedFor = wishes;
    return switch (phase) {
      case NOTHING, AWAIT_MOTION, HELD, GIVEN_UP, SAFE -> Optional.empty();
      case WRITE -> write();
      case READ_BACK -> Optional.of(new NodeRequest.Read(List.of(nodes.id(value().node()))));
      case MOVE -> move(running, now);
      case MAKE_SAFE -> Optional.of(nodes.request(offer.motion().safe().get(step), ""));
      case PROVE_SAFE ->
          Optional.of(
              new NodeRequest.Read(
                  offer.motion().proof().stream().map(proof -> nodes.id(proof.node())).toList()));
    };
  }

  private NodeInterface.Value value() {
    NodeInterface.Value value = offer.values().get(setpoint);
    if (value == null) {
      throw new IllegalStateException("%s has no '%s'".formatted(name, setpoint.word()));
    }
    return value;
  }

  private NodeKind.Amount amount(String node) {
    if (offer.definition(node).kind() instanceof NodeKind.Amount amount) {
      return amount;
    }
    throw new IllegalStateException("node '" + node + "' is no number");
  }

  private Optional<NodeRequest> write() {
    Quantity quantity = wantedSetpoint().orElseThrow();
    DeviceDescription.Range range = limits.get(setpoint);
    boolean within =
        range != null
            && quantity.canonicalValue() >= range.lowest().canonicalValue()
            && quantity.canonicalValue() <= range.highest().canonicalValue();
    Optional<String> node = value().write();
    if (!within || node.isEmpty()) {
      // The reactor has refused it before; here it is only never sent.
      phase = Phase.GIVEN_UP;
      return Optional.empty();
    }
    return Optional.of(
        new NodeRequest.Write(
            nodes.id(node.get()), new NodeContent.Real(amount(node.get()).raw(quantity))));
  }

  private Optional<NodeRequest> move(Optional<Boolean> running, Instant now) {
    List<NodeInterface.Action> actions =
        shouldRun() ? offer.motion().start() : offer.motion().stop();
    boolean already = shouldRun() && running.equals(Optional.of(true)) && step == 0;
    if (step < actions.size() && !already) {
      return Optional.of(nodes.request(actions.get(step), ""));
    }
    boolean shows = offer.values().containsKey(Capability.RUN) && !actions.isEmpty();
    motionSince = now;
    step = 0;
    phase = shows ? Phase.AWAIT_MOTION : Phase.HELD;
    return Optional.empty();
  }

  /** Takes the answer to what {@link #next} asked last; tells whether it was as hoped. */
  boolean answered(NodeReply reply, Instant now, Consumer<DeviceReport> reports) {
    if (askedFor != wishes) {
      // The answer belongs to an earlier wish: it says nothing about this one.
      return true;
    }
    return switch (reply) {
      case NodeReply.Done() -> done();
      case NodeReply.Values(List<NodeValue> values) -> shown(values, now, reports);
      case NodeReply.Refused(String reason) ->
          failed(FaultClass.REFUSED_STATE, "it refuses: " + reason, now, reports);
      case NodeReply.TimedOut(Duration waited) ->
          failed(
              FaultClass.SILENT,
              "no answer within %s s".formatted(waited.toMillis() / 1e3),
              now,
              reports);
      case NodeReply.Lost(String reason) -> failed(FaultClass.SILENT, reason, now, reports);
    };
  }

  private boolean done() {
    switch (phase) {
      case WRITE -> phase = Phase.READ_BACK;
      case MOVE -> step++;
      case MAKE_SAFE -> {
        step++;
        if (step >= offer.motion().safe().size()) {
          step = 0;
          phase = Phase.PROVE_SAFE;
        }
      }
      case NOTHING, READ_BACK, AWAIT_MOTION, HELD, GIVEN_UP, PROVE_SAFE, SAFE -> {}
    }
    return true;
  }

  private boolean shown(List<NodeValue> values, Instant now, Consumer<DeviceReport> reports) {
    return switch (phase) {
      case READ_BACK -> readBack(values.getFirst(), now, reports);
      case PROVE_SAFE -> proven(values, now, reports);
      case NOTHING, WRITE, MOVE, AWAIT_MOTION, HELD, GIVEN_UP, MAKE_SAFE, SAFE -> true;
    };
  }

  private boolean readBack(NodeValue value, Instant now, Consumer<DeviceReport> reports) {
    Quantity quantity = wantedSetpoint().orElseThrow();
    NodeKind.Amount amount = amount(value().node());
    boolean same =
        value.status().isGood()
            && value.content().orElse(new NodeContent.Other(""))
                instanceof NodeContent.Real(double held)
            && amount.isSame(amount.raw(quantity), held);
    if (!same) {
      return failed(
          FaultClass.READBACK,
          "%s was written, node '%s' holds %s (%s)"
              .formatted(
                  quantity.print(),
                  value().node(),
                  value.content().map(NodeContent::print).orElse("nothing"),
                  value.status().name()),
          now,
          reports);
    }
    reports.accept(
        new DeviceReport.SetpointConfirmed(
            new Tag(name, setpoint), quantity, value().observability(), now));
    step = 0;
    phase = Phase.MOVE;
    return true;
  }

  private boolean proven(List<NodeValue> values, Instant now, Consumer<DeviceReport> reports) {
    List<NodeInterface.Condition> proof = offer.motion().proof();
    for (int i = 0; i < proof.size(); i++) {
      NodeValue value = values.get(i);
      if (!value.status().isGood() || !proof.get(i).holds(value.content())) {
        return failed(
            FaultClass.UNKNOWN,
            "node '%s' holds %s (%s), wanted %s"
                .formatted(
                    proof.get(i).node(),
                    value.content().map(NodeContent::print).orElse("nothing"),
                    value.status().name(),
                    proof.get(i).shows()),
            now,
            reports);
      }
    }
    madeSafe(now, reports);
    return true;
  }

  private boolean failed(
      FaultClass fault, String reason, Instant now, Consumer<DeviceReport> reports) {
    switch (phase) {
      case MAKE_SAFE, PROVE_SAFE -> {
        step = 0;
        phase = Phase.MAKE_SAFE;
        safeFailures++;
        if (safeFailures >= SAFE_FAILURES_AT_MOST && !unconfirmedTold) {
          unconfirmedTold = true;
          reports.accept(new DeviceReport.DeviceFault(name, fault, reason, now));
          reports.accept(new DeviceReport.MadeSafe(name, false, now));
        }
      }
      case WRITE, READ_BACK -> fail(fault, reason, Phase.WRITE, now, reports);
      case MOVE, AWAIT_MOTION -> fail(fault, reason, Phase.MOVE, now, reports);
      case NOTHING, HELD, GIVEN_UP, SAFE -> {}
    }
    return false;
  }

  /** Tries a wish again from one of its phases, or gives it up and says so. */
  private void fail(
      FaultClass fault, String reason, Phase again, Instant now, Consumer<DeviceReport> reports) {
    tries++;
    step = 0;
    phase = again;
    if (tries >= TRIES_AT_MOST) {
      phase = Phase.GIVEN_UP;
      reports.accept(
          new DeviceReport.DeviceFault(
              name, fault, "%s; given up after %d tries".formatted(reason, tries), now));
    }
  }
}
