package dev.weir.optimize.ask;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be set, what is measured and what is wanted. Formulas name the variables first, then the
 * outputs. Immutable; any thread.
 *
 * @param name for the record
 * @param variables at least one
 * @param constraints conditions of variables only, known before a run
 * @param outputs at least one
 * @param goals at least one
 * @param initialRuns points of the space-filling design, at least 1
 * @param standing when to ask no more
 * @param changeOver what going from run to run costs; empty: nothing
 * @param ramp how a variable can be ramped; empty: none can
 */
public record Problem(
    String name,
    List<Variable> variables,
    List<Relation> constraints,
    List<Output> outputs,
    List<Goal> goals,
    int initialRuns,
    Standing standing,
    Optional<ChangeOver> changeOver,
    Optional<Ramp> ramp) {
  /** A problem that is asked about without end. */
  public Problem(
      String name,
      List<Variable> variables,
      List<Relation> constraints,
      List<Output> outputs,
      List<Goal> goals,
      int initialRuns) {
    this(
        name,
        variables,
        constraints,
        outputs,
        goals,
        initialRuns,
        Standing.ENDLESS,
        Optional.empty(),
        Optional.empty());
  }

  /** Rejects problems without variables, outputs or goals, and names that appear twice. */
  public Problem {
    variables = List.copyOf(variables);
    constraints = List.copyOf(constraints);
    outputs = List.copyOf(outputs);
    goals = List.copyOf(goals);
    if (variables.isEmpty() || outputs.isEmpty() || goals.isEmpty()) {
      throw new IllegalArgumentException(
          "a problem needs at least one variable, one output and one objective");
    }
    if (initialRuns < 1) {
      throw new IllegalArgumentException("initial must be at least 1 run, was " + initialRuns);
    }
    long objectives = goals.stream().filter(goal -> !goal.isCondition()).count();
    if (standing.reached().isPresent() && objectives != 1) {
      throw new IllegalArgumentException(
          "what is enough can be told of one objective, there are " + objectives);
    }
    List<String> names =
        Stream.concat(variables.stream().map(Variable::name), outputs.stream().map(Output::name))
            .toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("a name appears twice among " + names);
    }
    if (ramp.isPresent()) {
      requireRamped(variables.get(ramp.get().variable()), ramp.get().variable(), constraints);
    }
  }

  private static void requireRamped(Variable variable, int position, List<Relation> constraints) {
    if (variable instanceof Variable.Choice) {
      throw new IllegalArgumentException(variable.name() + ": a choice cannot be ramped");
    }
    if (variable.count() < 3.0) {
      throw new IllegalArgumentException(
          variable.name() + ": has too few values to be ramped: " + (int) variable.count());
    }
    for (Relation relation : constraints) {
      if (relation.equality().stream().anyMatch(zero -> zero.uses(position))) {
        throw new IllegalArgumentException(
            "%s: cannot be ramped while '%s' ties it to others"
                .formatted(variable.name(), relation.text()));
      }
    }
  }

  /** Returns what is to be improved. */
  public List<Goal> objectives() {
    return goals.stream().filter(goal -> !goal.isCondition()).toList();
  }

  /** Returns what is to be met by the outputs. */
  public List<Goal> conditions() {
    return goals.stream().filter(Goal::isCondition).toList();
  }

  /** Returns the numbers of all names: the variables' and the outputs'. */
  public double[] named(double[] values, double[] measured) {
    double[] named = new double[values.length + measured.length];
    System.arraycopy(values, 0, named, 0, values.length);
    System.arraycopy(measured, 0, named, values.length, measured.length);
    return named;
  }
}
