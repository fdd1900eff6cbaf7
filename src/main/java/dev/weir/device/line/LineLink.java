package dev.weir.device.line;

import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.LinkState;
import dev.weir.device.line.QuietLog.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What every line keeps, whatever is spoken on it: its devices and their wishes, when the next try
 * to open it is due, and what the counts, the log and the devices are told when it opens and
 * closes. Owned by the line's thread, except {@link #post} and {@link #statistics}.
 *
 * @param <C> how one speaks with the devices
 */
final class LineLink<C extends Conversation> {
  private final LineName name;
  private final LineMembers<C> devices;
  private final List<LineMember<C>> members;
  private final LinkCounters counters = new LinkCounters();
  private final BackOff backOff = new BackOff();
  private final QuietLog log;
  private boolean everOpened;
  private boolean refusedBefore;
  private Instant lastNow = Instant.MIN;

  /**
   * Makes the link of a line that is not open yet.
   *
   * @throws IllegalArgumentException when a device is there twice
   */
  LineLink(LineName name, List<C> dialogues, Consumer<DeviceReport> reports) {
    this.name = name;
    this.devices = new LineMembers<>(name, dialogues, reports);
    this.members = devices.all();
    this.log = new QuietLog(name);
  }

  LineName name() {
    return name;
  }

  /** Returns the devices in the order of the configuration. */
  List<LineMember<C>> members() {
    return members;
  }

  LinkCounters counters() {
    return counters;
  }

  BackOff backOff() {
    return backOff;
  }

  /**
   * Leaves a wish; any thread.
   *
   * @throws IllegalArgumentException when the device is not on this line
   */
  void post(DeviceRequest request) {
    devices.post(request);
  }

  /** Returns the counts; any thread. */
  LinkStatistics statistics() {
    return counters.snapshot();
  }

  /** Returns when wishes were last taken. */
  Instant lastNow() {
    return lastNow;
  }

  /** Takes every wish and looks after the leases; returns how much was done. */
  int takeWishes(Instant now) {
    lastNow = now;
    return devices.takeWishes(
        now,
        backOff,
        device -> {
          counters.leasesLost.increment();
          trouble(Topic.LEASE, "device '" + device + "': lease ended, it is made safe", now);
        });
  }

  /** Tells whether the line is to be opened now; then its devices are told so. */
  boolean isToBeOpened(Instant now) {
    if (!backOff.isDue(now)) {
      return false;
    }
    if (!refusedBefore) {
      connecting("opening line '" + name + "'", now);
    }
    return true;
  }

  /** Notes that the line could not be opened. */
  void refused(String reason, Instant now) {
    Duration wait = backOff.failed(now);
    String clean = CleanText.of(reason);
    trouble(Topic.PORT, "cannot open: " + clean + "; next try in " + seconds(wait), now);
    refusedBefore = true;
    members.forEach(member -> member.link(LinkState.OFFLINE, clean, now));
  }

  /**
   * Notes that the line is open, whereupon its devices begin.
   *
   * @param words what the log is told
   */
  void opened(String words, Instant now) {
    if (refusedBefore) {
      refusedBefore = false;
      connecting("line '" + name + "' can be opened again", now);
    }
    if (everOpened) {
      counters.reconnects.increment();
    }
    everOpened = true;
    log.info(words);
    members.forEach(member -> member.opened(now));
  }

  /** Notes that an open line is lost; the next try is due after the given wait. */
  void lost(String reason, Duration wait, Instant now) {
    trouble(Topic.PORT, "lost: " + reason + "; next try in " + seconds(wait), now);
  }

  /** Tells the devices that the line is closed. */
  void closed(String reason, Instant now) {
    members.forEach(member -> member.closed(reason, now));
  }

  /** Notes what went wrong, in the counts and, not too often, in the log. */
  void trouble(Topic topic, String text, Instant now) {
    counters.lastError(text);
    log.warn(topic, text, now);
  }

  static String seconds(Duration duration) {
    return duration.toMillis() / 1e3 + " s";
  }

  private void connecting(String reason, Instant now) {
    members.forEach(member -> member.link(LinkState.CONNECTING, reason, now));
  }
}
