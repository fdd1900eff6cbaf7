package dev.weir.api.rest;

import dev.weir.campaign.LabSnapshot;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.reactor.ProcessValues.Observed;
import dev.weir.reactor.Quality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The course of every reading over the last {@link #SPAN} of plant time, in memory. Only fresh,
 * good readings are kept, so that a curve has a gap where nothing was known. Any thread; every
 * method holds the one lock for a short time.
 */
final class TrendMemory {
  /** How far back it reaches, on the plant's clock. */
  static final Duration SPAN = Duration.ofHours(12);

  /** Readings closer together than this are not kept, on the plant's clock. */
  static final Duration RESOLUTION = Duration.ofSeconds(2);

  private static final int CAPACITY = (int) SPAN.dividedBy(RESOLUTION);

  private final Map<String, Ring> rings = new TreeMap<>();
  private Instant last = Instant.MIN;
  private Instant first = Instant.MAX;

  /** Takes the readings of a snapshot, unless the last one taken is hardly older. */
  synchronized void sample(LabSnapshot snapshot) {
    if (last.isAfter(Instant.MIN) && snapshot.at().isBefore(last.plus(RESOLUTION))) {
      return;
    }
    last = snapshot.at();
    first = first.equals(Instant.MAX) ? last : first;
    for (Map.Entry<Tag, Observed> entry : snapshot.reactor().values().entrySet()) {
      if (entry.getValue().quality() == Quality.GOOD
          && entry.getValue().reading() instanceof Reading.Good good) {
        rings
            .computeIfAbsent(entry.getKey().toString(), tag -> new Ring())
            .add(last.toEpochMilli(), good.value().canonicalValue());
      }
    }
  }

  /** Returns the earliest instant it can tell of; empty before the first sample. */
  synchronized Optional<Instant> reachesBackTo() {
    if (first.equals(Instant.MAX)) {
      return Optional.empty();
    }
    Instant oldestKept = last.minus(SPAN);
    return Optional.of(first.isAfter(oldestKept) ? first : oldestKept);
  }

  /**
   * Returns the points of a tag from one instant to another, both included; empty when the tag is
   * unknown.
   */
  synchronized List<TrendReply.Point> course(String tag, Instant from, Instant to) {
    Ring ring = rings.get(tag);
    return ring == null ? List.of() : ring.between(from.toEpochMilli(), to.toEpochMilli());
  }

  /** The last {@link #CAPACITY} points of one tag; grows until it is full, then the oldest goes. */
  private static final class Ring {
    private static final int FIRST_SIZE = 256;

    private long[] at = new long[FIRST_SIZE];
    private double[] value = new double[FIRST_SIZE];
    private int start;
    private int size;

    private void add(long atMs, double number) {
      if (size == at.length && size < CAPACITY) {
        grow();
      }
      int place = (start + size) % at.length;
      at[place] = atMs;
      value[place] = number;
      if (size == at.length) {
        start = (start + 1) % at.length;
      } else {
        size++;
      }
    }

    private void grow() {
      int length = Math.min(CAPACITY, at.length * 2);
      at = Arrays.copyOf(at, length);
      value = Arrays.copyOf(value, length);
    }

    private List<TrendReply.Point> between(long fromMs, long toMs) {
      List<TrendReply.Point> points = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int place = (start + i) % at.length;
        if (at[place] >= fromMs && at[place] <= toMs) {
          points.add(new TrendReply.Point(at[place], value[place]));
        }
      }
      return points;
    }
  }
}
