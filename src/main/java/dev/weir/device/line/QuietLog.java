package dev.weir.device.line;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one line, limited in rate: at most one entry of each topic a minute, with the number
 * of those left out. Owned by the line's thread.
 */
final class QuietLog {
  /** Least time between two entries of one topic. */
  private static final Duration APART = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger("dev.weir.line");

  private final LineName line;
  private final Map<Topic, Entry> latest = new EnumMap<>(Topic.class);

  QuietLog(LineName line) {
    this.line = line;
  }

  /** What an entry is about. */
  enum Topic {
    PORT,
    TIMEOUT,
    GARBLED,
    LATE,
    LEASE,
    FOLDER,
    CAPTURE,
    REFUSED
  }

  void warn(Topic topic, String text, Instant now) {
    Entry before = latest.get(topic);
    if (before != null && now.isBefore(before.at.plus(APART))) {
      before.leftOut++;
      return;
    }
    latest.put(topic, new Entry(now));
    if (before == null || before.leftOut == 0) {
      LOG.warn("line {}: {}", line, CleanText.of(text));
    } else {
      LOG.warn(
          "line {}: {} ({} more of this kind since)", line, CleanText.of(text), before.leftOut);
    }
  }

  void info(String text) {
    LOG.info("line {}: {}", line, CleanText.of(text));
  }

  private static final class Entry {
    private final Instant at;
    private long leftOut;

    Entry(Instant at) {
      this.at = at;
    }
  }
}
