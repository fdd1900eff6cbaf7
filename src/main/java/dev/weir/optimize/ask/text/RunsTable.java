package dev.weir.optimize.ask.text;

import dev.weir.optimize.ask.Formula;
import dev.weir.optimize.ask.Goal;
import dev.weir.optimize.ask.Output;
import dev.weir.optimize.ask.Problem;
import dev.weir.optimize.ask.Told;
import dev.weir.optimize.ask.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    List<String> header = List.of();
    Problem known = problem;
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
      List<String> cells = cells(line);
      if (header.isEmpty()) {
        header = cells.stream().map(RunsTable::withoutUnit).toList();
        known = suited(file, problem, header);
        continue;
      }
      if (cells.size() > header.size()) {
        throw new TableException(
            "%s:%d: has %d cells, the header has %d"
                .formatted(file, i + 1, cells.size(), header.size()));
      }
      Row row = new Row(file, i + 1, header, cells, known);
      runs.add(row.told());
      row.hours().ifPresent(hours::add);
    }
    if (known.standing().hours().isPresent() && !runs.isEmpty() && !header.contains(HOURS)) {
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

  /** Takes {@code "temperature [°C]"} as {@code temperature}. */
  private static String withoutUnit(String cell) {
    int bracket = cell.indexOf('[');
    return (bracket > 0 ? cell.substring(0, bracket) : cell).strip();
  }

  private static List<String> cells(String line) {
    char separator = line.indexOf(';') >= 0 ? ';' : line.indexOf('\t') >= 0 ? '\t' : ',';
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  /** Returns the problem, or the one whose outputs are its objectives when only those are there. */
  private static Problem suited(String file, Problem problem, List<String> header) {
    for (Variable variable : problem.variables()) {
      if (!header.contains(variable.name())) {
        throw new TableException(
            file + ": has no column '" + variable.name() + "'; columns are " + header);
      }
    }
    if (problem.outputs().stream().anyMatch(output -> header.contains(output.name()))) {
      return problem;
    }
    if (problem.goals().stream().noneMatch(goal -> header.contains(goal.name()))) {
      return problem;
    }
    List<Output> outputs = new ArrayList<>();
    List<Goal> goals = new ArrayList<>();
    for (Goal goal : problem.goals()) {
      Formula name = new Formula.Name(problem.variables().size() + outputs.size());
      outputs.add(new Output(goal.name(), "", OptionalDouble.empty()));
      goals.add(new Goal(goal.name(), name, goal.aim(), goal.value(), goal.reference()));
    }
    return new Problem(
        problem.name(),
        problem.variables(),
        problem.constraints(),
        outputs,
        goals,
        problem.initialRuns(),
        problem.standing(),
        problem.changeOver());
  }

  /** One line of the table. */
  private record Row(
      String file, int line, List<String> header, List<String> cells, Problem problem) {
    private Told told() {
      double[] values = new double[problem.variables().size()];
      for (int v = 0; v < values.length; v++) {
        values[v] = setting(problem.variables().get(v));
      }
      double[] outputs = new double[problem.outputs().size()];
      boolean failed = false;
      for (int o = 0; o < outputs.length; o++) {
        String text = cell(problem.outputs().get(o).name());
        boolean broken = FAILED.contains(text.toLowerCase(Locale.ROOT));
        failed |= broken;
        Output output = problem.outputs().get(o);
        outputs[o] =
            text.isEmpty() || broken
                ? Double.NaN
                : number(text, withUnit(output.name(), output.unit()));
      }
      return new Told(values, outputs, state(outputs, failed));
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
                .formatted(file, line, status));
      }
      boolean nothing = Arrays.stream(outputs).allMatch(Double::isNaN);
      return nothing ? (failed ? Told.State.FAILED : Told.State.PENDING) : Told.State.MEASURED;
    }

    /** A variable or an output of that name is no time. */
    private OptionalDouble hours() {
      String text = cell(HOURS);
      boolean isTime =
          problem.variables().stream().noneMatch(variable -> variable.name().equals(HOURS))
              && problem.outputs().stream().noneMatch(output -> output.name().equals(HOURS));
      if (!isTime || text.isEmpty()) {
        return OptionalDouble.empty();
      }
      double hours = number(text, "hours [h]");
      if (hours < 0.0) {
        throw new TableException(
            "%s:%d: hours [h] must not be negative, was %s".formatted(file, line, text));
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
                    .formatted(file, line, choice.name(), choice.choices(), text));
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
      try {
        double number = Double.parseDouble(text);
        if (Double.isFinite(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw new TableException(
            "%s:%d: %s: '%s' is not a number".formatted(file, line, what, text));
      }
      throw new TableException(
          "%s:%d: %s must be finite, was %s".formatted(file, line, what, text));
    }

    private String cell(String name) {
      int column = header.indexOf(name);
      return column < 0 || column >= cells.size() ? "" : cells.get(column);
    }
  }
}
