package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.jobs.Bounds;
import dev.weir.jobs.JobDesk;
import dev.weir.jobs.JobKind;
import dev.weir.jobs.JobOrder;
import dev.weir.jobs.JobRecord;
import dev.weir.jobs.JobState;
import dev.weir.jobs.RefusedJobException;
import dev.weir.jobs.RetryPolicy;
import dev.weir.reactor.Acceptance;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Background jobs over HTTP, at a desk made of data. */
final class JobsOverHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private static Path folder;
  private static ApiServer server;
  private static String token;

  /** Knows one job that is done. */
  private static final class Desk implements JobDesk {
    @Override
    public List<JobKind> kinds() {
      return List.of(
          new JobKind(
              "records-verify",
              "Compares the records.",
              _ -> Map.of(),
              new Bounds(64, 1, Duration.ofMinutes(1), Duration.ofMinutes(1)),
              new RetryPolicy(1, Duration.ofSeconds(1), 1.0, Duration.ofSeconds(1))));
    }

    @Override
    public List<JobRecord> list(int limit) {
      return List.of(job("records-verify-1", JobState.DONE));
    }

    @Override
    public Optional<JobRecord> find(String id) {
      return list(1).stream().filter(job -> job.id().equals(id)).findFirst();
    }

    @Override
    public Optional<String> result(String id) {
      return Optional.of("{\"journal_entries\": 40}");
    }

    @Override
    public Optional<String> log(String id) {
      return find(id).map(_ -> "one line\n");
    }

    @Override
    public JobRecord request(JobOrder order) {
      if (!order.kind().equals("records-verify")) {
        throw new RefusedJobException("there is no job kind '" + order.kind() + "'");
      }
      return job("records-verify-2", JobState.WAITING);
    }

    @Override
    public JobRecord cancel(String id, String askedBy) {
      throw new RefusedJobException(id + " has ended: DONE");
    }

    private static JobRecord job(String id, JobState state) {
      return new JobRecord(
          id,
          "records-verify",
          new TreeMap<>(),
          "Ada",
          AT,
          state,
          "",
          AT,
          Optional.empty(),
          0,
          List.of());
    }
  }

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
                Optional.of(new Desk())),
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

    assertThat(jobs).hasSize(1);
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
