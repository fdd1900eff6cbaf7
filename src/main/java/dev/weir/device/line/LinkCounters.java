package dev.weir.device.line;

import java.util.concurrent.atomic.AtomicLong;

/** The counts of one link. Written by the line's thread only, read by any. */
final class LinkCounters {
  final Count exchanges = new Count();
  final Count answered = new Count();
  final Count timeouts = new Count();
  final Count garbled = new Count();
  final Count late = new Count();
  final Count unsolicited = new Count();
  final Count strayBytes = new Count();
  final Count reconnects = new Count();
  final Count leasesLost = new Count();
  private volatile String lastError = "";

  void lastError(String text) {
    lastError = text;
  }

  LinkStatistics snapshot() {
    return new LinkStatistics(
        exchanges.value(),
        answered.value(),
        timeouts.value(),
        garbled.value(),
        late.value(),
        unsolicited.value(),
        strayBytes.value(),
        reconnects.value(),
        leasesLost.value(),
        lastError);
  }

  /**
   * One count with a single writer: a plain read and an ordered write, cheaper than an atomic
   * addition.
   */
  static final class Count {
    private final AtomicLong value = new AtomicLong();

    void add(long more) {
      value.setRelease(value.getPlain() + more);
    }

    void increment() {
      add(1);
    }

    long value() {
      return value.getAcquire();
    }
  }
}
