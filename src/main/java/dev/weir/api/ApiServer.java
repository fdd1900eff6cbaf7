package dev.weir.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;

/**
 * The running interface: REST, server-sent events and the status page on one loopback port. It owns
 * no state of the plant: it reads snapshots and hands in commands.
 */
public final class ApiServer implements AutoCloseable {
  /** Largest request body that is read, in bytes. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_URL_BYTES = 4 * 1024;

  private final ApplicationContext context;
  private final URI address;

  private ApiServer(ApplicationContext context, URI address) {
    this.context = context;
    this.address = address;
  }

  /**
   * Starts listening.
   *
   * @throws io.micronaut.http.server.exceptions.ServerStartupException when the port is taken
   */
  public static ApiServer start(ApiSettings settings, ControlRoom room, AccessToken token) {
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .deduceCloudEnvironment(false)
            .enableDefaultPropertySources(false)
            .environmentPropertySource(false)
            .bootstrapEnvironment(false)
            .properties(properties(settings))
            .singletons(settings, room, token)
            .build();
    try {
      context.start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      return new ApiServer(
          context, URI.create("http://" + settings.hostInAddress() + ":" + server.getPort()));
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  private static Map<String, Object> properties(ApiSettings settings) {
    return Map.ofEntries(
        Map.entry("micronaut.application.name", "weir"),
        Map.entry("micronaut.server.host", settings.host()),
        Map.entry("micronaut.server.port", settings.port() == 0 ? -1 : settings.port()),
        Map.entry("micronaut.server.max-request-size", MAX_BODY_BYTES),
        Map.entry("micronaut.server.date-header", false),
        Map.entry("micronaut.server.server-header", ""),
        Map.entry("micronaut.server.log-handled-exceptions", false),
        Map.entry("micronaut.server.netty.max-header-size", MAX_HEADER_BYTES),
        Map.entry("micronaut.server.netty.max-initial-line-length", MAX_URL_BYTES),
        Map.entry("micronaut.server.netty.worker.threads", 2),
        Map.entry("jackson.serialization-inclusion", "ALWAYS"),
        Map.entry("jackson.property-naming-strategy", "SNAKE_CASE"),
        Map.entry("jackson.serialization.write-dates-as-timestamps", false));
  }

  /** Returns where the page is, for example {@code http://127.0.0.1:8080}. */
  public URI address() {
    return address;
  }

  /** Stops listening and ends every open stream. */
  @Override
  public void close() {
    context.close();
  }
}
