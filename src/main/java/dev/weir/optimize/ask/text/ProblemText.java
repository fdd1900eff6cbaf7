package dev.weir.optimize.ask.text;

import dev.weir.optimize.ask.ChangeOver;
import dev.weir.optimize.ask.Formula;
import dev.weir.optimize.ask.Goal;
import dev.weir.optimize.ask.Output;
import dev.weir.optimize.ask.Problem;
import dev.weir.optimize.ask.Ramp;
import dev.weir.optimize.ask.Relation;
import dev.weir.optimize.ask.Standing;
import dev.weir.optimize.ask.Variable;
import dev.weir.yaml.YamlMap;
import dev.weir.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads a problem of {@code weir propose} from YAML; the keys are told in docs/ask-tell.md. */
public final class ProblemText {
  private static final double LARGEST = 1e15;
  private static final int MOST_INITIAL = 10_000;

  private final YamlMap root;
  private final List<Variable> variables = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  private ProblemText(YamlMap root) {
    this.root = root;
  }

  /**
   * Reads a text; JSON is YAML, too.
   *
   * @param name of the text, for its faults
   * @throws dev.weir.yaml.YamlException when something is wrong with it
   */
  public static Problem parse(String name, String text) {
    return new ProblemText(YamlReader.parse(name, text)).problem();
  }

  private Problem problem() {
    String name =
        root.optionalText("name").or(() -> root.optionalText("problem")).orElse("problem");
    root.has("problem");
    root.optionalText("description");
    for (YamlMap map : root.maps("variables")) {
      variables.add(variable(map));
    }
    variables.forEach(variable -> names.add(variable.name()));
    readOutputs();
    List<Goal> goals = new ArrayList<>();
    List<YamlMap> written = new ArrayList<>(root.maps("objectives"));
    root.optionalMap("objective").ifPresent(written::addFirst);
    for (YamlMap map : written) {
      goals.add(goal(map, written.size() == 1 ? "objective" : "objective" + (goals.size() + 1)));
    }
    List<Relation> constraints = new ArrayList<>();
    for (Relation relation : relations()) {
      if (outputs.stream().noneMatch(output -> relation.uses(names.indexOf(output.name())))) {
        constraints.add(relation);
      } else {
        goals.addAll(conditions(relation));
      }
    }
    int initial =
        root.has("initial")
            ? root.integer("initial", 1, MOST_INITIAL)
            : Math.max(4, variables.size() + 2);
    Standing standing =
        root.optionalMap("stop").map(map -> standing(map, goals)).orElse(Standing.ENDLESS);
    Optional<ChangeOver> changeOver = root.optionalMap("cost").map(this::changeOver);
    Optional<Ramp> ramp = root.optionalMap("ramp").map(this::ramp);
    root.refuseUnknownKeys();
    return checked(
        root,
        "variables",
        ignored ->
            new Problem(
                name, variables, constraints, outputs, goals, initial, standing, changeOver, ramp));
  }

  /** Reads when to stop; what is enough is told in the objective's own terms. */
  private static Standing standing(YamlMap map, List<Goal> goals) {
    OptionalInt runs =
        map.has("runs")
            ? OptionalInt.of(map.integer("runs", 1, MOST_INITIAL))
            : OptionalInt.empty();
    OptionalDouble hours = number(map, "hours", 1e-6, LARGEST);
    OptionalDouble worth = number(map, "worth", 0.0, LARGEST);
    OptionalDouble infeasible = number(map, "infeasible", 0.5, 1.0);
    Optional<Standing.Reached> reached =
        map.optionalMap("reached").map(enough -> reached(enough, goals));
    map.refuseUnknownKeys();
    return new Standing(runs, hours, reached, worth, infeasible);
  }

