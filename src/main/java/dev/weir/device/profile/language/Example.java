package dev.weir.device.profile.language;

import dev.weir.device.line.Bytes;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes from a manual or a wire, with what they mean. Every build holds the profile against them.
 *
 * @param about where they come from
 * @param command name of the command
 * @param settings address, framing and parameters under which they hold
 * @param request the request's bytes, if they are known
 * @param with the fields of the request
 * @param reply the reply's bytes, if they are known
 * @param outcome what the reply means
 */
public record Example(
    String about,
    String command,
    Settings settings,
    Optional<Bytes> request,
    Fields with,
    Optional<Bytes> reply,
    Outcome outcome) {
  /**
   * Under what settings the bytes hold.
   *
   * @param address the configured address
   * @param parameters the configured parameters, with {@code framing} among them where it matters
   */
  public record Settings(String address, Map<String, String> parameters) {
    /** Copies the map. */
    public Settings {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * What a reply means.
   *
   * @param fields the fields of a success
   * @param state name of the state shown, if any
   * @param error text of the error rule or name of the alarm, when it is an error
   */
  public record Outcome(Fields fields, Optional<String> state, Optional<String> error) {}
}
