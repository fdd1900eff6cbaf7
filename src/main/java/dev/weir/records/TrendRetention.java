package dev.weir.records;

import dev.weir.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Thins the readings with age: all for a week, one a minute for a quarter of a year, then one in
 * ten minutes. The journal keeps every one.
 *
 * <p>It is done at the first entry of each day of the journal's own clock, so that records that are
 * built anew from the journal come out the same. Owned by the thread that writes the records.
 */
final class TrendRetention {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  /** Days for which every reading is kept; days for which one a minute is kept. */
  private static final long WHOLE_DAYS = 7;

  private static final long MINUTE_DAYS = 90;

  private final Connection connection;
  private long day;

  TrendRetention(Connection connection) throws SQLException {
    this.connection = connection;
    // The day of the last reading has been thinned for already; once more would change nothing.
    this.day =
        Statements.rows(
                connection,
                "SELECT COALESCE(MAX(at_ms), 0) AS last_ms FROM readings",
                row -> Math.floorDiv(row.getLong("last_ms"), DAY))
            .getFirst();
  }

  /** Tells whether a new day has begun. */
  boolean isDue(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), DAY) > day;
  }

  /** Thins what has come of age since the last time. */
  void thin(Instant at) throws SQLException {
    long today = Math.floorDiv(at.toEpochMilli(), DAY);
    // After a rest of many days all the days between come of age at once.
    keepOneIn(MINUTE, day - WHOLE_DAYS - 1, today - WHOLE_DAYS);
    keepOneIn(10 * MINUTE, day - MINUTE_DAYS - 1, today - MINUTE_DAYS);
    day = today;
  }

  private void keepOneIn(long span, long fromDay, long toDay) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            DELETE FROM readings WHERE at_ms >= ? AND at_ms < ? AND EXISTS (
              SELECT 1 FROM readings earlier WHERE earlier.tag_id = readings.tag_id
                AND earlier.at_ms >= readings.at_ms - MOD(readings.at_ms, ?) AND earlier.at_ms < readings.at_ms)
            """)) {
      Statements.bind(delete, fromDay * DAY, toDay * DAY, span);
      delete.executeUpdate();
    }
  }
}
