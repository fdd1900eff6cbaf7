package dev.weir.api.page;

import dev.weir.api.rest.ErrorReply;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;

/** The status page. It serves only the files that {@link PageFiles} has read. */
@Controller
@Hidden
final class PageController {
  private final PageFiles files;

  PageController(PageFiles files) {
    this.files = files;
  }

  /** Returns the page. */
  @Get("/")
  HttpResponse<?> index(HttpRequest<?> request) {
    return answer(request, files.index());
  }

  /** Returns the page for one of its views, so that each has an address of its own. */
  @Get("/{view}")
  @Produces(MediaType.ALL)
  HttpResponse<?> view(HttpRequest<?> request, String view) {
    return files.hasView(view)
        ? answer(request, files.index())
        : HttpResponse.notFound(new ErrorReply("nothing is at " + request.getPath()))
            .contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  /** Returns a file of the page. */
  @Get("/page/{name}")
  HttpResponse<?> file(HttpRequest<?> request, String name) {
    return named(request, name);
  }

  /** Returns a file of a section. */
  @Get("/page/{section}/{name}")
  HttpResponse<?> sectionFile(HttpRequest<?> request, String section, String name) {
    return named(request, section + "/" + name);
  }

  private HttpResponse<?> named(HttpRequest<?> request, String address) {
    return files
        .named(address)
        .<HttpResponse<?>>map(file -> answer(request, file))
        .orElseGet(() -> HttpResponse.notFound(new ErrorReply("the page has no such file")));
  }

  private static HttpResponse<?> answer(HttpRequest<?> request, PageContent file) {
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
