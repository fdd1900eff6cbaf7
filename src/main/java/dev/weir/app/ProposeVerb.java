package dev.weir.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.weir.optimize.ask.Advisor;
import dev.weir.optimize.ask.Problem;
import dev.weir.optimize.ask.Suggestion;
import dev.weir.optimize.ask.Variable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which points to try next of any problem, without a reactor. */
@Command(
    name = "propose",
    mixinStandardHelpOptions = true,
    description = {
      "Says which points to try next: a problem (YAML) and the runs so far (CSV) in, JSON out.",
      "The same files and seed give the same answer, to the last bit."
    })
final class ProposeVerb implements Callable<Integer> {
  private static final int MOST = 64;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "SPACE", description = "The problem (YAML).")
  private Path space = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description = "Runs so far (CSV); a file that does not exist is a table without runs.")
  private Path data = Path.of("");

  @Option(
      names = "--count",
      paramLabel = "Q",
      description = "How many points, to be run together (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the answer to a file, too: the record that --replay reads.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description =
          "Computes a recorded answer again from the runs it rested on and fails unless it is the"
              + " same.")
  private Optional<Path> replay = Optional.empty();

  /** For picocli. */
  ProposeVerb() {}

  @Override
  public Integer call() {
    if (count < 1 || count > MOST) {
      throw new picocli.CommandLine.ParameterException(
          spec.commandLine(), "--count must be from 1 to " + MOST + ", was " + count);
    }
    Problem problem = ProblemFile.read(space);
    if (replay.isPresent()) {
      return replayed(problem, replay.get());
    }
    Map<String, Object> answer = answer(problem, count, seed, Integer.MAX_VALUE);
    spec.commandLine().getOut().println(written(answer));
    spec.commandLine().getOut().flush();
    json.ifPresent(file -> JsonFile.write(file, answer));
    return ExitCode.DONE;
  }

  private int replayed(Problem problem, Path file) {
    JsonNode record;
    try {
      record = MAPPER.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be read: " + e.getMessage());
    }
    if (!record.path("suggestions").isArray() || !record.path("seed").isNumber()) {
      throw new BadDataException(file + ": is not a record of this command");
    }
    Map<String, Object> again =
        answer(
            problem,
            record.path("suggestions").size(),
            record.path("seed").asLong(),
            record.path("runs").asInt());
    try {
      if (!MAPPER.readTree(written(again)).equals(record)) {
        throw new BadDataException(
            file
                + ": the problem, its runs or the program are not those of the record; now it is\n"
                + written(again));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer just written is JSON", e);
    }
    spec.commandLine().getOut().println(file + ": the same, to the last bit");
    return ExitCode.DONE;
  }

  private Map<String, Object> answer(Problem written, int points, long from, int most) {
    RunsFile table = RunsFile.read(data, written, most);
    List<Suggestion> suggestions;
    try {
      suggestions = new Advisor(table.problem()).suggest(table.runs(), points, from);
    } catch (IllegalArgumentException e) {
      throw new BadDataException(space + ": " + e.getMessage());
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("problem", written.name());
    answer.put("seed", from);
    answer.put("runs", table.runs().size());
    answer.put("runs_sha256", table.sha256());
    answer.put("problem_sha256", problemHash());
    List<Object> list = new ArrayList<>();
    suggestions.forEach(suggestion -> list.add(shown(table.problem(), suggestion)));
    answer.put("suggestions", list);
    return answer;
  }

  private String problemHash() {
    try {
      return Hashes.sha256(Files.readString(space, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BadDataException(space + ": cannot be read: " + e.getMessage());
    }
  }

  private static Map<String, Object> shown(Problem problem, Suggestion suggestion) {
    Map<String, Object> shown = new LinkedHashMap<>();
    Map<String, Object> values = new LinkedHashMap<>();
    for (int v = 0; v < suggestion.values().length; v++) {
      Variable variable = problem.variables().get(v);
      values.put(variable.name(), variable.shown(suggestion.values()[v]));
    }
    shown.put("values", values);
    shown.put(
        "source",
        switch (suggestion.source()) {
          case INITIAL_DESIGN -> "initial-design";
          case ACQUISITION -> "acquisition";
        });
    if (!suggestion.predicted().isEmpty()) {
      Map<String, Object> predicted = new LinkedHashMap<>();
      for (int o = 0; o < problem.outputs().size(); o++) {
        double mean = suggestion.predicted().get(o)[0];
        double deviation = suggestion.predicted().get(o)[1];
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("mean", mean);
        output.put("standard_deviation", deviation);
        output.put("low_95", mean - 1.96 * deviation);
        output.put("high_95", mean + 1.96 * deviation);
        predicted.put(problem.outputs().get(o).name(), output);
      }
      shown.put("predicted", predicted);
      shown.put("log_acquisition", suggestion.logAcquisition());
      if (Double.isFinite(suggestion.probabilityOfImprovement())) {
        shown.put("probability_of_improvement", suggestion.probabilityOfImprovement());
        shown.put("expected_improvement", suggestion.expectedImprovement());
      }
    }
    shown.put("reason", suggestion.reason());
    suggestion.runnerUp().forEach(second -> shown.put("runner_up", shown(problem, second)));
    return shown;
  }

  private static String written(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is plain maps, lists and numbers", e);
    }
  }
}
