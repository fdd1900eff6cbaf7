package dev.weir.api.rest;

import dev.weir.api.ControlRoom;
import dev.weir.campaign.LabSnapshot;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** What is to be known now. */
@Controller("/api/v1/status")
final class StatusController {
  private final ControlRoom room;

  StatusController(ControlRoom room) {
    this.room = room;
  }

  /**
   * Returns the state of everything as of the last control cycle; the entity tag is its version.
   */
  @Get
  HttpResponse<StatusReply> status() {
    LabSnapshot snapshot = room.snapshot().get();
    return HttpResponse.ok(StatusProjection.of(room.reactor(), snapshot))
        .header("ETag", StateVersion.of(snapshot).tag());
  }
}
