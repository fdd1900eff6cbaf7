package dev.weir.reactor;

import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Tag;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the control cycle works: its times, and which species make a feed dangerous.
 *
 * @param period of the cycle, above zero
 * @param lease how long a request is valid unless it is renewed; at least three periods
 * @param readingsEvery how often the readings are journalled
 * @param expiry age after which a reading is stale, for tags without an expiry of their own
 * @param expiries age after which a reading of this tag is stale, as its device is polled
 * @param initiators species that start the reaction: a feed that holds one is stopped first
 * @param monomers species that polymerise: an initiator feed may only run beside one of them
 */
public record ControlSettings(
    Duration period,
    Duration lease,
    Duration readingsEvery,
    Duration expiry,
    SortedMap<Tag, Duration> expiries,
    Set<SpeciesName> initiators,
    Set<SpeciesName> monomers) {
  /** Copies the collections and checks the times. */
  public ControlSettings {
    expiries = Collections.unmodifiableSortedMap(new TreeMap<>(expiries));
    initiators = Collections.unmodifiableSet(new TreeSet<>(initiators));
    monomers = Collections.unmodifiableSet(new TreeSet<>(monomers));
    positive("period", period);
    positive("interval of recorded readings", readingsEvery);
    positive("expiry", expiry);
    expiries.forEach((tag, age) -> positive("expiry of " + tag, age));
    if (lease.compareTo(period.multipliedBy(3)) < 0) {
      throw new IllegalArgumentException(
          "lease must be at least three periods (%s ms), was %s ms"
              .formatted(period.multipliedBy(3).toMillis(), lease.toMillis()));
    }
  }

  /** Returns the standard times: 100 ms period, 2 s lease, readings every 10 s, 3 s expiry. */
  public static ControlSettings standard(Set<SpeciesName> initiators, Set<SpeciesName> monomers) {
    return new ControlSettings(
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(3),
        new TreeMap<>(),
        initiators,
        monomers);
  }

  /** Returns these settings with the expiries of slowly polled tags. */
  public ControlSettings withExpiries(Map<Tag, Duration> slow) {
    return new ControlSettings(
        period, lease, readingsEvery, expiry, new TreeMap<>(slow), initiators, monomers);
  }

  /** Returns the age after which a reading of this tag is stale. */
  public Duration expiry(Tag tag) {
    return expiries.getOrDefault(tag, expiry);
  }

  private static void positive(String what, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          what + " must be above 0 ms, was " + value.toMillis() + " ms");
    }
  }
}
