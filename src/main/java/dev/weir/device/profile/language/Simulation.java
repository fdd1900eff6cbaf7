package dev.weir.device.profile.language;

import dev.weir.units.Quantity;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the simulator answers for this device. Variables named like a capability ({@code
 * pressure.actual}) follow the plant or drive it; others are only remembered.
 *
 * @param latency from the last byte of a request to the first of its reply
 * @param state name of the state after power-up; empty for a device that shows none
 * @param variables what the device remembers, with the value after power-up
 * @param commands what each command does
 */
public record Simulation(
    Duration latency,
    String state,
    Map<String, Choice<FieldValue>> variables,
    Map<String, SimulatedCommand> commands) {
  /** Copies the maps in their order. */
  public Simulation {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    commands = Collections.unmodifiableMap(new LinkedHashMap<>(commands));
  }

  /**
   * What one command does.
   *
   * @param sets the variable that takes the value of each request field: variable by field
   * @param shows the variable that gives the value of each reply field: variable by field
   * @param effect what else it does
   */
  public record SimulatedCommand(
      Map<String, String> sets, Map<String, String> shows, Optional<Effect> effect) {
    /** Copies the maps in their order. */
    public SimulatedCommand {
      sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
      shows = Collections.unmodifiableMap(new LinkedHashMap<>(shows));
    }
  }

  /** What a command does beside setting and showing variables. */
  public enum Effect {
    /** The drive starts. */
    START,
    /** The drive stops; a second time it leaves its pause. */
    STOP,
    /** Counters of delivered volume go to zero. */
    CLEAR_COUNTERS,
    /**
     * The communication watchdog is set to the request's field {@code timeout}, and the framing
     * changes with it: zero is the first framing of the profile, any other value the second.
     */
    SET_WATCHDOG,
    /** The device comes under remote control. */
    REMOTE,
    /** The device leaves remote control. */
    LOCAL,
    /** A latched fault is cleared; the drive stands. */
    CLEAR_FAULT
  }

  /** Returns the quantity of a variable after power-up, if it is one. */
  public Optional<Quantity> initial(String variable, ParameterValues parameters) {
    Choice<FieldValue> value = variables.get(variable);
    return value != null && value.in(parameters) instanceof FieldValue.Amount(Quantity quantity)
        ? Optional.of(quantity)
        : Optional.empty();
  }
}
