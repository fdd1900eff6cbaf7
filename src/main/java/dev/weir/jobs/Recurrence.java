package dev.weir.jobs;

import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import java.time.ZoneId;
import java.util.SortedMap;

/**
 * A job by the calendar. When its hour comes while an earlier one of the same kind has not ended,
 * that hour is passed over.
 *
 * @param name of the line in the calendar, unique
 * @param kind the name of its kind
 * @param cron five fields: minute, hour, day of month, month, day of week
 * @param zone in which the hours are meant
 * @param arguments what to work on
 */
public record Recurrence(
    String name, String kind, String cron, ZoneId zone, SortedMap<String, String> arguments) {
  /** Rejects what is no cron expression. */
  public Recurrence {
    try {
      new CronSchedule(cron, zone, CronStyle.UNIX);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a calendar line has five fields (minute hour day month weekday), was '%s': %s"
              .formatted(cron, e.getMessage()),
          e);
    }
  }

  CronSchedule schedule() {
    return new CronSchedule(cron, zone, CronStyle.UNIX);
  }
}
