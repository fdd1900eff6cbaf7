package dev.weir.api.rest;

import dev.weir.records.RecordsException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/**
 * Answers that the past cannot be read just now; the present and the commands do not depend on it.
 */
@Singleton
final class RecordsFailure implements ExceptionHandler<RecordsException, HttpResponse<ErrorReply>> {
  @Override
  @SuppressWarnings("rawtypes") // the interface is declared so
  public HttpResponse<ErrorReply> handle(HttpRequest request, RecordsException exception) {
    return HttpResponse.<ErrorReply>status(HttpStatus.SERVICE_UNAVAILABLE)
        .body(new ErrorReply("the records cannot be read just now"));
  }
}
