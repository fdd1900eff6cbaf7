package dev.weir.reactor;

import dev.weir.device.BadReason;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import java.time.Instant;

/** The last reading of one tag and what it is worth. Owned by the control thread. */
final class Channel {
  private final Tag tag;
  private final String text;
  private final long expiry;
  private Reading reading;
  private Quality quality = Quality.BAD;
  private ProcessValues.Observed observed;
  private double value = Double.NaN;
  private long freshAt = Long.MIN_VALUE;
  private long generatedAt = Long.MIN_VALUE;
  private long changedAt = Long.MIN_VALUE;
  private long goodSince = Nanos.NEVER;
  private long notGoodSince;
  private boolean held;
  private boolean frozen;

  Channel(Tag tag, long expiryNanos, Instant now) {
    this.tag = tag;
    this.text = tag.toString();
    this.expiry = expiryNanos;
    this.reading = Reading.bad(BadReason.NEVER_READ, now);
    this.observed = new ProcessValues.Observed(reading, quality);
    this.notGoodSince = Nanos.of(now);
  }

  /** Takes a new reading; a number of another dimension than the tag's is unreadable. */
  void take(Reading taken) {
    switch (taken) {
      case Reading.Good good when good.value().dimension() == tag.capability().dimension() ->
          takeGood(good);
      case Reading.Good good -> takeBad(Reading.bad(BadReason.UNREADABLE, good.acquiredAt()));
      case Reading.Bad bad -> takeBad(bad);
    }
  }

  /**
   * Takes a value that only a command confirms: it holds until the link is lost, for nothing will
   * read it again.
   */
  void hold(Reading.Good good) {
    take(good);
    held = quality == Quality.GOOD;
  }

  /** The link is lost: a held value is no longer known. */
  void release() {
    held = false;
  }

  private void takeGood(Reading.Good good) {
    double next = good.value().canonicalValue();
    if (Double.doubleToLongBits(next) != Double.doubleToLongBits(value)) {
      changedAt = Nanos.of(good.acquiredAt());
      frozen = false;
    }
    // A source whose own time stands still (an OPC UA server without its device) does not refresh
    // the value.
    long generated = Nanos.of(good.generatedAt());
    boolean advanced = generated != generatedAt;
    if (advanced) {
      freshAt = Nanos.of(good.acquiredAt());
    }
    generatedAt = generated;
    held = false;
    value = next;
    reading = good;
    boolean better = advanced && !frozen;
    become(
        better || quality == Quality.GOOD ? Quality.GOOD : Quality.STALE,
        Nanos.of(good.acquiredAt()));
  }

  private void takeBad(Reading bad) {
    reading = bad;
    held = false;
    become(Quality.BAD, Nanos.of(bad.acquiredAt()));
  }

  /**
   * Marks the value stale when it is past its expiry, or has not changed by a bit for too long on a
   * channel that always moves.
   *
   * @param frozenAfter ns without change that mean a frozen value; {@link Nanos#NEVER} when the
   *     channel may stand still
   * @return whether the quality changed
   */
  boolean age(long now, long frozenAfter) {
    if (quality == Quality.BAD) {
      return false;
    }
    boolean tooOld = !held && now - freshAt > expiry;
    frozen = frozenAfter != Nanos.NEVER && now - changedAt > frozenAfter;
    Quality next = tooOld || frozen ? Quality.STALE : Quality.GOOD;
    if (next == quality) {
      return false;
    }
    become(next, now);
    return true;
  }

  private void become(Quality next, long now) {
    if (next == Quality.GOOD) {
      goodSince = quality == Quality.GOOD ? goodSince : now;
    } else {
      notGoodSince = quality == Quality.GOOD ? now : notGoodSince;
    }
    quality = next;
    observed = new ProcessValues.Observed(reading, quality);
  }

  Tag tag() {
    return tag;
  }

  /** Returns the tag as {@code device/capability}. */
  String text() {
    return text;
  }

  ProcessValues.Observed observed() {
    return observed;
  }

  Quality quality() {
    return quality;
  }

  boolean isGood() {
    return quality == Quality.GOOD;
  }

  /** Returns the reason of the last bad reading; meaningless while the quality is not BAD. */
  BadReason badReason() {
    return switch (reading) {
      case Reading.Bad(BadReason reason, Instant ignored) -> reason;
      case Reading.Good ignored -> BadReason.NEVER_READ;
    };
  }

  /** Returns the value in its canonical unit while good; else NaN. */
  double goodValue() {
    return quality == Quality.GOOD ? value : Double.NaN;
  }

  /** Returns since when it has been good; {@link Nanos#NEVER} while it is not. */
  long goodSince() {
    return quality == Quality.GOOD ? goodSince : Nanos.NEVER;
  }

  /** Returns since when it has not been good; {@link Nanos#NEVER} while it is. */
  long notGoodSince() {
    return quality == Quality.GOOD ? Nanos.NEVER : notGoodSince;
  }

  /** Returns when the last good reading was complete; very long ago when there was none. */
  long freshAt() {
    return freshAt;
  }
}
