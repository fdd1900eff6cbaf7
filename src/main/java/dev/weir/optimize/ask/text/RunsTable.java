package dev.weir.optimize.ask.text;

import dev.weir.optimize.ask.Output;
import dev.weir.optimize.ask.Problem;
import dev.weir.optimize.ask.Told;
import dev.weir.optimize.ask.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads the runs so far of a problem from a table: a header of names, then one run a line.
 *
 * @param problem the problem, with its objectives as outputs when the table holds those instead
 * @param runs in the order of the table
 * @param hours from the start of the first run to the end of the last one, in h: the largest number
 *     of the column {@code hours}; empty without it
 * @param sha256 of the lines that were read
 */
public record RunsTable(Problem problem, List<Told> runs, OptionalDouble hours, String sha256) {
  /** Keeps its own list. */
  public RunsTable {
    runs = List.copyOf(runs);
  }

  private static final String HOURS = "hours";
  private static final Set<String> FAILED = Set.of("failed", "fail", "error", "nan", "infeasible");
  private static final Set<String> VOID = Set.of("void", "voided", "refused", "skipped");
  private static final Set<String> PENDING = Set.of("pending", "running", "proposed");
  private static final Set<String> MISSING = Set.of("", "na", "n/a", "none", "null", "-");
  private static final Set<String> DONE = Set.of("", "ok", "done", "measured", "accepted");

  /**
   * Reads lines.
   *
   * @param file name of the table, for its faults
   * @param lines a header, then one run each; none is a table without runs
   * @param most read at most so many runs
   * @throws TableException with line and reason
   */
  public static RunsTable parse(String file, List<String> lines, Problem problem, int most) {
    Optional<Written> written = Optional.empty();
    List<Told> runs = new ArrayList<>();
    List<Double> hours = new ArrayList<>();
    StringBuilder read = new StringBuilder();
    for (int i = 0; i < lines.size() && runs.size() < most; i++) {
      String line =
          i == 0 && lines.get(i).startsWith("\uFEFF") ? lines.get(i).substring(1) : lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      read.append(line.strip()).append('\n');
      if (written.isEmpty()) {
        TableCells table = TableCells.of(file, line);
        written = Optional.of(new Written(table, ToldColumns.of(problem, table)));
        continue;
      }
      Row row = new Row(i + 1, written.get(), written.get().table().cells(i + 1, line));
      runs.add(row.told());
      row.hours().ifPresent(hours::add);
    }
    Problem known = written.map(table -> table.columns().problem()).orElse(problem);
    if (known.standing().hours().isPresent()
        && !runs.isEmpty()
        && written.filter(header -> header.table().has(HOURS)).isEmpty()) {
      throw new TableException(
          file
              + ": stop.hours needs a column 'hours', the time from the start of the first run to the"
              + " end of each one, in h");
    }
    return new RunsTable(
        known,
        List.copyOf(runs),
        hours.stream().mapToDouble(Double::doubleValue).max(),
        Answer.sha256(read.toString()));
  }

  /** How the table is written and what its columns tell of the problem. */
  private record Written(TableCells table, ToldColumns columns) {}

  /** One line of the table. */
  private record Row(int line, Written written, List<String> cells) {
    private Problem problem() {
      return written.columns().problem();
    }

    private Told told() {
      double[] values = new double[problem().variables().size()];
      for (int v = 0; v < values.length; v++) {
        values[v] = setting(problem().variables().get(v));
      }
      double[] outputs = new double[problem().outputs().size()];
      boolean failed = false;
      for (int o = 0; o < outputs.length; o++) {
        String text = cell(problem().outputs().get(o).name());
        boolean broken = FAILED.contains(text.toLowerCase(Locale.ROOT));
        failed |= broken;
        Output output = problem().outputs().get(o);
        outputs[o] =
            MISSING.contains(text.toLowerCase(Locale.ROOT)) || broken
                ? Double.NaN
                : number(text, withUnit(output.name(), output.unit()));
      }
      Told.State state = state(outputs, failed);
      requireColumns(state);
      return new Told(values, outputs, state);
    }

    /** Runs that are said to be pending, failed or void need no outputs. */
    private void requireColumns(Told.State state) {
      boolean isTold = state != Told.State.MEASURED && !cell("status").isEmpty();
      written
          .columns()
          .missing()
          .filter(_ -> !isTold)
          .ifPresent(
              fault -> {
                throw new TableException(fault);
              });
    }

    private Told.State state(double[] outputs, boolean failed) {
      String status = cell("status").toLowerCase(Locale.ROOT);
      if (FAILED.contains(status)) {
        return Told.State.FAILED;
      }
      if (VOID.contains(status)) {
        return Told.State.VOID;
      }
      if (PENDING.contains(status)) {
        return Told.State.PENDING;
      }
      if (!DONE.contains(status)) {
        throw new TableException(
            "%s:%d: status must be ok, failed, pending or void, was '%s'"
                .formatted(written.table().file(), line, status));
      }
      boolean nothing = Arrays.stream(outputs).allMatch(Double::isNaN);
      return nothing ? (failed ? Told.State.FAILED : Told.State.PENDING) : Told.State.MEASURED;
    }

    /** A variable or an output of that name is no time. */
    private OptionalDouble hours() {
      String text = cell(HOURS);
      boolean isTime =
          problem().variables().stream().noneMatch(variable -> variable.name().equals(HOURS))
              && problem().outputs().stream().noneMatch(output -> output.name().equals(HOURS));
      if (!isTime || text.isEmpty()) {
        return OptionalDouble.empty();
      }
      double hours = number(text, "hours [h]");
      if (hours < 0.0) {
        throw new TableException(
            "%s:%d: hours [h] must not be negative, was %s"
                .formatted(written.table().file(), line, text));
      }
      return OptionalDouble.of(hours);
    }

    private double setting(Variable variable) {
      String text = cell(variable.name());
      return switch (variable) {
        case Variable.Choice choice -> {
          int position = choice.choices().indexOf(text);
          if (position < 0) {
            throw new TableException(
                "%s:%d: %s must be one of %s, was '%s'"
                    .formatted(
                        written.table().file(), line, choice.name(), choice.choices(), text));
          }
          yield position;
        }
        case Variable.Continuous continuous ->
            number(text, withUnit(continuous.name(), continuous.unit()));
        case Variable.Stepped stepped -> number(text, withUnit(stepped.name(), stepped.unit()));
      };
    }

    private static String withUnit(String name, String unit) {
      return unit.isEmpty() ? name : name + " [" + unit + "]";
    }

    private double number(String text, String what) {
      return written.table().number(line, text, what);
    }

    private String cell(String name) {
      return written.table().cell(cells, name);
    }
  }
}
