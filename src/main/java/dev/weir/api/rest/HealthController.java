package dev.weir.api.rest;

import dev.weir.api.ControlRoom;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Whether the daemon lives. */
@Controller("/health")
final class HealthController {
  private final ControlRoom room;
  private final Pulse pulse;

  HealthController(ControlRoom room, Pulse pulse) {
    this.room = room;
    this.pulse = pulse;
  }

  /**
   * Whether the control cycle advances.
   *
   * @param status up or down
   * @param cycles control cycles since the start
   * @param standstillS for how long none has ended, in s of wall time
   */
  record HealthReply(String status, long cycles, int standstillS) {}

  /** Answers 200 while the control cycle advances, and 503 when it stands still. */
  @Get
  HttpResponse<HealthReply> health() {
    HealthReply reply =
        new HealthReply(
            pulse.isAlive() ? "up" : "down",
            room.snapshot().get().reactor().cycle().count(),
            pulse.standstillSeconds());
    return pulse.isAlive()
        ? HttpResponse.ok(reply)
        : HttpResponse.<HealthReply>serverError(reply).status(503);
  }
}
