package dev.weir.jobs;

import java.nio.file.Path;
import java.util.List;

/**
 * Where jobs live and how many run.
 *
 * @param folder of the jobs' own database, attempts and lock
 * @param data the data folder that jobs work on, as children are told
 * @param parallel attempts at the same time, from 1 to 16
 * @param calendar jobs by the calendar
 */
public record JobSettings(Path folder, Path data, int parallel, List<Recurrence> calendar) {
  /** Rejects numbers out of range and makes the folders absolute: children start elsewhere. */
  public JobSettings {
    folder = folder.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
    calendar = List.copyOf(calendar);
    if (parallel < 1 || parallel > 16) {
      throw new IllegalArgumentException("parallel attempts must be from 1 to 16, was " + parallel);
    }
    if (folder.toString().indexOf(';') >= 0) {
      throw new IllegalArgumentException(folder + ": a folder of jobs has no ';' in its path");
    }
    if (calendar.stream().map(Recurrence::name).distinct().count() < calendar.size()) {
      throw new IllegalArgumentException("two lines of the calendar have the same name");
    }
  }
}
