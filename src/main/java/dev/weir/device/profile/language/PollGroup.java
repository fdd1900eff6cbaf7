package dev.weir.device.profile.language;

import java.time.Duration;
import java.util.List;

/**
 * Commands that are sent again and again for their readings.
 *
 * @param name its name
 * @param period time from one round to the next
 * @param commands names of the commands, in the order in which they are sent
 */
public record PollGroup(String name, Duration period, List<String> commands) {
  /** Copies the list. */
  public PollGroup {
    commands = List.copyOf(commands);
  }
}
