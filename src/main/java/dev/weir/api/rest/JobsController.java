package dev.weir.api.rest;

import dev.weir.api.ControlRoom;
import dev.weir.jobs.JobDesk;
import dev.weir.jobs.JobOrder;
import dev.weir.jobs.JobRecord;
import dev.weir.jobs.RefusedJobException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Background jobs. Looking is free; asking for one and calling one off need the token, as commands
 * do. They never pass through the control thread.
 */
@Controller("/api/v1/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JobsController {
  private static final int SHOWN = 100;

  private final ControlRoom room;

  JobsController(ControlRoom room) {
    this.room = room;
  }

  /** Returns the latest jobs, newest first. */
  @Get
  List<JobReply> jobs() {
    return room.jobs().stream()
        .flatMap(desk -> desk.list(SHOWN).stream())
        .map(job -> JobReply.of(job, Optional.empty()))
        .toList();
  }

  /**
   * Returns one job with its result.
   *
   * @param id its kind and number, as in {@code records-verify-17}
   */
  @Get("/{id}")
  HttpResponse<?> job(@PathVariable String id) {
    Optional<JobReply> found =
        room.jobs()
            .flatMap(desk -> desk.find(id).map(job -> JobReply.of(job, desk.result(job.id()))));
    return found
        .<HttpResponse<?>>map(HttpResponse::ok)
        .orElseGet(
            () ->
                HttpResponse.notFound(
                    new ErrorReply(OneLine.of("there is no job '" + id + "'", 200))));
  }

  /**
   * Returns the end of what a job's latest attempt has logged, as plain text.
   *
   * @param id its kind and number
   */
  @Get("/{id}/log")
  @Produces(MediaType.TEXT_PLAIN)
  HttpResponse<?> log(@PathVariable String id) {
    return room.jobs()
        .flatMap(desk -> desk.log(id))
        .<HttpResponse<?>>map(HttpResponse::ok)
        .orElseGet(
            () ->
                HttpResponse.notFound(
                        new ErrorReply(OneLine.of("there is no log of a job '" + id + "'", 200)))
                    .contentType(MediaType.APPLICATION_JSON_TYPE));
  }

  /** Asks for a job; answered by 202 once it is durable. */
  @Post
  @SecurityRequirement(name = "token")
  HttpResponse<?> request(@Body JobBody body) {
    return change(
        desk ->
            desk.request(
                new JobOrder(
                    body.kind(),
                    new TreeMap<>(body.arguments().orElse(Map.of())),
                    body.operator())));
  }

  /**
   * Calls a job off.
   *
   * @param id its kind and number
   */
  @Post("/{id}/cancel")
  @SecurityRequirement(name = "token")
  HttpResponse<?> cancel(@PathVariable String id, @Body CommandBody body) {
    return change(desk -> desk.cancel(id, body.operator()));
  }

  /** Something that changes jobs. */
  @FunctionalInterface
  private interface Change {
    JobRecord on(JobDesk desk);
  }

  private HttpResponse<?> change(Change change) {
    if (room.jobs().isEmpty()) {
      return HttpResponse.status(HttpStatus.CONFLICT)
          .body(new ErrorReply("this program does no background jobs"));
    }
    try {
      return HttpResponse.accepted()
          .body(JobReply.of(change.on(room.jobs().get()), Optional.empty()));
    } catch (RefusedJobException e) {
      return HttpResponse.status(HttpStatus.CONFLICT)
          .body(new ErrorReply(OneLine.of(String.valueOf(e.getMessage()), 300)));
    }
  }
}
