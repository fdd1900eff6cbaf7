package dev.weir.optimize.ask.text;

import dev.weir.optimize.ask.Advisor;
import dev.weir.optimize.ask.Output;
import dev.weir.optimize.ask.Problem;
import dev.weir.optimize.ask.Ramp;
import dev.weir.optimize.ask.Standing;
import dev.weir.optimize.ask.Suggestion;
import dev.weir.optimize.ask.Variable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a question of what to try next, as maps, lists, numbers and words, ready for JSON:
 * a record from which it can be computed again. Pure.
 */
public final class Answer {
  /** What computes the answers; a new name when the same question may get other bits. */
  public static final String PREDICTOR = "gaussian-processes-3";

  private static final double NORMAL_95 = 1.96;

  private Answer() {}

  /**
   * A question.
   *
   * @param problemName name of the problem's text, for its faults
   * @param problem its text, YAML or JSON
   * @param tableName name of the table, for its faults
   * @param lines of the table of runs
   * @param earlier tables of other campaigns in the same space
   * @param most only so many runs of the table are told
   * @param count points to be run together
   * @param seed of everything random
   */
  public record Question(
      String problemName,
      String problem,
      String tableName,
      List<String> lines,
      List<Table> earlier,
      int most,
      int count,
      long seed) {
    /** Most points of one answer. */
    public static final int LARGEST_COUNT = 64;

    /** Most earlier tables that are heeded. */
    public static final int MOST_EARLIER = 16;

    /** Rejects counts beyond 1 to 64 and more than 16 earlier tables. */
    public Question {
      lines = List.copyOf(lines);
      earlier = List.copyOf(earlier);
      if (earlier.size() > MOST_EARLIER) {
        throw new IllegalArgumentException(
            "at most " + MOST_EARLIER + " earlier tables are heeded, were " + earlier.size());
      }
      if (count < 1 || count > LARGEST_COUNT) {
        throw new IllegalArgumentException(
            "count must be from 1 to " + LARGEST_COUNT + ", was " + count);
      }
    }
  }

  /**
   * A table of runs as it is written.
   *
   * @param name for its faults
   * @param lines of it
   */
  public record Table(String name, List<String> lines) {
    /** Keeps its own list. */
    public Table {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Answers.
   *
   * @throws dev.weir.yaml.YamlException when the problem is wrong
   * @throws TableException when the table is wrong
   * @throws IllegalArgumentException when nothing is allowed, or nothing new is left
   */
  public static Map<String, Object> to(Question question) {
    Problem problem = ProblemText.parse(question.problemName(), question.problem());
    RunsTable table =
        RunsTable.parse(question.tableName(), question.lines(), problem, question.most());
    List<RunsTable> earlier =
        question.earlier().stream().map(other -> earlier(other, problem, table.problem())).toList();
    Advisor.Advice advice =
        new Advisor(table.problem(), earlier.stream().map(RunsTable::runs).toList())
            .advise(table.runs(), table.hours(), question.count(), question.seed());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("problem", problem.name());
    answer.put("seed", question.seed());
    answer.put("runs", table.runs().size());
    answer.put("runs_sha256", table.sha256());
    answer.put("problem_sha256", sha256(question.problem()));
    answer.put("predictor", PREDICTOR);
    answer.put("count", question.count());
    if (!earlier.isEmpty()) {
      answer.put("earlier", shown(earlier, advice, table.problem()));
    }
    if (!problem.standing().equals(Standing.ENDLESS)) {
      answer.put("stop", shown(advice.verdict()));
    }
    List<Object> suggestions = new ArrayList<>();
    Optional<double[]> before =
        table.runs().isEmpty() ? Optional.empty() : Optional.of(table.runs().getLast().values());
    for (Suggestion suggestion : advice.suggestions()) {
      Map<String, Object> shown = shown(table.problem(), suggestion);
      if (suggestion.ramp().isEmpty()) {
        cost(problem, before, suggestion).ifPresent(cost -> shown.put("cost", cost));
      }
      before = Optional.of(suggestion.values());
      suggestions.add(shown);
    }
    answer.put("suggestions", suggestions);
    return answer;
  }

  /** Reads an earlier table, which must tell the same outputs. */
  private static RunsTable earlier(Table table, Problem problem, Problem known) {
    RunsTable read = RunsTable.parse(table.name(), table.lines(), problem, Integer.MAX_VALUE);
    List<String> wanted = known.outputs().stream().map(Output::name).toList();
    List<String> told = read.problem().outputs().stream().map(Output::name).toList();
    if (!told.equals(wanted)) {
      throw new TableException(
          "%s: tells %s, the present runs %s".formatted(table.name(), told, wanted));
    }
    return read;
  }

  private static List<Object> shown(
      List<RunsTable> earlier, Advisor.Advice advice, Problem problem) {
    List<Object> all = new ArrayList<>();
    for (int t = 0; t < earlier.size(); t++) {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("runs", earlier.get(t).runs().size());
      shown.put("runs_sha256", earlier.get(t).sha256());
      Map<String, Object> weights = new LinkedHashMap<>();
      for (int o = 0; o < advice.earlier().size(); o++) {
        weights.put(problem.outputs().get(o).name(), advice.earlier().get(o).get(t));
      }
      shown.put("weights", weights);
      all.add(shown);
    }
    return all;
  }

  private static Optional<Double> cost(
      Problem problem, Optional<double[]> before, Suggestion suggestion) {
    return problem
        .changeOver()
        .flatMap(
            change ->
                before.map(from -> change.cost(problem.variables(), from, suggestion.values())));
  }

  private static Map<String, Object> shown(Standing.Verdict verdict) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("stop", verdict.stop());
    shown.put("success", verdict.success());
    shown.put("reason", verdict.reason());
    return shown;
  }

