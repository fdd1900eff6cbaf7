package dev.weir.app.file;

import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.WeirHome;
import dev.weir.jobs.JobKinds;
import dev.weir.jobs.JobSettings;
import dev.weir.jobs.Recurrence;
import dev.weir.jobs.RefusedJobException;
import dev.weir.yaml.YamlMap;
import dev.weir.yaml.YamlReader;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file of the background jobs as read.
 *
 * @param runsIn who works on them
 * @param parallel attempts at the same time
 * @param calendar jobs by the calendar
 * @param afterRuns jobs that follow accepted runs
 */
public record JobsFile(
    RunsIn runsIn, int parallel, List<Recurrence> calendar, List<AfterRuns> afterRuns) {
  /** The file that comes with the program. */
  public static final Path DEFAULT = Path.of("config", "jobs.yaml");

  private static final int MOST_RUNS = 1_000_000;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** One by nobody's calendar and after nobody's runs. */
  public JobsFile(RunsIn runsIn, int parallel, List<Recurrence> calendar) {
    this(runsIn, parallel, calendar, List.of());
  }

  /** Who works on jobs. */
  public enum RunsIn {
    /** The daemon itself. */
    DAEMON,
    /** A process of its own. */
    WORKER
  }

  /**
   * Reads the file.
   *
   * @throws dev.weir.yaml.YamlException when anything in it is wrong
   */
  public static JobsFile read(Path file, JobKinds kinds) {
    YamlMap root = YamlReader.read(WeirHome.find(file));
    RunsIn runsIn = root.word("runs_in", RunsIn.class);
    int parallel = root.integer("parallel", 1, 16);
    ZoneId zone = root.parsed("time_zone", JobsFile::zone);
    List<Recurrence> calendar =
        root.maps("calendar").stream().map(line -> recurrence(line, zone, kinds)).toList();
    List<AfterRuns> afterRuns =
        root.maps("after_runs").stream().map(line -> afterRuns(line, kinds)).toList();
    root.refuseUnknownKeys();
    return new JobsFile(runsIn, parallel, calendar, afterRuns);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "is no time zone such as UTC or Europe/Berlin, was '%s'".formatted(text), e);
    }
  }

  private static Recurrence recurrence(YamlMap line, ZoneId zone, JobKinds kinds) {
    String name = line.parsed("name", JobsFile::name);
    String kind = line.parsed("kind", text -> known(text, kinds));
    SortedMap<String, String> arguments = arguments(line);
    Recurrence recurrence =
        line.parsed("cron", cron -> new Recurrence(name, kind, cron, zone, arguments));
    line.refuseUnknownKeys();
    return recurrence;
  }

  private static AfterRuns afterRuns(YamlMap line, JobKinds kinds) {
    AfterRuns after =
        new AfterRuns(
            line.parsed("name", JobsFile::name),
            line.parsed("kind", text -> known(text, kinds)),
            line.integer("runs", 1, MOST_RUNS),
            arguments(line));
    line.refuseUnknownKeys();
    return after;
  }

  private static SortedMap<String, String> arguments(YamlMap line) {
    SortedMap<String, String> arguments = new TreeMap<>();
    line.optionalMap("arguments")
        .ifPresent(map -> map.keys().forEach(key -> arguments.put(key, map.text(key))));
    return arguments;
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a name is lower-case letters, digits and dashes, was '%s'".formatted(text));
    }
    return text;
  }

  private static String known(String kind, JobKinds kinds) {
    try {
      return kinds.get(kind).name();
    } catch (RefusedJobException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Returns the settings for a data folder. */
  public JobSettings settings(DataFolder data) {
    return new JobSettings(data.jobs(), data.folder(), parallel, calendar);
  }
}
