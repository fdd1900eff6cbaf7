package dev.weir.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.api.ControlRoom;
import dev.weir.api.section.Section;
import dev.weir.api.section.SectionReply;
import dev.weir.api.section.SectionRequest;
import dev.weir.jobs.RefusedJobException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hands requests below {@code /api/v1/NAME} to the section of that name. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SectionsController {
  private static final int MOST_PARTS = 8;

  private final ControlRoom room;
  private final ObjectMapper json;

  SectionsController(ControlRoom room, ObjectMapper json) {
    this.room = room;
    this.json = json;
  }

  /**
   * A section of the page.
   *
   * @param name in addresses
   * @param title the word on its tab
   * @param script the address of its script
   */
  public record SectionLine(String name, String title, String script) {}

  /** Returns the sections that rooms have brought, in the order of their tabs. */
  @Get("/sections")
  List<SectionLine> sections() {
    return room.sections().stream()
        .map(
            section ->
                new SectionLine(
                    section.name(),
                    section.title(),
                    "/page/" + section.name() + "/" + section.files().getFirst()))
        .toList();
  }

  @Get("/{section}")
  @Hidden
  HttpResponse<?> get(HttpRequest<?> request, String section) {
    return answer(request, section, "", SectionRequest.Method.GET, Optional.empty());
  }

  @Get("/{section}/{path:.*}")
  @Hidden
  HttpResponse<?> getBelow(HttpRequest<?> request, String section, String path) {
    return answer(request, section, path, SectionRequest.Method.GET, Optional.empty());
  }

  @Post("/{section}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Hidden
  HttpResponse<?> post(HttpRequest<?> request, String section, @Body String body)
      throws JsonProcessingException {
    return postBelow(request, section, "", body);
  }

  @Post("/{section}/{path:.*}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Hidden
  HttpResponse<?> postBelow(HttpRequest<?> request, String section, String path, @Body String body)
      throws JsonProcessingException {
    return answer(
        request, section, path, SectionRequest.Method.POST, Optional.of(json.readTree(body)));
  }

  private HttpResponse<?> answer(
      HttpRequest<?> request,
      String name,
      String path,
      SectionRequest.Method method,
      Optional<JsonNode> body) {
    Optional<Section> section =
        room.sections().stream().filter(each -> each.name().equals(name)).findFirst();
    List<String> parts =
        path == null
            ? List.of()
            : Arrays.stream(path.split("/")).filter(p -> !p.isEmpty()).toList();
    if (section.isEmpty() || parts.size() > MOST_PARTS) {
      return missing("nothing is at " + request.getPath());
    }
    SortedMap<String, String> query = new TreeMap<>();
    request.getParameters().forEach((key, values) -> query.put(key, values.getFirst()));
    try {
      return http(section.get().answer(new SectionRequest(method, parts, query, body)));
    } catch (RefusedJobException e) {
      return http(new SectionReply.Refused(String.valueOf(e.getMessage())));
    }
  }

  private static HttpResponse<?> http(SectionReply reply) {
    return switch (reply) {
      case SectionReply.Json(Object value) ->
          HttpResponse.ok(value).contentType(MediaType.APPLICATION_JSON_TYPE);
      case SectionReply.Accepted(Object value) ->
          HttpResponse.accepted().body(value).contentType(MediaType.APPLICATION_JSON_TYPE);
      case SectionReply.Text(String mediaType, String text, Optional<String> saveAs) ->
          HttpResponse.ok(text)
              .contentType(new MediaType(mediaType))
              .headers(
                  headers ->
                      saveAs.ifPresent(
                          file ->
                              headers.add(
                                  HttpHeaders.CONTENT_DISPOSITION,
                                  "attachment; filename=\"%s\""
                                      .formatted(file.replaceAll("[^A-Za-z0-9._-]", "_")))));
      case SectionReply.Missing(String error) -> missing(error);
      case SectionReply.Wrong(String error) -> error(HttpStatus.BAD_REQUEST, error);
      case SectionReply.Refused(String error) -> error(HttpStatus.CONFLICT, error);
    };
  }

  private static HttpResponse<?> missing(String error) {
    return error(HttpStatus.NOT_FOUND, error);
  }

  private static HttpResponse<?> error(HttpStatus status, String error) {
    return HttpResponse.status(status)
        .body(new ErrorReply(OneLine.of(error, 300)))
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }
}
