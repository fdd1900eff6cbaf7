package dev.weir.api.rest;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.Optional;
import reactor.core.publisher.Flux;

/** The status as a stream. */
@Controller("/api/v1/events")
final class EventsController {
  private final StatusStream stream;

  EventsController(StatusStream stream) {
    this.stream = stream;
  }

  /**
   * Sends the status now and then once a second of wall time, as server-sent events named {@code
   * status}.
   */
  @Get
  @Produces(MediaType.TEXT_EVENT_STREAM)
  HttpResponse<?> events() {
    Optional<Flux<byte[]>> opened = stream.open();
    if (opened.isEmpty()) {
      return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
          .contentType(MediaType.APPLICATION_JSON_TYPE)
          .body(
              new ErrorReply(
                  StatusStream.MAX_CLIENTS
                      + " clients listen already; close a page or read the status"));
    }
    return HttpResponse.ok(opened.get()).contentType(MediaType.TEXT_EVENT_STREAM_TYPE);
  }
}
