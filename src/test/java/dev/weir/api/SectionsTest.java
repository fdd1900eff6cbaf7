package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.api.section.Section;
import dev.weir.api.section.SectionReply;
import dev.weir.api.section.SectionRequest;
import dev.weir.jobs.RefusedJobException;
import dev.weir.reactor.Acceptance;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sections that rooms bring to the page and to REST. */
final class SectionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static ServedRoom served;

  /** Says back what it was asked; its files are those of the predictors, which are there. */
  private record Echo(String name) implements Section {
    @Override
    public String title() {
      return "Echo";
    }

    @Override
    public List<String> files() {
      return List.of("predictors.js");
    }

    @Override
    public SectionReply answer(SectionRequest request) {
      return switch (request.address()) {
        case "" -> new SectionReply.Json(List.of("the whole"));
        case "file" ->
            new SectionReply.Text("text/csv; charset=utf-8", "a,b\n", Optional.of("a \"b\".csv"));
        case "wrong" -> new SectionReply.Wrong("wrong");
        case "missing" -> new SectionReply.Missing("missing");
        case "job" -> throw new RefusedJobException("no such kind");
        default ->
            new SectionReply.Accepted(
                request.method()
                    + " "
                    + request.address()
                    + " "
                    + request.query()
                    + " "
                    + request.body().map(JsonNode::toString).orElse("-"));
      };
    }
  }

  @BeforeAll
  static void start() throws IOException {
    served = ServedRoom.start(folder, room(new Echo("predictors")));
  }

  private static ControlRoom room(Section... sections) {
    return new ControlRoom(
        ExampleLab.reactor(),
        ExampleLab::running,
        RecordedDesk.answering(new Acceptance.Accepted(1)),
        new SnapshotArchive(ExampleLab::running),
        Optional.empty(),
        List.of(sections));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void aSectionHasATabAnAddressAndItsScript() throws Exception {
    JsonNode line = JSON.readTree(served.get("/api/v1/sections").body()).get(0);

    assertThat(line.at("/title").asText()).isEqualTo("Echo");
    assertThat(
            served.get(line.at("/script").asText()).headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/javascript");
    assertThat(served.get("/predictors").body()).startsWith("<!doctype html>");
    assertThat(served.get("/jobs").body()).startsWith("<!doctype html>");
    assertThat(served.get("/formulas").statusCode()).isEqualTo(404);
    assertThat(served.get("/page/predictors/other.js").statusCode()).isEqualTo(404);
  }

  @Test
  void itAnswersBelowItsNameAndNowhereElse() throws Exception {
    assertThat(served.get("/api/v1/predictors").body()).isEqualTo("[\"the whole\"]");
    assertThat(served.get("/api/v1/predictors/a/b?x=1").body()).contains("GET a/b {x=1} -");
    assertThat(served.get("/api/v1/others").statusCode()).isEqualTo(404);
    assertThat(served.get("/api/v1/jobs").body()).isEqualTo("[]");
    HttpResponse<String> file = served.get("/api/v1/predictors/file");
    assertThat(file.body()).isEqualTo("a,b\n");
    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"a__b_.csv\"");
  }

  @Test
  void itsRefusalsAreOneLineOfJson() throws Exception {
    assertThat(served.get("/api/v1/predictors/wrong").statusCode()).isEqualTo(400);
    assertThat(served.get("/api/v1/predictors/missing").statusCode()).isEqualTo(404);
    HttpResponse<String> job = served.get("/api/v1/predictors/job");
    assertThat(job.statusCode()).isEqualTo(409);
    assertThat(job.body()).isEqualTo("{\"error\":\"no such kind\"}");
  }

  @Test
  void onlyWhoHasTheTokenMayPost() throws Exception {
    assertThat(served.post("/api/v1/predictors/a", "{\"n\":1}", Optional.of("wrong")).statusCode())
        .isEqualTo(401);
    assertThat(served.post("/api/v1/predictors/a", "{\"n\":1}").body())
        .contains("POST a {} {\"n\":1}");
    assertThat(served.post("/api/v1/predictors/a", "{\"n\":1,\"n\":2}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    assertThatThrownBy(() -> room(new Echo("jobs"))).hasMessageContaining("was 'jobs'");
    assertThatThrownBy(() -> room(new Echo("x"), new Echo("x"))).hasMessageContaining("was 'x'");
    assertThatThrownBy(() -> room(new Echo("../x"))).hasMessageContaining("was '../x'");
  }
}
