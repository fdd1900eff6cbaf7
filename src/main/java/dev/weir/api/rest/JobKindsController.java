package dev.weir.api.rest;

import dev.weir.api.ControlRoom;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;

/** Which background jobs can be asked for. */
@Controller("/api/v1/job-kinds")
final class JobKindsController {
  private final ControlRoom room;

  JobKindsController(ControlRoom room) {
    this.room = room;
  }

  /** Returns every kind, by name; none when this program does no jobs. */
  @Get
  List<JobKindReply> kinds() {
    return room.jobs().stream()
        .flatMap(desk -> desk.kinds().stream())
        .map(JobKindReply::of)
        .toList();
  }
}
