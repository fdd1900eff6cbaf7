package dev.weir.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A control room served on a free port of this machine, and a client of it.
 *
 * @param server the server
 * @param token that commands need
 * @param client what asks
 */
record ServedRoom(ApiServer server, String token, HttpClient client) implements AutoCloseable {
  /**
   * Serves a room.
   *
   * @param folder for the file of the token
   * @param room what is served
   */
  static ServedRoom start(Path folder, ControlRoom room) throws IOException {
    Path file = folder.resolve("token");
    AccessToken secret = AccessToken.loadOrCreate(file);
    return new ServedRoom(
        ApiServer.start(new ApiSettings("127.0.0.1", 0), room, secret),
        Files.readString(file).strip(),
        HttpClient.newHttpClient());
  }

  URI address() {
    return server.address();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address().resolve(path)).build());
  }

  /** Posts JSON with the token that the room made. */
  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return post(path, body, Optional.of(token));
  }

  HttpResponse<String> post(String path, String body, Optional<String> secret)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    secret.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return send(request.build());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
