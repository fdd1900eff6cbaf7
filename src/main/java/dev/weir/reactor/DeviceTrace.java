package dev.weir.reactor;

import dev.weir.device.Device;
import dev.weir.device.DeviceName;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.units.Quantity;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What is known of one device's link, faults and safe state. Owned by the control thread. */
final class DeviceTrace {
  /** A fault counts as present for so long after its last report: faults are events, not states. */
  static final long FAULT_LASTS = 10 * Nanos.SECOND;

  private final Device device;
  private LinkState link = LinkState.OFFLINE;
  private boolean everReady;
  private long notReadySince;
  private long lastValidAt = Nanos.NEVER;
  private final Map<FaultClass, Reported> faults = new EnumMap<>(FaultClass.class);
  private long lastFaultAt = Nanos.NEVER;
  private boolean provenSafe;
  private long lastAskedOtherwise = Long.MIN_VALUE;

  private Optional<Range> toldRange = Optional.empty();

  /** From one set-point to another. */
  private record Range(Quantity lowest, Quantity highest) {}

  /** The last report of a class of fault. */
  private record Reported(String text, long at) {}

  DeviceTrace(Device device, long now) {
    this.device = device;
    this.notReadySince = now;
  }

  Device device() {
    return device;
  }

  DeviceName name() {
    return device.name();
  }

  /** Takes the range of its set-point that the device itself allows. */
  void narrowed(Quantity lowest, Quantity highest) {
    toldRange = Optional.of(new Range(lowest, highest));
  }

  /** Tells why the device itself would refuse a set-point; empty when it would not. */
  Optional<String> refusal(Quantity setpoint) {
    return toldRange
        .filter(
            range ->
                range.lowest.dimension() == setpoint.dimension()
                    && (setpoint.canonicalValue() < range.lowest.canonicalValue()
                        || setpoint.canonicalValue() > range.highest.canonicalValue()))
        .map(
            range ->
                "set-point %s is outside what %s says that it takes, %s to %s"
                    .formatted(
                        setpoint.print(), name(), range.lowest.print(), range.highest.print()));
  }

  /** Tells whether it moves or heats: only such a device has a safe state to prove. */
  boolean isActuator() {
    return switch (device) {
      case Device.Pump ignored -> true;
      case Device.TemperatureController ignored -> true;
      case Device.Sensor ignored -> false;
      case Device.Analyser ignored -> false;
    };
  }

  LinkState link() {
    return link;
  }

  void linkMoved(LinkState next, long now) {
    if (next == LinkState.READY) {
      everReady = true;
    } else if (link == LinkState.READY) {
      notReadySince = now;
    }
    link = next;
    // A device that was away may have done anything: its safe state is no longer proven.
    switch (next) {
      case OFFLINE, CONNECTING, FAULT -> provenSafe = false;
      case VERIFYING, READY -> {}
    }
  }

  void answered(long at) {
    lastValidAt = lastValidAt == Nanos.NEVER ? at : Math.max(lastValidAt, at);
  }

  /** Tells whether it was ready once in this session. */
  boolean wasReady() {
    return everReady;
  }

  /** Tells whether there has been no valid reply, or no ready link, for the given time. */
  boolean isLost(long span, long now) {
    return hasLostLink(span, now) || (lastValidAt != Nanos.NEVER && now - lastValidAt >= span);
  }

  /** Tells whether the link has not been ready for the given time. */
  boolean hasLostLink(long span, long now) {
    return link != LinkState.READY && now - notReadySince >= span;
  }

  /** Returns how long ago it last gave a sign of life, in ns. */
  long silentFor(long now) {
    long silent = lastValidAt == Nanos.NEVER ? 0 : now - lastValidAt;
    return link == LinkState.READY ? silent : Math.max(silent, now - notReadySince);
  }

  /**
   * Takes a fault; returns whether it is new, not a repetition of the same words within a minute.
   */
  boolean faulted(FaultClass kind, String text, long at) {
    Reported before = faults.put(kind, new Reported(text, at));
    lastFaultAt = at;
    return before == null || at - before.at() > Nanos.MINUTE || !before.text().equals(text);
  }

  /** Tells whether any fault was reported within the last ten seconds. */
  boolean hasFault(long now) {
    return lastFaultAt != Nanos.NEVER && now - lastFaultAt < FAULT_LASTS;
  }

  /** Tells whether a fault of this class was reported within the last ten seconds. */
  boolean hasFault(FaultClass kind, long now) {
    if (!hasFault(now)) {
      return false;
    }
    Reported reported = faults.get(kind);
    return reported != null && now - reported.at() < FAULT_LASTS;
  }

  /** Returns the device's words of the last fault of this class; empty when there was none. */
  String faultText(FaultClass kind) {
    Reported reported = faults.get(kind);
    return reported == null ? "" : reported.text();
  }

  boolean isProvenSafe() {
    return provenSafe;
  }

  /**
   * Takes whether it is asked to be safe in this cycle; asked for anything else, an earlier proof
   * is void.
   */
  void askSafe(boolean safe, long now) {
    if (!safe) {
      lastAskedOtherwise = now;
      provenSafe = false;
    }
  }

  /**
   * Takes the end of its safe-state sequence. It proves something only when nothing else was asked
   * since: also when a line whose lease had ended made its device safe before it was asked to.
   */
  void madeSafe(boolean confirmed, long at) {
    provenSafe = confirmed && at >= lastAskedOtherwise;
  }
}