  private static Map<String, Object> shown(Problem problem, Suggestion suggestion) {
    Map<String, Object> shown = new LinkedHashMap<>();
    Map<String, Object> values = new LinkedHashMap<>();
    for (int v = 0; v < suggestion.values().length; v++) {
      Variable variable = problem.variables().get(v);
      values.put(variable.name(), variable.shown(suggestion.values()[v]));
    }
    shown.put("values", values);
    shown.put("source", suggestion.source().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (!suggestion.predicted().isEmpty()) {
      shown.put("predicted", predicted(problem, suggestion));
      if (Double.isFinite(suggestion.logAcquisition())) {
        shown.put("log_acquisition", suggestion.logAcquisition());
      }
    }
    suggestion.grounds().ifPresent(grounds -> show(grounds, shown));
    suggestion.ramp().ifPresent(ramp -> shown.put("ramp", shown(ramp)));
    shown.put("reason", suggestion.reason());
    suggestion.runnerUp().forEach(second -> shown.put("runner_up", shown(problem, second)));
    return shown;
  }

  private static Map<String, Object> shown(Ramp.Place ramp) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("number", ramp.number());
    shown.put("variable", ramp.variable());
    shown.put("from", ramp.from());
    shown.put("to", ramp.to());
    shown.put("aliquot", ramp.aliquot());
    shown.put("aliquots", ramp.aliquots());
    shown.put("gain", ramp.gain());
    shown.put("gain_of_single", ramp.singleGain());
    shown.put("cost", ramp.cost());
    return shown;
  }

  private static Map<String, Object> predicted(Problem problem, Suggestion suggestion) {
    Map<String, Object> predicted = new LinkedHashMap<>();
    for (int o = 0; o < problem.outputs().size(); o++) {
      double mean = suggestion.predicted().get(o)[0];
      double deviation = suggestion.predicted().get(o)[1];
      Map<String, Object> output = new LinkedHashMap<>();
      output.put("mean", mean);
      output.put("standard_deviation", deviation);
      output.put("low_95", mean - NORMAL_95 * deviation);
      output.put("high_95", mean + NORMAL_95 * deviation);
      predicted.put(problem.outputs().get(o).name(), output);
    }
    return predicted;
  }

  private static void show(Suggestion.Grounds grounds, Map<String, Object> shown) {
    shown.put("probability_of_improvement", grounds.probabilityOfImprovement());
    shown.put("expected_improvement", grounds.expectedImprovement());
    shown.put("exploring_share", grounds.exploring());
    shown.put("probability_of_success", grounds.probabilityOfSuccess());
    Map<String, Object> nearest = new LinkedHashMap<>();
    nearest.put("run", grounds.nearestRun());
    nearest.put("distance", grounds.nearestDistance());
    shown.put("nearest_run", nearest);
    shown.put("binding", grounds.binding());
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
