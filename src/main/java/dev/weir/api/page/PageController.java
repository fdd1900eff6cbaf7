package dev.weir.api.page;

import dev.weir.api.rest.ErrorReply;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;

/**
 * The status page. It serves only the files that {@link PageFile} lists, so no path can lead
 * anywhere else.
 */
@Controller
@Hidden
final class PageController {
  /** Returns the page. */
  @Get("/")
  HttpResponse<?> index(HttpRequest<?> request) {
    return answer(request, PageFile.INDEX);
  }

  /** Returns the page of generated formulas. */
  @Get("/formulas")
  HttpResponse<?> formulas(HttpRequest<?> request) {
    return answer(request, PageFile.FORMULAS);
  }

  /** Returns a file of the page. */
  @Get("/page/{name}")
  HttpResponse<?> file(HttpRequest<?> request, String name) {
    return PageFile.named(name)
        .<HttpResponse<?>>map(file -> answer(request, file))
        .orElseGet(() -> HttpResponse.notFound(new ErrorReply("the page has no such file")));
  }

  private static HttpResponse<?> answer(HttpRequest<?> request, PageFile file) {
    if (request
        .getHeaders()
        .findFirst(HttpHeaders.IF_NONE_MATCH)
        .filter(file.tag()::equals)
        .isPresent()) {
      return HttpResponse.notModified()
          .header(HttpHeaders.ETAG, file.tag())
          .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
    return HttpResponse.ok(file.bytes())
        .contentType(new MediaType(file.mediaType()))
        .header(HttpHeaders.ETAG, file.tag())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }
}
