package dev.weir.optimize.ask.text;

import dev.weir.optimize.ask.Formula;
import dev.weir.optimize.ask.Goal;
import dev.weir.optimize.ask.Output;
import dev.weir.optimize.ask.Problem;
import dev.weir.optimize.ask.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The problem in terms of what a table tells: outputs that have a column, and objectives that have
 * one of their own where the outputs of their formula have none. Pure.
 *
 * @param problem with those outputs only
 * @param missing why the runs of the table cannot be learnt from; empty when they can
 */
record ToldColumns(Problem problem, Optional<String> missing) {
  /**
   * Suits a problem to a table.
   *
   * @throws TableException when a variable has no column, or a column another unit
   */
  static ToldColumns of(Problem problem, TableCells table) {
    for (Variable variable : problem.variables()) {
      if (!table.has(variable.name())) {
        throw new TableException(
            "%s: has no column '%s'; columns are %s"
                .formatted(table.file(), variable.name(), table.columns()));
      }
      table.requireUnit(variable.name(), variable.unit());
    }
    int variables = problem.variables().size();
    List<Output> outputs = new ArrayList<>();
    int[] positions = new int[variables + problem.outputs().size()];
    for (int v = 0; v < variables; v++) {
      positions[v] = v;
    }
    for (int o = 0; o < problem.outputs().size(); o++) {
      Output output = problem.outputs().get(o);
      positions[variables + o] = table.has(output.name()) ? variables + outputs.size() : -1;
      if (table.has(output.name())) {
        table.requireUnit(output.name(), output.unit());
        outputs.add(output);
      }
    }
    List<Goal> goals = new ArrayList<>();
    for (Goal goal : problem.goals()) {
      Optional<Output> absent = absent(problem, goal, positions);
      if (absent.isEmpty()) {
        goals.add(with(goal, goal.formula().renamed(position -> positions[position])));
      } else if (table.has(goal.name())) {
        outputs.add(new Output(goal.name(), absent.get().unit(), ownNoise(goal, absent.get())));
        goals.add(with(goal, new Formula.Name(variables + outputs.size() - 1)));
      } else {
        return new ToldColumns(problem, Optional.of(fault(goal, absent.get(), table)));
      }
    }
    if (outputs.isEmpty()) {
      return new ToldColumns(
          problem, Optional.of(fault(problem.outputs().getFirst().name(), table)));
    }
    return new ToldColumns(
        new Problem(
            problem.name(),
            problem.variables(),
            problem.constraints(),
            outputs,
            goals,
            problem.initialRuns(),
            problem.standing(),
            problem.changeOver(),
            problem.ramp()),
        Optional.empty());
  }

  private static Optional<Output> absent(Problem problem, Goal goal, int[] positions) {
    int variables = problem.variables().size();
    for (int o = 0; o < problem.outputs().size(); o++) {
      if (goal.formula().uses(variables + o) && positions[variables + o] < 0) {
        return Optional.of(problem.outputs().get(o));
      }
    }
    return Optional.empty();
  }

  private static Goal with(Goal goal, Formula formula) {
    return new Goal(goal.name(), formula, goal.aim(), goal.value(), goal.reference());
  }

  /** The noise of an output is that of an objective which is that output under another name. */
  private static OptionalDouble ownNoise(Goal goal, Output output) {
    return goal.formula() instanceof Formula.Name ? output.noise() : OptionalDouble.empty();
  }

  private static String fault(Goal goal, Output output, TableCells table) {
    return !goal.isCondition() && goal.formula() instanceof Formula.Name
        ? fault(output.name(), table)
        : "%s: has no column '%s', which '%s' is computed from; columns are %s"
            .formatted(table.file(), output.name(), goal.name(), table.columns());
  }

  private static String fault(String output, TableCells table) {
    return "%s: has no column '%s'; columns are %s"
        .formatted(table.file(), output, table.columns());
  }
}
