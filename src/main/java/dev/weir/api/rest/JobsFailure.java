package dev.weir.api.rest;

import dev.weir.jobs.JobsException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers that the background jobs cannot be reached just now. */
@Singleton
final class JobsFailure implements ExceptionHandler<JobsException, HttpResponse<ErrorReply>> {
  @Override
  @SuppressWarnings("rawtypes") // the interface is declared so
  public HttpResponse<ErrorReply> handle(HttpRequest request, JobsException exception) {
    return HttpResponse.<ErrorReply>status(HttpStatus.SERVICE_UNAVAILABLE)
        .body(new ErrorReply("the background jobs cannot be reached just now"));
  }
}
