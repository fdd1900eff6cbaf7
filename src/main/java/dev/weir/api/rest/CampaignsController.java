package dev.weir.api.rest;

import dev.weir.api.ControlRoom;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Past campaigns and the present one. */
@Controller("/api/v1/campaigns")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CampaignsController {
  private final ControlRoom room;

  CampaignsController(ControlRoom room) {
    this.room = room;
  }

  /** Returns every campaign, the latest first. */
  @Get
  List<CampaignReply> campaigns() {
    return room.archive().campaigns();
  }
}
