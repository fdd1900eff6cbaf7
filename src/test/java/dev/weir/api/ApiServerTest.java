package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.campaign.LabSnapshot;
import dev.weir.flow.Ramp;
import dev.weir.reactor.Acceptance;
import dev.weir.reactor.Command;
import dev.weir.units.TimeSpan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface over a started server on a free port, with a lab made of data. */
final class ApiServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicLong CYCLES = new AtomicLong();
  private static volatile LabSnapshot lab = ExampleLab.running();
  private static volatile RecordedDesk desk = RecordedDesk.answering(new Acceptance.Accepted(42));

  @TempDir private static Path folder;
  private static ServedRoom served;

  @BeforeAll
  static void start() throws IOException {
    served =
        ServedRoom.start(
            folder,
            new ControlRoom(
                ExampleLab.reactor(),
                ApiServerTest::cycled,
                command -> desk.submit(command),
                new SnapshotArchive(ApiServerTest::cycled)));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @BeforeEach
  void calm() {
    lab = ExampleLab.running();
    desk = RecordedDesk.answering(new Acceptance.Accepted(42));
  }

  @Test
  void theStatusTellsStateRunValuesBestAndNext() throws Exception {
    JsonNode status = json(get("/api/v1/status"));

    assertThat(status.at("/state").asText()).isEqualTo("EXECUTE");
    assertThat(status.at("/state_for_s").asDouble()).isEqualTo(4_260);
    assertThat(status.at("/run/run").asInt()).isEqualTo(15);
    assertThat(status.at("/run/of").asInt()).isEqualTo(40);
    assertThat(status.at("/run/phase").asText()).isEqualTo("FLUSH");
    assertThat(status.at("/run/phase_remaining_s").asDouble()).isEqualTo(954);
    assertThat(status.at("/run/conditions/residence_time_min").asDouble()).isEqualTo(22.5);
    assertThat(status.at("/simulated").asBoolean()).isTrue();
    assertThat(status.at("/speed").asDouble()).isEqualTo(60);
    assertThat(status.at("/tags/temperature").asText()).isEqualTo("oven/temperature.actual");
    assertThat(status.at("/campaign/best/outcome/copolymer_composition_f1").isNumber()).isTrue();
    assertThat(status.at("/campaign/next/conditions/temperature_celsius").asDouble()).isEqualTo(88);
    assertThat(status.at("/campaign/next/predicted/conversion").asDouble()).isEqualTo(0.542);
    assertThat(status.at("/campaign/next/reason").asText())
        .startsWith("Largest expected improvement");
    assertThat(status.at("/campaign/history")).hasSize(13);
    assertThat(status.at("/alarms").isArray()).isTrue();
    assertThat(status.at("/alarms")).isEmpty();
    assertThat(status.at("/cycle/last_ms").asDouble()).isEqualTo(0.84);
    assertThat(status.at("/feeds/0/contents").asText()).isEqualTo("6 mol/L St");
  }

  @Test
  void everyValueCarriesUnitQualityAndAge() throws Exception {
    JsonNode values = json(get("/api/v1/status")).at("/values");

    JsonNode temperature = byTag(values, "oven/temperature.actual");
    assertThat(temperature.at("/unit").asText()).isEqualTo("°C");
    assertThat(temperature.at("/quality").asText()).isEqualTo("good");
    assertThat(temperature.at("/observability").asText()).isEqualTo("measured");
    assertThat(temperature.at("/age_s").asDouble()).isEqualTo(0.3);
  }

  @Test
  void anAbortedReactorShowsItsAlarmsAndWhatIsNotKnown() throws Exception {
    lab = ExampleLab.aborted();

    JsonNode status = json(get("/api/v1/status"));

    assertThat(status.at("/state").asText()).isEqualTo("ABORTED");
    assertThat(status.at("/setpoints").isNull()).isTrue();
    assertThat(status.at("/alarms/0/cause").asText()).isEqualTo("pressure above HH");
    assertThat(status.at("/alarms/0/consequence").asText()).isEqualTo("all pumps stop");
    assertThat(status.at("/alarms/0/response").asText())
        .isEqualTo("find the blockage, relieve, clear");
    assertThat(status.at("/alarms/0/first_out").asBoolean()).isTrue();
    JsonNode pressure = byTag(status.at("/values"), "pressure-gauge/pressure.actual");
    assertThat(pressure.at("/quality").asText()).isEqualTo("stale");
    assertThat(pressure.at("/age_s").asDouble()).isEqualTo(65);
    JsonNode flow = byTag(status.at("/values"), "pump-mma/flow.actual");
    assertThat(flow.at("/value").isNull()).isTrue();
    assertThat(flow.at("/bad_reason").asText()).isEqualTo("no_reply");
    assertThat(command(status, "clear").at("/allowed").asBoolean()).isTrue();
    assertThat(command(status, "hold").at("/why_not").asText()).isEqualTo("only while it runs");
  }

  @Test
  void runsAreListedLatestFirstAndReadOneByOne() throws Exception {
    JsonNode runs = json(get("/api/v1/runs"));
    assertThat(runs).hasSize(13);
    assertThat(runs.at("/0/id").asText()).isEqualTo("styrene-mma-14");

    JsonNode run = json(get("/api/v1/runs/styrene-mma-3"));
    assertThat(run.at("/status").asText()).isEqualTo("accepted");
    assertThat(run.at("/achieved/temperature_celsius").asDouble()).isGreaterThan(70);
    assertThat(run.at("/steady_state/proven").asBoolean()).isTrue();
    assertThat(run.at("/used/0/volume_ml").asDouble()).isEqualTo(6.2);
    assertThat(json(get("/api/v1/campaigns")).at("/0/objective/target_f1").asDouble())
        .isEqualTo(0.6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/runs/styrene-mma-6",
        "/api/v1/runs/nonsense",
        "/api/v1/nothing",
        "/page/..%2fweir.css",
        "/page/nothing.js",
        "/api/v1/trends?tag=oven/nothing"
      })
  void whatIsNotThereIsOneLineOfJson(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertIsOneLineError(response);
  }

  @Test
  void trendsGiveTheCourseOfSeveralReadings() throws Exception {
    JsonNode trends =
        json(
            get(
                "/api/v1/trends?tag=oven/temperature.actual&tag=pressure-gauge/pressure.actual&minutes=5"));

    assertThat(trends.at("/series")).hasSize(2);
    assertThat(trends.at("/series/0/unit").asText()).isEqualTo("°C");
    assertThat(trends.at("/series/1/points/0/value").isNumber()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "100000", "abc", "99999999999999"})
  void trendsOverAnImpossibleTimeAreRefused(String minutes) throws Exception {
    HttpResponse<String> response =
        get("/api/v1/trends?tag=oven/temperature.actual&minutes=" + minutes);

    assertThat(response.statusCode()).isEqualTo(400);
    assertIsOneLineError(response);
  }

  @ParameterizedTest
  @CsvSource({
    "start,Start",
    "hold,Hold",
    "resume,Resume",
    "stop,Stop",
    "abort,Abort",
    "clear,Clear",
    "void-run,VoidRun"
  })
  void eachCommandReachesTheDeskWithItsOrigin(String name, String kind) throws Exception {
    HttpResponse<String> response = post(name, "{\"operator\":\"ada\",\"reason\":\"test\"}");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(response.body()).at("/sequence").asLong()).isEqualTo(42);
    Command taken = desk.taken().getFirst();
    assertThat(taken.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(taken.origin()).isEqualTo(new Command.Origin("ada", "test"));
  }

  @Test
  void anOperatorsPointCarriesItsRampAndAnImpossibleOneIsRefused() throws Exception {
    String point =
        """
        {"operator":"ada","reason":"test","feed_composition":0.6,"residence_time_min":30,"temperature_celsius":80,
        "total_monomer_mol_per_litre":2,"initiator_mol_per_litre":0.04%s}""";
    assertThat(post("run-point", point.formatted("")).statusCode()).isEqualTo(202);
    assertThat(((Command.RunPoint) desk.taken().getLast()).ramp()).isEmpty();
    String ramp =
        ",\"ramp\":{\"to_residence_time_min\":10,\"duration_min\":25,\"aliquots_min\":[%s]}";
    assertThat(post("run-point", point.formatted(ramp.formatted("26,20"))).statusCode())
        .isEqualTo(202);
    assertThat(((Command.RunPoint) desk.taken().getLast()).ramp())
        .contains(
            new Ramp(
                TimeSpan.ofMinutes(10),
                TimeSpan.ofMinutes(25),
                List.of(TimeSpan.ofMinutes(26), TimeSpan.ofMinutes(20))));
    HttpResponse<String> back = post("run-point", point.formatted(ramp.formatted("20,26")));
    assertThat(back.statusCode()).isEqualTo(400);
    assertThat(back.body()).contains("must come nearer to it one after the other");
  }

  @Test
  void acknowledgeAndRefillCarryTheirFigures() throws Exception {
    assertThat(post("acknowledge", "{\"operator\":\"ada\",\"alarm\":31}").statusCode())
        .isEqualTo(202);
    assertThat(
            post(
                    "refill",
                    "{\"operator\":\"ada\",\"reason\":\"lot 7\",\"feed\":\"mma\",\"volume_ml\":249.5}")
                .statusCode())
        .isEqualTo(202);

    assertThat(desk.taken().get(0))
        .isInstanceOfSatisfying(
            Command.Acknowledge.class, command -> assertThat(command.alarm()).isEqualTo(31));
    assertThat(desk.taken().get(1))
        .isInstanceOfSatisfying(
            Command.Refill.class,
            command -> assertThat(command.volume().microlitres()).isEqualTo(249_500));
  }

  @Test
  void aRefusedCommandSaysWhy() throws Exception {
    desk =
        RecordedDesk.answering(
            new Acceptance.Refused("start needs STOPPED; the reactor is EXECUTE"));

    HttpResponse<String> response = post("start", "{\"operator\":\"ada\"}");

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(error(response)).isEqualTo("start needs STOPPED; the reactor is EXECUTE");
  }

  @Test
  void aCommandThatSawAnotherStateIsRefusedButAnAbortIsNot() throws Exception {
    String version = get("/api/v1/status").headers().firstValue("ETag").orElseThrow();
    String body = "{\"operator\":\"ada\"}";
    assertThat(post("resume", body, "If-Match", version).statusCode()).isEqualTo(202);

    lab = ExampleLab.aborted();

    HttpResponse<String> late = post("resume", body, "If-Match", version);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(error(late)).contains("it is now ABORTED");
    assertThat(post("abort", body, "If-Match", version).statusCode()).isEqualTo(202);
    assertThat(desk.taken()).hasSize(2);
  }

  @Test
  void whenStartAndAbortRaceTheAbortWins() throws Exception {
    desk = RecordedDesk.cycling();
    String body = "{\"operator\":\"ada\"}";

    CompletableFuture<HttpResponse<String>> start =
        served.client().sendAsync(command("start", body), BodyHandlers.ofString());
    desk.await(1);
    CompletableFuture<HttpResponse<String>> abort =
        served.client().sendAsync(command("abort", body), BodyHandlers.ofString());
    desk.await(2);
    desk.cycle();

    assertThat(abort.get().statusCode()).isEqualTo(202);
    assertThat(start.get().statusCode()).isEqualTo(409);
  }

  @Test
  void commandsNeedTheToken() throws Exception {
    HttpRequest bare =
        HttpRequest.newBuilder(uri("/api/v1/commands/abort"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"operator\":\"ada\"}"))
            .build();

    HttpResponse<String> response = served.send(bare);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertIsOneLineError(response);
    assertThat(desk.taken()).isEmpty();
  }

  @Test
  void wrongTokensAreMadeToWaitButTheRightOneNever() throws Exception {
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      HttpRequest wrong =
          HttpRequest.newBuilder(uri("/api/v1/commands/abort"))
              .header("Authorization", "Bearer " + "0".repeat(64))
              .POST(BodyPublishers.ofString("{}"))
              .build();
      answers.add(served.send(wrong).statusCode());
    }

    assertThat(answers.subList(0, 5)).containsOnly(401);
    assertThat(answers.get(5)).isEqualTo(429);
    assertThat(post("abort", "{\"operator\":\"ada\"}").statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"operator\":\"ada\"} x",
        "{\"operator\":\"ada\",\"operator\":\"bob\"}",
        "{\"operator\":\"ada\",\"colour\":\"red\"}",
        "{\"operator\":7}",
        "{\"reason\":\"nobody\"}",
        "{\"operator\":\"\"}",
        "{\"operator\":null}",
        "{\"operator\":\"a\\nb\"}",
        "{\"operator\":\"\\u202Eada\"}",
        "{\"operator\":NaN}"
      })
  void aBodyThatIsNotRightIsRefused(String body) throws Exception {
    HttpResponse<String> response = post("hold", body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertIsOneLineError(response);
    assertThat(desk.taken()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"operator\":\"ada\",\"reason\":\"lot 7\",\"feed\":\"mma\",\"volume_ml\":250.5}",
        "{\"operator\":\"ada\",\"reason\":\"lot 7\",\"feed\":\"mma\",\"volume_ml\":-1}",
        "{\"operator\":\"ada\",\"reason\":\"lot 7\",\"feed\":\"mma\",\"volume_ml\":\"10\"}",
        "{\"operator\":\"ada\",\"reason\":\"lot 7\",\"feed\":\"mma\"}",
        "{\"operator\":\"ada\",\"reason\":\"lot 7\",\"feed\":\"water\",\"volume_ml\":10}",
        "{\"operator\":\"ada\",\"feed\":\"mma\",\"volume_ml\":10}",
        "{\"operator\":\"ada\",\"reason\":\"lot 7\",\"feed\":\"mma\",\"volume_ml\":1e999}"
      })
  void aRefillThatCannotBeIsRefusedNotClamped(String body) throws Exception {
    HttpResponse<String> response = post("refill", body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertIsOneLineError(response);
    assertThat(desk.taken()).isEmpty();
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    HttpResponse<String> response = post("hold", "[".repeat(100_000));

    assertThat(response.statusCode()).isEqualTo(400);
    assertIsOneLineError(response);
  }

  @Test
  void aBodyAboveOneMebibyteIsRefused() throws Exception {
    String huge = "{\"operator\":\"" + "a".repeat(ApiServer.MAX_BODY_BYTES) + "\"}";

    HttpResponse<String> response = post("hold", huge);

    assertThat(response.statusCode()).isEqualTo(413);
    assertIsOneLineError(response);
  }

  @Test
  void anotherContentTypeIsRefused() throws Exception {
    HttpRequest form =
        HttpRequest.newBuilder(uri("/api/v1/commands/hold"))
            .header("Authorization", "Bearer " + served.token())
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("{\"operator\":\"ada\"}"))
            .build();

    HttpResponse<String> response = served.send(form);

    assertThat(response.statusCode()).isEqualTo(415);
    assertIsOneLineError(response);
  }

  @Test
  void anErrorIsJsonEvenForABrowser() throws Exception {
    HttpRequest browser =
        HttpRequest.newBuilder(uri("/nothing")).header("Accept", "text/html").build();

    HttpResponse<String> response = served.send(browser);

    assertThat(response.statusCode()).isEqualTo(404);
    assertIsOneLineError(response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "0.0.0.0"})
  void aForeignHostNameIsRefused(String host) throws Exception {
    assertThat(
            raw("GET /api/v1/status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421")
        .doesNotContain("EXECUTE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:9999", "[::1]:8080", "LOCALHOST:1"})
  void theMachinesOwnNamesAreServed(String host) throws Exception {
    assertThat(raw("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void aCommandFromAnotherSiteIsRefused() throws Exception {
    HttpResponse<String> response =
        post("abort", "{\"operator\":\"ada\"}", "Origin", "http://evil.example");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(desk.taken()).isEmpty();
  }

  @Test
  void theStreamBeginsWithTheStatus() throws Exception {
    HttpResponse<InputStream> stream =
        served
            .client()
            .send(
                HttpRequest.newBuilder(uri("/api/v1/events")).build(),
                BodyHandlers.ofInputStream());

    assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("retry: 2000");
      assertThat(lines.readLine()).isEqualTo("event: status");
      String data = lines.readLine();
      assertThat(data).startsWith("data: {");
      assertThat(JSON.readTree(data.substring(6)).at("/state").asText()).isEqualTo("EXECUTE");
      assertThat(lines.readLine()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/,text/html",
    "/page/weir.js,text/javascript",
    "/page/weir.css,text/css",
    "/page/weir.svg,image/svg+xml"
  })
  void thePageIsServedWithItsTypesAndNothingForeignMayRun(String path, String type)
      throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'")
        .doesNotContain("unsafe");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    String tag = response.headers().firstValue("ETag").orElseThrow();
    HttpRequest again = HttpRequest.newBuilder(uri(path)).header("If-None-Match", tag).build();
    assertThat(served.send(again).statusCode()).isEqualTo(304);
  }

  @Test
  void thePageHasNoInlineScriptAndLoadsNothingFromElsewhere() throws Exception {
    String page = get("/").body();

    assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("<style");
    assertThat(page)
        .doesNotContainPattern("<script(?![^>]*src=)")
        .doesNotContainPattern("\\son[a-z]+=");
    assertThat(page).doesNotContainPattern("\\sstyle=");
  }

  @Test
  void theDescriptionListsEveryCommand() throws Exception {
    HttpResponse<String> description = get("/openapi.yaml");

    assertThat(description.statusCode()).isEqualTo(200);
    assertThat(description.body())
        .startsWith("openapi: 3")
        .contains(
            "title: Weir",
            "/api/v1/status:",
            "/api/v1/commands/void-run:",
            "residence_time_min",
            "\"409\":");
  }

  @Test
  void healthIsUpWhileTheCycleAdvances() throws Exception {
    assertThat(json(get("/health")).at("/status").asText()).isEqualTo("up");
  }

  /** The lab after one more control cycle: whoever looks sees it live. */
  private static LabSnapshot cycled() {
    return ExampleLab.withCycles(lab, CYCLES.incrementAndGet());
  }

  private static void assertIsOneLineError(HttpResponse<String> response) throws IOException {
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(response.body())
        .doesNotContain("\n")
        .doesNotContain("dev.weir")
        .doesNotContain("java.");
    JsonNode body = JSON.readTree(response.body());
    assertThat(body.size()).isEqualTo(1);
    assertThat(body.at("/error").asText()).isNotBlank();
  }

  private static String error(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body()).at("/error").asText();
  }

  private static JsonNode byTag(JsonNode values, String tag) {
    for (JsonNode value : values) {
      if (value.at("/tag").asText().equals(tag)) {
        return value;
      }
    }
    throw new AssertionError("no value " + tag + " in " + values);
  }

  private static JsonNode command(JsonNode status, String name) {
    for (JsonNode command : status.at("/commands")) {
      if (command.at("/command").asText().equals(name)) {
        return command;
      }
    }
    throw new AssertionError("no command " + name);
  }

  private static URI uri(String path) {
    return URI.create(served.address() + path);
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return served.get(path);
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> post(String name, String body, String... headers)
      throws IOException, InterruptedException {
    return served.send(command(name, body, headers));
  }

  private static HttpRequest command(String name, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/v1/commands/" + name))
            .header("Authorization", "Bearer " + served.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
