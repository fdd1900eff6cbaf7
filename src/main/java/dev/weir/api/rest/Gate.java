package dev.weir.api.rest;

import dev.weir.api.AccessToken;
import dev.weir.api.ApiSettings;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What every request must pass: a {@code Host} that is this machine (against DNS rebinding), no
 * foreign {@code Origin}, and the token for commands and whatever else changes something. It also
 * puts the protective headers on every answer.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
@Order(-100)
final class Gate {
  static final String COMMANDS = "/api/v1/commands/";

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
  private static final String BEARER = "Bearer ";
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private final AccessToken token;
  private final ApiSettings settings;
  private final Backoff backoff;

  Gate(AccessToken token, ApiSettings settings, Backoff backoff) {
    this.token = token;
    this.settings = settings;
    this.backoff = backoff;
  }

  @RequestFilter
  Optional<HttpResponse<ErrorReply>> refuse(HttpRequest<?> request) {
    Optional<String> host = request.getHeaders().findFirst(HttpHeaders.HOST);
    if (host.isEmpty() || !isOwn(host.get())) {
      return Optional.of(
          answer(
              HttpStatus.MISDIRECTED_REQUEST,
              "this address is not served; use http://" + settings.host()));
    }
    Optional<String> origin = request.getHeaders().findFirst(HttpHeaders.ORIGIN);
    if (origin.isPresent() && !origin.get().equals("http://" + host.get())) {
      return Optional.of(answer(HttpStatus.FORBIDDEN, "requests from other sites are refused"));
    }
    return request.getPath().startsWith(COMMANDS) || !request.getMethod().equals(HttpMethod.GET)
        ? withoutToken(request)
        : Optional.empty();
  }

  @ResponseFilter
  void protect(MutableHttpResponse<?> response) {
    response.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Referrer-Policy", "no-referrer");
    response.header("Cross-Origin-Resource-Policy", "same-origin");
    response.header("Cross-Origin-Opener-Policy", "same-origin");
    if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
      response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  /**
   * A port is no secret and may be forwarded, so any port is taken; a name other than this
   * machine's is not.
   */
  private static boolean isOwn(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    int colon = lower.lastIndexOf(':');
    String name = colon > lower.indexOf(']') ? lower.substring(0, colon) : lower;
    return OWN_NAMES.contains(name);
  }

  private Optional<HttpResponse<ErrorReply>> withoutToken(HttpRequest<?> request) {
    String shown = request.getHeaders().findFirst(HttpHeaders.AUTHORIZATION).orElse("");
    if (!shown.startsWith(BEARER)) {
      return Optional.of(
          answer(HttpStatus.UNAUTHORIZED, "commands need the header Authorization: Bearer TOKEN")
              .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }
    if (token.matches(shown.substring(BEARER.length()))) {
      backoff.succeeded();
      return Optional.empty();
    }
    int wait = backoff.failed();
    if (wait > 0) {
      return Optional.of(
          answer(HttpStatus.TOO_MANY_REQUESTS, "too many wrong tokens; wait " + wait + " s")
              .header(HttpHeaders.RETRY_AFTER, Integer.toString(wait)));
    }
    return Optional.of(
        answer(HttpStatus.UNAUTHORIZED, "the token is wrong")
            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\""));
  }

  private static MutableHttpResponse<ErrorReply> answer(HttpStatus status, String error) {
    return HttpResponse.<ErrorReply>status(status).body(new ErrorReply(error));
  }
}
