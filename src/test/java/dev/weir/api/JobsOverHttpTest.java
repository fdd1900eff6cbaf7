package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.reactor.Acceptance;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Background jobs over HTTP, at a desk made of data. */
final class JobsOverHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();

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
                new SnapshotArchive(ExampleLab::running),
                Optional.of(new RecordedJobs())));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void jobsCanBeLookedAtWithoutTheToken() throws Exception {
    JsonNode jobs = JSON.readTree(served.get("/api/v1/jobs").body());
    JsonNode job = JSON.readTree(served.get("/api/v1/jobs/records-verify-1").body());

    assertThat(jobs).isNotEmpty();
    assertThat(job.at("/state").asText()).isEqualTo("DONE");
    assertThat(job.at("/result/journal_entries").asInt()).isEqualTo(40);
    assertThat(served.get("/api/v1/jobs/moon-1").statusCode()).isEqualTo(404);
    HttpResponse<String> log = served.get("/api/v1/jobs/records-verify-1/log");
    assertThat(log.body()).isEqualTo("one line\n");
    assertThat(log.headers().firstValue("Content-Type")).get().asString().startsWith("text/plain");
    assertThat(served.get("/api/v1/jobs/moon-1/log").statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(served.get("/api/v1/job-kinds").body()).at("/0/name").asText())
        .isEqualTo("records-verify");
  }

  @Test
  void askingAndCallingOffNeedTheToken() throws Exception {
    String order = "{\"operator\":\"Ada\",\"kind\":\"records-verify\"}";

    assertThat(served.post("/api/v1/jobs", order, Optional.empty()).statusCode()).isEqualTo(401);
    assertThat(
            served
                .post(
                    "/api/v1/jobs/records-verify-1/cancel",
                    "{\"operator\":\"Ada\"}",
                    Optional.empty())
                .statusCode())
        .isEqualTo(401);
    HttpResponse<String> accepted = served.post("/api/v1/jobs", order);
    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(accepted.body()).at("/id").asText()).isEqualTo("records-verify-2");
  }

  @Test
  void whatCannotBeDoneIsAnsweredWithTheReason() throws Exception {
    HttpResponse<String> unknown =
        served.post("/api/v1/jobs", "{\"operator\":\"Ada\",\"kind\":\"moon\"}");
    HttpResponse<String> ended =
        served.post("/api/v1/jobs/records-verify-1/cancel", "{\"operator\":\"Ada\"}");

    assertThat(unknown.statusCode()).isEqualTo(409);
    assertThat(unknown.body()).contains("there is no job kind 'moon'");
    assertThat(ended.statusCode()).isEqualTo(409);
    assertThat(ended.body()).contains("records-verify-1 has ended: DONE");
  }
}
