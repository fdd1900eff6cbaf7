package dev.weir.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.app.Main;
import dev.weir.app.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProposeVerbTest {
  private static final String SPACE =
      """
      name: test
      variables:
        - {name: flow, unit: mL/min, low: 0.1, high: 2, step: 0.05}
        - {name: temperature, unit: °C, low: 60, high: 100}
        - {name: solvent, choices: [toluene, anisole]}
      constraints:
        - flow * temperature <= 150
        - X1 >= 0.2
      outputs:
        - {name: X1, noise: 0.01}
        - {name: X2}
      objectives:
        - {name: ratio, formula: X1 / (X1 + X2), goal: target, target: 0.5}
      initial: 3
      """;
  private static final String RUNS =
      """
      flow,temperature,solvent,X1,X2,status
      0.5,70,toluene,0.4,0.3,ok
      1.0,80,anisole,0.3,0.35,ok
      1.5,90,toluene,,,failed
      0.2,65,anisole,0.6,0.5,
      """;

  @TempDir private Path folder = Path.of("");

  private int propose(Path json, String... more) {
    String[] arguments = new String[5 + more.length];
    arguments[0] = "propose";
    arguments[1] = folder.resolve("space.yaml").toString();
    arguments[2] = folder.resolve("runs.csv").toString();
    arguments[3] = more.length > 0 ? "--replay" : "--json";
    arguments[4] = json.toString();
    return Main.execute(more.length > 0 ? java.util.Arrays.copyOf(arguments, 5) : arguments);
  }

  @Test
  void anAnswerKeepsTheLimitsAndIsReplayedToTheBitAfterMoreRuns() throws IOException {
    Files.writeString(folder.resolve("space.yaml"), SPACE);
    Files.writeString(folder.resolve("runs.csv"), RUNS);
    Path record = folder.resolve("record.json");
    assertThat(propose(record)).isZero();
    JsonNode answer = new ObjectMapper().readTree(Files.readString(record));
    JsonNode values = answer.path("suggestions").path(0).path("values");
    double flow = values.path("flow").asDouble();
    assertThat(flow * values.path("temperature").asDouble()).isLessThanOrEqualTo(150.0);
    assertThat(Math.abs(flow / 0.05 - Math.rint(flow / 0.05))).isLessThan(1e-9);
    assertThat(values.path("solvent").asText()).isIn("toluene", "anisole");
    assertThat(answer.path("suggestions").path(0).path("predicted").has("X2")).isTrue();

    Files.writeString(folder.resolve("runs.csv"), RUNS + "1.0,60,toluene,0.3,0.3,ok\n");
    assertThat(propose(record, "replay")).isZero();
    Files.writeString(folder.resolve("runs.csv"), RUNS.replace("0.35", "0.36"));
    assertThat(propose(record, "replay")).isEqualTo(ExitCode.BAD_DATA);
  }

  @Test
  void everyRecordedProposalIsReplayedByItsNumber() throws IOException {
    Path space = folder.resolve("space.yaml");
    Path runs = folder.resolve("runs.csv");
    Path records = folder.resolve("records.jsonl");
    Files.writeString(space, SPACE);
    List<String> told = RUNS.lines().toList();
    for (int known = 2; known <= told.size(); known++) {
      Files.writeString(runs, String.join("\n", told.subList(0, known)) + "\n");
      assertThat(record(space, runs, records, "--seed=" + known)).isZero();
    }
    assertThat(Files.readAllLines(records)).hasSize(4);
    for (int number = 1; number <= 4; number++) {
      assertThat(record(space, runs, records, "--replay=" + number)).isZero();
    }
    assertThat(record(space, runs, records, "--replay=5")).isEqualTo(ExitCode.BAD_DATA);
    Files.writeString(space, SPACE.replace("target: 0.5}", "target: 0.6}"));
    assertThat(record(space, runs, records, "--replay=4")).isEqualTo(ExitCode.BAD_DATA);
  }

  private static int record(Path space, Path runs, Path records, String option) {
    return Main.execute(
        "propose", space.toString(), runs.toString(), "--record", records.toString(), option);
  }

  @Test
  void aTableMayHoldTheObjectiveItself() throws IOException {
    Files.writeString(folder.resolve("space.yaml"), SPACE.replace("  - X1 >= 0.2\n", ""));
    Files.writeString(
        folder.resolve("runs.csv"),
        "flow;temperature;solvent;ratio\n0.5;70;toluene;0.4\n1;80;anisole;0.6\n0.2;90;toluene;0.3\n");
    Path record = folder.resolve("record.json");
    assertThat(propose(record)).isZero();
    JsonNode answer = new ObjectMapper().readTree(Files.readString(record));
    assertThat(answer.path("suggestions").path(0).path("predicted").has("ratio")).isTrue();
  }

  @Test
  void whatIsWrongIsToldByItsPlace() throws IOException {
    Files.writeString(folder.resolve("space.yaml"), SPACE.replace("X1 / (X1", "X1 / (X3"));
    assertThat(propose(folder.resolve("r.json"))).isEqualTo(ExitCode.CONFIGURATION);
    Files.writeString(folder.resolve("space.yaml"), SPACE);
    Files.writeString(folder.resolve("runs.csv"), RUNS.replace("0.3,0.35", "abc,0.35"));
    assertThat(propose(folder.resolve("r.json"))).isEqualTo(ExitCode.BAD_DATA);
  }
}
