package dev.weir.journal;

import java.time.Duration;

/**
 * How a journal is kept.
 *
 * @param segmentBytes size at which a segment is closed, in bytes; a segment is closed at the end
 *     of its day, too (UTC)
 * @param forceInterval longest time that an event which is not forced by itself waits for the disk
 * @param queueCapacity events that may wait for the journal's thread
 */
public record JournalSettings(long segmentBytes, Duration forceInterval, int queueCapacity) {
  private static final long MOST_SEGMENT_BYTES = 1L << 30;
  private static final int MOST_QUEUED = 1 << 20;

  /** 64 MiB, one second, 16,384 events. */
  public static final JournalSettings STANDARD =
      new JournalSettings(64L * 1024 * 1024, Duration.ofSeconds(1), 16_384);

  /** Rejects settings outside their bounds. */
  public JournalSettings {
    if (segmentBytes < 1024 || segmentBytes > MOST_SEGMENT_BYTES) {
      throw new IllegalArgumentException(
          "a segment has 1024 to %d bytes, was %d".formatted(MOST_SEGMENT_BYTES, segmentBytes));
    }
    if (forceInterval.isNegative()) {
      throw new IllegalArgumentException("the force interval must be >= 0 s, was " + forceInterval);
    }
    if (queueCapacity < 1 || queueCapacity > MOST_QUEUED) {
      throw new IllegalArgumentException(
          "the queue holds 1 to %d events, was %d".formatted(MOST_QUEUED, queueCapacity));
    }
  }
}
