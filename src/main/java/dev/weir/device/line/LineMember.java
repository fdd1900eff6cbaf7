package dev.weir.device.line;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Wanted;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One device on a line: its dialogue, the slot through which its wishes come, and the lease on the
 * present one. Owned by the line's thread, except {@link #post}.
 *
 * @param <C> how one speaks with it
 */
final class LineMember<C extends Conversation> {
  private static final Wanted SAFE = new Wanted.Safe();

  private final C dialogue;
  private final Consumer<DeviceReport> reports;
  private final Consumer<DeviceReport> outlet = this::report;
  private final AtomicReference<Optional<DeviceRequest>> slot =
      new AtomicReference<>(Optional.empty());
  private Optional<Wanted> given = Optional.empty();
  private Instant leaseUntil = Instant.MAX;
  private boolean leaseLost;
  private int urgentInARow;
  private boolean sentIntoQuarantine;
  private Optional<LinkState> linkState = Optional.empty();
  private String linkReason = "";

  LineMember(C dialogue, Consumer<DeviceReport> reports) {
    this.dialogue = dialogue;
    this.reports = reports;
  }

  DeviceName device() {
    return dialogue.device();
  }

  C dialogue() {
    return dialogue;
  }

  /** Returns how many urgent exchanges it has had since the last ordinary one of the line. */
  int urgentInARow() {
    return urgentInARow;
  }

  void urgentInARow(int count) {
    urgentInARow = count;
  }

  /**
   * Tells whether its latest exchange was begun while a late reply of an earlier one could still
   * come.
   */
  boolean sentIntoQuarantine() {
    return sentIntoQuarantine;
  }

  void sentIntoQuarantine(boolean value) {
    sentIntoQuarantine = value;
  }

  /** Leaves the latest wish; any thread. */
  void post(DeviceRequest request) {
    slot.set(Optional.of(request));
  }

  /** What taking the wishes has led to. */
  enum Turn {
    /** Nothing new. */
    NONE,
    /** A wish was taken over or its lease renewed. */
    TAKEN,
    /** The device is now to be made safe, and was not before. */
    TO_SAFE,
    /** The lease ended: the device is to be made safe without being asked. */
    LEASE_LOST
  }

  /** Takes the wish from the slot and looks after its lease. */
  Turn takeWish(Instant now) {
    Turn turn = Turn.NONE;
    if (slot.getAcquire().isPresent()) {
      Optional<DeviceRequest> request = slot.getAndSet(Optional.empty());
      if (request.isPresent()) {
        turn = take(request.get(), now);
      }
    }
    if (!leaseLost && !now.isBefore(leaseUntil)) {
      loseLease(now);
      return Turn.LEASE_LOST;
    }
    return turn;
  }

  private Turn take(DeviceRequest request, Instant now) {
    leaseUntil = request.leaseUntil();
    if (!now.isBefore(leaseUntil)) {
      return Turn.TAKEN;
    }
    leaseLost = false;
    Wanted wanted = request.wanted();
    if (given.isPresent() && given.get().equals(wanted)) {
      return Turn.TAKEN;
    }
    give(wanted, now);
    return wanted instanceof Wanted.Safe ? Turn.TO_SAFE : Turn.TAKEN;
  }

  private void loseLease(Instant now) {
    leaseLost = true;
    String before = given.map(Wanted::toString).orElse("nothing");
    give(SAFE, now);
    report(
        new DeviceReport.DeviceFault(
            device(),
            FaultClass.WATCHDOG,
            "no newer request came before the lease ended at %s (wanted until then: %s); the line makes it safe by itself"
                .formatted(leaseUntil, before),
            now));
  }

  private void give(Wanted wanted, Instant now) {
    given = Optional.of(wanted);
    dialogue.want(wanted, now);
  }

  void opened(Instant now) {
    dialogue.opened(now, outlet);
    given.ifPresent(wanted -> dialogue.want(wanted, now));
  }

  void closed(String reason, Instant now) {
    dialogue.closed(reason, now, outlet);
    link(LinkState.OFFLINE, reason, now);
  }

  void link(LinkState state, String reason, Instant now) {
    report(new DeviceReport.LinkChanged(device(), state, reason, now));
  }

  /** Returns where the dialogue's reports go. */
  Consumer<DeviceReport> outlet() {
    return outlet;
  }

  /**
   * Passes a report on; the line and the dialogue both speak of the link, and its state is said
   * once, or once for each reason why it is offline.
   */
  private void report(DeviceReport report) {
    if (report instanceof DeviceReport.LinkChanged changed) {
      boolean repeated =
          linkState.isPresent()
              && linkState.get() == changed.state()
              && (changed.state() == LinkState.CONNECTING || linkReason.equals(changed.reason()));
      linkReason = changed.reason();
      if (repeated && isOfTheLine(changed.state())) {
        return;
      }
      linkState = Optional.of(changed.state());
    }
    reports.accept(report);
  }

  private static boolean isOfTheLine(LinkState state) {
    return state == LinkState.OFFLINE || state == LinkState.CONNECTING;
  }
}
