package dev.weir.app.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Asks the daemon on this machine over REST, with the token that it left in its data folder.
 *
 * @param port of its status page
 * @param token file of the token
 */
public record DaemonCall(int port, Path token) {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int FIRST_ERROR = 400;

  /**
   * Posts, and returns what is answered.
   *
   * @param path of the address, from {@code /api/v1} on
   * @throws BadDataException when the daemon refuses, with its own line
   * @throws ConfigurationException when there is no daemon, or no token
   */
  public JsonNode post(String path, Map<String, Object> body) {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(LONGEST).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address)
                  .timeout(LONGEST)
                  .header("Content-Type", "application/json")
                  .header("Authorization", "Bearer " + secret())
                  .POST(HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      JsonNode said = parsed(answer.body());
      if (answer.statusCode() >= FIRST_ERROR) {
        throw new BadDataException(
            "refused: " + said.path("error").asText("status " + answer.statusCode()));
      }
      return said;
    } catch (IOException e) {
      throw new ConfigurationException(address + ": no daemon answers there; give its --port");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigurationException(address + ": interrupted while it was asked");
    }
  }

  private static JsonNode parsed(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadDataException("the daemon's answer is not JSON: " + e.getOriginalMessage());
    }
  }

  private String secret() {
    try {
      return Files.readString(token).strip();
    } catch (IOException e) {
      throw new ConfigurationException(
          token + ": the daemon's token cannot be read; give the --data that it runs with");
    }
  }
}
