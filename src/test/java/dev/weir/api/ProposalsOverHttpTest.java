package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.optimize.ask.text.Answer;
import dev.weir.reactor.Acceptance;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions of what to try next over HTTP. */
final class ProposalsOverHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPACE =
      """
      variables:
        - {name: flow, unit: mL/min, low: 0.1, high: 2}
        - {name: passes, low: 1, high: 2, type: integer}
      outputs: [{name: X1, noise: 0.01}]
      objectives: [{output: X1, goal: maximise}]
      initial: 3
      """;
  private static final String RUNS = "flow,passes,X1\n0.5,1,0.4\n1.0,2,0.3\n1.5,1,0.35\n";

  @TempDir private static Path folder;
  private static ServedRoom served;

  @BeforeAll
  static void start() throws IOException {
    served =
        ServedRoom.start(
            folder,
            new ControlRoom(
                ExampleLab.reactor(),
                ExampleLab::running,
                RecordedDesk.answering(new Acceptance.Accepted(1)),
                new SnapshotArchive(ExampleLab::running)));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void theAnswerIsThatOfTheCommandLineToTheLastBit() throws Exception {
    HttpResponse<String> reply = ask(Map.of("problem", SPACE, "runs", RUNS, "count", 2, "seed", 5));
    assertThat(reply.statusCode()).isEqualTo(200);
    Map<String, Object> direct =
        Answer.to(
            new Answer.Question(
                "problem",
                SPACE,
                "runs",
                RUNS.lines().toList(),
                List.of(),
                Integer.MAX_VALUE,
                2,
                5));
    assertThat(JSON.readTree(reply.body()))
        .isEqualTo(JSON.readTree(JSON.writeValueAsString(direct)));
  }

  @Test
  void withoutRunsTheFirstPointOfADesignIsToldAndOneIsTheCount() throws Exception {
    JsonNode answer = JSON.readTree(ask(Map.of("problem", SPACE)).body());
    assertThat(answer.at("/suggestions")).hasSize(1);
    assertThat(answer.at("/suggestions/0/source").asText()).isEqualTo("initial-design");
  }

  @Test
  void askingNeedsTheToken() throws Exception {
    assertThat(served.post("/api/v1/proposals", "{}", Optional.empty()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void whatIsWrongIsToldByItsPlace() throws Exception {
    HttpResponse<String> problem = ask(Map.of("problem", SPACE.replace("maximise", "best")));
    assertThat(problem.statusCode()).isEqualTo(400);
    assertThat(problem.body()).contains("problem:5").contains("was 'best'");
    HttpResponse<String> count = ask(Map.of("problem", SPACE, "count", 17));
    assertThat(count.statusCode()).isEqualTo(400);
    assertThat(count.body()).contains("count must be from 1 to 16, was 17");
    HttpResponse<String> table = ask(Map.of("problem", SPACE, "runs", RUNS.replace("1.0", "fast")));
    assertThat(table.statusCode()).isEqualTo(409);
    assertThat(table.body()).contains("runs:3: flow [mL/min]: 'fast' is not a number");
    HttpResponse<String> tooLong =
        ask(Map.of("problem", SPACE, "runs", RUNS + "1,1,0.3\n".repeat(500)));
    assertThat(tooLong.statusCode()).isEqualTo(400);
    assertThat(tooLong.body()).contains("the tables have 504 lines, at most 501 are read");
  }

  @Test
  void nothingLeftToTryIsAConflictWithTheReason() throws Exception {
    String space =
        """
        variables: [{name: passes, low: 1, high: 2, type: integer}]
        outputs: [{name: X1, noise: 0}]
        objectives: [{output: X1, goal: maximise}]
        """;
    HttpResponse<String> reply = ask(Map.of("problem", space, "runs", "passes,X1\n1,0.4\n2,0.3\n"));
    assertThat(reply.statusCode()).isEqualTo(409);
    assertThat(reply.body()).contains("every allowed point has been proposed already");
  }

  private static HttpResponse<String> ask(Map<String, Object> question) throws Exception {
    return served.post("/api/v1/proposals", JSON.writeValueAsString(question));
  }
}
