package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.reactor.Acceptance;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Background jobs over HTTP, at a desk made of data. */
final class JobsOverHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static ApiServer server;
  private static String token;

  @BeforeAll
  static void start() throws IOException {
    Path file = folder.resolve("token");
    AccessToken secret = AccessToken.loadOrCreate(file);
    token = Files.readString(file).strip();
    server =
        ApiServer.start(
            new ApiSettings("127.0.0.1", 0),
            new ControlRoom(
                ExampleLab.reactor(),
                ExampleLab::running,
                RecordedDesk.answering(new Acceptance.Accepted(1)),
                new SnapshotArchive(ExampleLab::running),
                Optional.of(new RecordedJobs())),
            secret);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void jobsCanBeLookedAtWithoutTheToken() throws Exception {
    JsonNode jobs = JSON.readTree(get("/api/v1/jobs").body());
    JsonNode job = JSON.readTree(get("/api/v1/jobs/records-verify-1").body());

    assertThat(jobs).isNotEmpty();
    assertThat(job.at("/state").asText()).isEqualTo("DONE");
    assertThat(job.at("/result/journal_entries").asInt()).isEqualTo(40);
    assertThat(get("/api/v1/jobs/moon-1").statusCode()).isEqualTo(404);
    HttpResponse<String> log = get("/api/v1/jobs/records-verify-1/log");
    assertThat(log.body()).isEqualTo("one line\n");
    assertThat(log.headers().firstValue("Content-Type")).get().asString().startsWith("text/plain");
    assertThat(get("/api/v1/jobs/moon-1/log").statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(get("/api/v1/job-kinds").body()).at("/0/name").asText())
        .isEqualTo("records-verify");
  }

  @Test
  void askingAndCallingOffNeedTheToken() throws Exception {
    String order = "{\"operator\":\"Ada\",\"kind\":\"records-verify\"}";

    assertThat(post("/api/v1/jobs", order, Optional.empty()).statusCode()).isEqualTo(401);
    assertThat(
            post("/api/v1/jobs/records-verify-1/cancel", "{\"operator\":\"Ada\"}", Optional.empty())
                .statusCode())
        .isEqualTo(401);
    HttpResponse<String> accepted = post("/api/v1/jobs", order, Optional.of(token));
    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(accepted.body()).at("/id").asText()).isEqualTo("records-verify-2");
  }

  @Test
  void whatCannotBeDoneIsAnsweredWithTheReason() throws Exception {
    HttpResponse<String> unknown =
        post("/api/v1/jobs", "{\"operator\":\"Ada\",\"kind\":\"moon\"}", Optional.of(token));
    HttpResponse<String> ended =
        post("/api/v1/jobs/records-verify-1/cancel", "{\"operator\":\"Ada\"}", Optional.of(token));

    assertThat(unknown.statusCode()).isEqualTo(409);
    assertThat(unknown.body()).contains("there is no job kind 'moon'");
    assertThat(ended.statusCode()).isEqualTo(409);
    assertThat(ended.body()).contains("records-verify-1 has ended: DONE");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(server.address().resolve(path)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String body, Optional<String> secret)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    secret.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
