package dev.weir.device.profile.language;

import dev.weir.units.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * The range that a device can take of a set-point.
 *
 * @param lowest the lowest value; for a flow, the smallest at which it still delivers evenly
 * @param highest the highest value
 * @param reported what the device says itself; the limits that hold are those common to all
 */
public record Limit(Choice<Quantity> lowest, Choice<Quantity> highest, List<Reported> reported) {
  /** Copies the list. */
  public Limit {
    reported = List.copyOf(reported);
  }

  /**
   * Where the device itself says a narrower limit.
   *
   * @param command the command that asks for it
   * @param lowest the field of its reply that holds the lowest value, if one does
   * @param highest the field of its reply that holds the highest value, if one does
   */
  public record Reported(String command, Optional<String> lowest, Optional<String> highest) {}
}
