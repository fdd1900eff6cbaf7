package dev.weir.api.rest;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The interface's own description. */
@Controller("/openapi.yaml")
@Hidden
@OpenAPIDefinition(
    info =
        @Info(
            title = "Weir",
            version = "1",
            description =
                "State, runs and commands of one copolymerisation flow reactor. Reading needs no token on the machine"
                    + " itself; commands need the token that was written at the first start.",
            license = @License(name = "Apache-2.0")))
final class DescriptionController {
  private static final String RESOURCE = "/META-INF/swagger/weir.yml";
  private static final MediaType YAML = new MediaType("application/yaml; charset=utf-8");

  private final byte[] text;

  DescriptionController() {
    try (InputStream stream = DescriptionController.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      text = stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the OpenAPI document that the build made from the controllers. */
  @Get(produces = "application/yaml")
  HttpResponse<byte[]> description() {
    return HttpResponse.ok(text).contentType(YAML);
  }
}
