package dev.weir.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.app.Main;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Many questions on one input, and what is said to lines that are no questions. */
final class ProposeServeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPACE =
      """
      variables:
        - {name: flow, unit: mL/min, low: 0.1, high: 2}
        - {name: temperature, unit: °C, low: 60, high: 100, step: 0.5}
      outputs:
        - {name: X1, noise: 0.01}
      objectives:
        - {output: X1, goal: maximise}
      initial: 3
      """;
  private static final String RUNS =
      "flow,temperature,X1\n0.5,70,0.4\n1.0,80,0.3\n1.5,90,0.35\n0.2,65,0.6\n";

  @TempDir private Path folder = Path.of("");

  private static List<JsonNode> served(String... lines) throws IOException {
    StringWriter out = new StringWriter();
    byte[] input = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    int code =
        new CommandLine(new ProposeVerb(new ByteArrayInputStream(input)))
            .setOut(new PrintWriter(out, true))
            .execute("--serve", "--seed", "7");
    assertThat(code).isZero();
    return out.toString().lines().map(ProposeServeTest::read).toList();
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError("every answer is one line of JSON, was " + line, e);
    }
  }

  @Test
  void everyQuestionGetsTheAnswerOfASingleCallToTheLastBit() throws IOException {
    String question = JSON.writeValueAsString(Map.of("problem", SPACE, "runs", RUNS, "count", 2));
    List<JsonNode> answers = served(question, "", question);
    Files.writeString(folder.resolve("space.yaml"), SPACE);
    Files.writeString(folder.resolve("runs.csv"), RUNS);
    Path record = folder.resolve("record.json");
    int code =
        Main.execute(
            "propose",
            folder.resolve("space.yaml").toString(),
            folder.resolve("runs.csv").toString(),
            "--count=2",
            "--seed=7",
            "--json",
            record.toString());
    assertThat(code).isZero();
    assertThat(answers).hasSize(2);
    assertThat(answers.getFirst()).isEqualTo(answers.getLast());
    assertThat(answers.getFirst()).isEqualTo(JSON.readTree(Files.readString(record)));
  }

  @Test
  void aProblemMayBeAnObjectAndTheQuestionsSeedCounts() throws IOException {
    String object =
        """
        {"problem": {"variables": [{"name": "x", "low": 0, "high": 1}], "outputs": [{"name": "y"}],\
         "objectives": [{"output": "y", "goal": "minimise"}]}, "seed": %d}""";
    List<JsonNode> answers = served(object.formatted(1), object.formatted(2));
    assertThat(answers.getFirst().at("/seed").asInt()).isEqualTo(1);
    assertThat(answers.getFirst().at("/suggestions/0/values/x").asDouble())
        .isNotEqualTo(answers.getLast().at("/suggestions/0/values/x").asDouble());
  }

  @Test
  void aFaultIsAnAnswerThatNamesPlaceValueAndUnitAndTheNextQuestionIsAnswered() throws IOException {
    List<JsonNode> answers =
        served(
            "{not json",
            "{\"runs\": \"\"}",
            question(SPACE.replace("goal: maximise", "goal: best"), RUNS),
            question(SPACE.replace("high: 2}", "high: 0.05}"), RUNS),
            question(SPACE, RUNS.replace("1.0,80", "1.0,warm")),
            question(SPACE, RUNS.replace("0.3\n", "0.3,1,2\n")),
            question(SPACE, RUNS.replace("flow,", "flux,")),
            "{\"problem\": \"x\", \"count\": 65}",
            question(SPACE, RUNS));
    assertThat(answers.get(0).at("/error").asText()).contains("must be one JSON object");
    assertThat(answers.get(1).at("/error").asText()).contains("needs a problem");
    assertThat(answers.get(2).at("/error").asText()).contains("problem:7").contains("was 'best'");
    assertThat(answers.get(3).at("/error").asText()).contains("problem:2").contains("0.05");
    assertThat(answers.get(4).at("/error").asText())
        .contains("runs:3: temperature [°C]: 'warm' is not a number");
    assertThat(answers.get(5).at("/error").asText()).contains("runs:3: has 5 cells");
    assertThat(answers.get(6).at("/error").asText()).contains("no column 'flow'");
    assertThat(answers.get(7).at("/error").asText()).contains("count must be from 1 to 64, was 65");
    assertThat(answers.get(8).at("/suggestions")).hasSize(1);
  }

  @Test
  void aBudgetOfHoursIsReadFromTheTableAndNeverASuccess() throws IOException {
    String space = SPACE + "stop: {hours: 12}\n";
    String timed = "flow,temperature,X1,hours\n0.5,70,0.4,1\n1.0,80,0.3,%s\n";
    List<JsonNode> answers =
        served(
            question(space, timed.formatted("11.5")),
            question(space, timed.formatted("12.25")),
            question(space, timed.formatted("-1")),
            question(space, RUNS));
    assertThat(answers.get(0).at("/stop/stop").asBoolean()).isFalse();
    assertThat(answers.get(1).at("/stop/stop").asBoolean()).isTrue();
    assertThat(answers.get(1).at("/stop/success").asBoolean()).isFalse();
    assertThat(answers.get(1).at("/stop/reason").asText()).contains("time of 12 h 00 min used up");
    assertThat(answers.get(2).at("/error").asText())
        .contains("runs:3: hours [h] must not be negative, was -1");
    assertThat(answers.get(3).at("/error").asText()).contains("stop.hours needs a column 'hours'");
  }

  private static String question(String problem, String runs) throws IOException {
    return JSON.writeValueAsString(Map.of("problem", problem, "runs", runs));
  }
}
