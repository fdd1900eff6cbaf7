package dev.weir.api.rest;

import dev.weir.api.ControlRoom;
import dev.weir.campaign.CampaignStatus;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Optional;

/** Past and present runs. */
@Controller("/api/v1/runs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunsController {
  private final ControlRoom room;

  RunsController(ControlRoom room) {
    this.room = room;
  }

  /**
   * Returns the runs of a campaign, the latest first.
   *
   * @param campaign its name; the present campaign when absent
   */
  @Get
  List<RunReply> runs(@QueryValue Optional<String> campaign) {
    return campaign
        .or(() -> room.snapshot().get().campaign().map(CampaignStatus::name))
        .map(room.archive()::runs)
        .orElse(List.of());
  }

  /**
   * Returns one run.
   *
   * @param id campaign and number, as in {@code styrene-mma-7}
   */
  @ApiResponse(
      responseCode = "200",
      description = "the run",
      content = @Content(schema = @Schema(implementation = RunReply.class)))
  @ApiResponse(
      responseCode = "404",
      description = "there is none",
      content = @Content(schema = @Schema(implementation = ErrorReply.class)))
  @Get("/{id}")
  HttpResponse<?> run(@PathVariable String id) {
    Optional<RunReply> run =
        RunAddress.parse(id)
            .flatMap(address -> room.archive().run(address.campaign(), address.number()));
    return run.<HttpResponse<?>>map(HttpResponse::ok)
        .orElseGet(
            () ->
                HttpResponse.notFound(
                    new ErrorReply(OneLine.of("there is no run '" + id + "'", 200))));
  }
}
