package dev.weir.api.rest;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;

/**
 * A request that has the right form but says something impossible; answered by 400 with its
 * message.
 */
final class RefusedRequest extends HttpStatusException {
  private static final long serialVersionUID = 1L;

  RefusedRequest(String reason) {
    super(HttpStatus.BAD_REQUEST, reason);
  }
}