  /** Reads which variable can be ramped, and what that costs. */
  private Ramp ramp(YamlMap map) {
    int variable =
        map.parsed(
            "variable",
            text ->
                IntStream.range(0, variables.size())
                    .filter(v -> variables.get(v).name().equals(text))
                    .findFirst()
                    .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is no variable")));
    int aliquots = map.integer("aliquots", 2, Ramp.MOST_ALIQUOTS);
    double cost = map.number("cost", 1e-6, LARGEST);
    map.refuseUnknownKeys();
    return new Ramp(variable, aliquots, cost);
  }

  /** Reads what a run costs and what a change of each variable adds. */
  private ChangeOver changeOver(YamlMap map) {
    double run = map.number("run", 1e-12, LARGEST);
    List<Double> perUnit = new ArrayList<>();
    Optional<YamlMap> changes = map.optionalMap("change");
    for (Variable variable : variables) {
      perUnit.add(
          changes
              .filter(costs -> costs.has(variable.name()))
              .map(costs -> costs.number(variable.name(), 0.0, LARGEST))
              .orElse(0.0));
    }
    changes.ifPresent(YamlMap::refuseUnknownKeys);
    map.refuseUnknownKeys();
    return new ChangeOver(run, perUnit);
  }

  private static OptionalDouble number(YamlMap map, String key, double low, double high) {
    return map.has(key) ? OptionalDouble.of(map.number(key, low, high)) : OptionalDouble.empty();
  }

  private static Standing.Reached reached(YamlMap map, List<Goal> goals) {
    List<Goal> objectives = goals.stream().filter(goal -> !goal.isCondition()).toList();
    if (objectives.size() != 1) {
      throw map.wrong("probability", "needs exactly one objective, there are " + objectives.size());
    }
    Goal objective = objectives.getFirst();
    double loss =
        switch (objective.aim()) {
          case TARGET -> map.number("tolerance", 0.0, LARGEST);
          case MINIMISE, MAXIMISE, AT_LEAST, AT_MOST ->
              objective.lossOf(map.number("value", -LARGEST, LARGEST));
        };
    double probability = map.has("probability") ? map.number("probability", 0.0, 1.0) : 0.95;
    Standing.Reached reached =
        checked(map, "probability", ignored -> new Standing.Reached(loss, probability));
    map.refuseUnknownKeys();
    return reached;
  }

  private static <T> T checked(YamlMap map, String key, Function<String, T> maker) {
    try {
      return maker.apply(key);
    } catch (IllegalArgumentException e) {
      throw map.wrong(key, String.valueOf(e.getMessage()));
    }
  }

  private Variable variable(YamlMap map) {
    String name = map.parsed("name", ProblemText::name);
    String unit = map.optionalText("unit").orElse("");
    String type = map.optionalText("type").orElse("");
    boolean whole = type.equals("integer") || (map.has("integer") && map.flag("integer"));
    Variable variable;
    if (map.has("choices")) {
      variable =
          checked(map, "choices", key -> new Variable.Choice(name, unit, map.texts("choices")));
    } else {
      variable = numeric(map, name, unit, whole);
    }
    requireType(map, type, variable, whole);
    map.refuseUnknownKeys();
    return variable;
  }

  private static Variable numeric(YamlMap map, String name, String unit, boolean whole) {
    double low = map.number("low", -LARGEST, LARGEST);
    double high = map.number("high", -LARGEST, LARGEST);
    if (whole && (low != Math.rint(low) || high != Math.rint(high))) {
      throw map.wrong("low", "the ends of an integer variable must be whole numbers");
    }
    double step = map.has("step") ? map.number("step", 0.0, LARGEST) : whole ? 1.0 : 0.0;
    if (map.has("step") && step == 0.0) {
      throw map.wrong("step", "must be above 0 " + unit + "; leave it out for any number");
    }
    if (whole && step != Math.rint(step)) {
      throw map.wrong("step", "of an integer variable must be a whole number");
    }
    Variable.Scale scale =
        map.optionalParsed(
                "scale",
                text ->
                    switch (text) {
                      case "linear" -> Variable.Scale.LINEAR;
                      case "log" -> Variable.Scale.LOGARITHMIC;
                      case "learnt", "learned" -> Variable.Scale.LEARNT;
                      default ->
                          throw new IllegalArgumentException(
                              "must be linear, log or learnt, was " + text);
                    })
            .orElse(Variable.Scale.LINEAR);
    return checked(
        map,
        "high",
        key ->
            step > 0.0
                ? new Variable.Stepped(name, unit, low, high, step, whole, scale)
                : new Variable.Continuous(name, unit, low, high, scale));
  }

  private static void requireType(YamlMap map, String type, Variable variable, boolean whole) {
    boolean right =
        switch (variable) {
          case Variable.Continuous ignored -> type.equals("continuous");
          case Variable.Stepped ignored -> type.equals(whole ? "integer" : "stepped");
          case Variable.Choice ignored -> type.equals("categorical");
        };
    if (!type.isEmpty() && !right) {
      throw map.wrong(
          "type",
          "'"
              + type
              + "' does not fit: continuous needs low and high, stepped also step, integer low and"
              + " high, categorical choices");
    }
  }

  private void readOutputs() {
    for (YamlMap map : root.maps("outputs")) {
      String name = map.parsed("name", ProblemText::name);
      String unit = map.optionalText("unit").orElse("");
      OptionalDouble noise =
          map.has("noise")
              ? OptionalDouble.of(map.number("noise", 0.0, LARGEST))
              : OptionalDouble.empty();
      outputs.add(new Output(name, unit, noise));
      names.add(name);
      map.refuseUnknownKeys();
    }
    if (outputs.isEmpty()) {
      List<YamlMap> maps = new ArrayList<>(root.maps("objectives"));
      root.optionalMap("objective").ifPresent(maps::addFirst);
      for (YamlMap map : maps) {
        map.optionalText("output")
            .filter(output -> !names.contains(output))
            .ifPresent(
                output -> {
                  outputs.add(new Output(name(output), "", OptionalDouble.empty()));
                  names.add(output);
                });
      }
    }
    if (outputs.isEmpty()) {
      throw root.wrong("outputs", "is missing: name at least one output");
    }
  }

  private Goal goal(YamlMap map, String fallback) {
    String formulaKey = map.has("formula") ? "formula" : "output";
    Formula formula = map.parsed(formulaKey, text -> Formula.parse(text, names));
    refuseChoices(map, formulaKey, formula::uses);
    String name = map.optionalText("name").orElse(fallback);
    Goal.Aim aim =
        map.parsed(
            "goal",
            text ->
                switch (text) {
                  case "minimise", "minimize", "min" -> Goal.Aim.MINIMISE;
                  case "maximise", "maximize", "max" -> Goal.Aim.MAXIMISE;
                  case "target" -> Goal.Aim.TARGET;
                  case "at-least" -> Goal.Aim.AT_LEAST;
                  case "at-most" -> Goal.Aim.AT_MOST;
                  default ->
                      throw new IllegalArgumentException(
                          "must be minimise, maximise, target, at-least or at-most, was '"
                              + text
                              + "'");
                });
    double value =
        switch (aim) {
          case MINIMISE, MAXIMISE -> 0.0;
          case TARGET -> map.number(map.has("target") ? "target" : "value", -LARGEST, LARGEST);
          case AT_LEAST, AT_MOST -> map.number("value", -LARGEST, LARGEST);
        };
    double reference =
        map.has("reference") ? map.number("reference", -LARGEST, LARGEST) : Double.NaN;
    map.optionalText("unit");
    map.refuseUnknownKeys();
    return new Goal(name, formula, aim, value, reference);
  }

  private List<Relation> relations() {
    List<Relation> relations = new ArrayList<>();
    for (String text : root.texts("constraints")) {
      Relation relation = checked(root, "constraints", key -> Relation.parse(text, names));
      refuseChoices(root, "constraints", relation::uses);
      relations.add(relation);
    }
    return relations;
  }

  private void refuseChoices(YamlMap map, String key, java.util.function.IntPredicate uses) {
    for (int v = 0; v < variables.size(); v++) {
      if (variables.get(v) instanceof Variable.Choice && uses.test(v)) {
        throw map.wrong(key, "'" + variables.get(v).name() + "' is categorical and has no number");
      }
    }
  }

  /** A constraint on outputs is a condition to be met: at most 0 of what exceeds it. */
  private List<Goal> conditions(Relation relation) {
    if (!relation.equality().isEmpty()) {
      throw root.wrong(
          "constraints",
          "'" + relation.text() + "': an output cannot be held to an equality; use goal: target");
    }
    List<Goal> conditions = new ArrayList<>();
    for (Formula excess : relation.excesses()) {
      conditions.add(condition(relation.text(), excess));
    }
    return conditions;
  }

  /** Keeps a bound on a plain output as such, since that has a closed form. */
  private static Goal condition(String text, Formula excess) {
    if (excess instanceof Formula.Joined(Formula.Operator ignored, Formula left, Formula right)) {
      Optional<Double> leftNumber = constant(left);
      Optional<Double> rightNumber = constant(right);
      if (left instanceof Formula.Name && rightNumber.isPresent()) {
        return new Goal(text, left, Goal.Aim.AT_MOST, rightNumber.get(), Double.NaN);
      }
      if (right instanceof Formula.Name && leftNumber.isPresent()) {
        return new Goal(text, right, Goal.Aim.AT_LEAST, leftNumber.get(), Double.NaN);
      }
    }
    return new Goal(text, excess, Goal.Aim.AT_MOST, 0.0, Double.NaN);
  }

  /** Returns the number of a formula that names nothing. */
  private static Optional<Double> constant(Formula formula) {
    return switch (formula) {
      case Formula.Constant(double number) -> Optional.of(number);
      case Formula.Joined(Formula.Operator ignored, Formula left, Formula right)
          when constant(left).isPresent() && constant(right).isPresent() ->
          Optional.of(formula.value(new double[0]));
      case Formula.Joined ignored -> Optional.empty();
      case Formula.Name ignored -> Optional.empty();
      case Formula.Applied ignored -> Optional.empty();
    };
  }

  private static String name(String text) {
    if (!text.matches("[\\p{L}_][\\p{L}\\p{N}_]*")) {
      throw new IllegalArgumentException(
          "'" + text + "' must be letters, digits and _, not starting with a digit");
    }
    return text;
  }
}
