package dev.weir.api.rest;

import dev.weir.api.ControlRoom;
import dev.weir.api.rest.TrendReply.Point;
import dev.weir.campaign.LabSnapshot;
import dev.weir.device.Tag;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The course of readings. */
@Controller("/api/v1/trends")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TrendsController {
  /** How many points a series has at most. */
  static final int MAX_POINTS = 600;

  private static final int MAX_TAGS = 16;
  private static final int MAX_MINUTES = 7 * 24 * 60;

  private final ControlRoom room;
  private final Pulse pulse;

  TrendsController(ControlRoom room, Pulse pulse) {
    this.room = room;
    this.pulse = pulse;
  }

  /**
   * Returns the course of readings up to now. What this session has seen comes from memory, what
   * was before from the records.
   *
   * @param tag which reading, as device/capability; may be given several times
   * @param minutes how far back, in minutes of the plant's clock, from 1 to 10080
   */
  @ApiResponse(
      responseCode = "200",
      description = "the course of each reading",
      content = @Content(schema = @Schema(implementation = TrendReply.class)))
  @ApiResponse(
      responseCode = "404",
      description = "there is none",
      content = @Content(schema = @Schema(implementation = ErrorReply.class)))
  @Get
  HttpResponse<?> trends(
      @QueryValue List<String> tag, @QueryValue(defaultValue = "60") int minutes) {
    if (minutes < 1 || minutes > MAX_MINUTES) {
      return bad("minutes must be from 1 to " + MAX_MINUTES + ", was " + minutes);
    }
    if (tag.size() > MAX_TAGS) {
      return bad("at most " + MAX_TAGS + " tags at once, were " + tag.size());
    }
    LabSnapshot snapshot = room.snapshot().get();
    Map<String, String> units =
        snapshot.reactor().values().keySet().stream()
            .collect(
                Collectors.toMap(
                    Tag::toString, known -> known.capability().dimension().canonical().symbol()));
    Instant from = snapshot.at().minus(Duration.ofMinutes(minutes));
    List<TrendReply.Series> series = new ArrayList<>();
    for (String wanted : tag) {
      String unit = units.get(wanted);
      if (unit == null) {
        return HttpResponse.notFound(
            new ErrorReply(OneLine.of("there is no reading '" + wanted + "'", 200)));
      }
      series.add(new TrendReply.Series(wanted, unit, course(wanted, from, snapshot.at())));
    }
    return HttpResponse.ok(new TrendReply(from, snapshot.at(), series));
  }

  private List<Point> course(String tag, Instant from, Instant to) {
    Instant remembered = pulse.trends().reachesBackTo().orElse(to);
    List<Point> points = new ArrayList<>();
    if (from.isBefore(remembered)) {
      points.addAll(room.archive().trend(tag, from, remembered.minusMillis(1), MAX_POINTS));
    }
    points.addAll(pulse.trends().course(tag, from, to));
    return Thinning.thin(points, MAX_POINTS);
  }

  private static HttpResponse<ErrorReply> bad(String reason) {
    return HttpResponse.badRequest(new ErrorReply(reason));
  }
}
