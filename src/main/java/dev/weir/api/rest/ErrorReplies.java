package dev.weir.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/**
 * Writes everything that goes wrong as one line of JSON, whatever the client says it would rather
 * have.
 */
@Singleton
final class ErrorReplies implements ErrorResponseProcessor<ErrorReply> {
  private static final int LONGEST = 300;

  @Override
  public MutableHttpResponse<ErrorReply> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    return response
        .body(new ErrorReply(OneLine.of(text(context, response.status()), LONGEST)))
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  private static String text(ErrorContext context, HttpStatus status) {
    if (status == HttpStatus.NOT_FOUND) {
      return "nothing is at " + context.getRequest().getPath();
    }
    if (status == HttpStatus.REQUEST_ENTITY_TOO_LARGE) {
      return "the body is larger than 1 MiB";
    }
    if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
      return "an error inside the interface; the log says more";
    }
    Throwable cause = context.getRootCause().orElse(null);
    while (cause != null) {
      if (cause instanceof JsonProcessingException json) {
        return json(json);
      }
      cause = cause.getCause();
    }
    String errors =
        context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
    return errors.isEmpty() ? status.getReason() : errors;
  }

  private static String json(JsonProcessingException problem) {
    if (problem instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds() == null
              ? ""
              : unknown.getKnownPropertyIds().stream()
                  .map(Object::toString)
                  .sorted()
                  .collect(Collectors.joining(", "));
      return "unknown field '" + unknown.getPropertyName() + "'; known are " + known;
    }
    if (problem instanceof MismatchedInputException mismatched) {
      return mismatched(mismatched);
    }
    return "not valid JSON: " + problem.getOriginalMessage();
  }

  /** The reader's own words name classes, which are nobody's business. */
  private static String mismatched(MismatchedInputException problem) {
    if (problem.getPath().isEmpty()) {
      return "the body must be one JSON object with the fields of this command";
    }
    Class<?> wanted = problem.getTargetType();
    String word =
        wanted == null
            ? "a value"
            : wanted.isPrimitive() || Number.class.isAssignableFrom(wanted)
                ? "a number"
                : wanted.equals(String.class) ? "a text" : "a value";
    return "field '" + problem.getPath().getLast().getFieldName() + "' must be " + word;
  }
}
