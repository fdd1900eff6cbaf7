package dev.weir.simulator.wire;

import dev.weir.device.Capability;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.Limit;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.units.Pressure;
import dev.weir.units.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one simulated device remembers and shows: what was set is shown as it was set, what is
 * measured comes from the plant. Owned by the thread that steps the bench.
 */
final class SimulatedMemory {
  /** Variables of a controller with a local and a remote set-point. */
  private static final String REMOTE_SELECTED = "remote";

  private static final String LOCAL_SETPOINT = "target";
  private static final String WORKING = "working";

  private final SimulatedWords words;
  private final PlantBinding plant;
  private final ParameterValues parameters;
  private final Map<String, FieldValue> remembered = new HashMap<>();
  private final Map<String, Optional<Capability>> capabilities = new HashMap<>();

  SimulatedMemory(SimulatedWords words, PlantBinding plant, ParameterValues parameters) {
    this.words = words;
    this.plant = plant;
    this.parameters = parameters;
  }

  /** Forgets everything but what it knows after power-up. */
  void forget() {
    remembered.clear();
    words
        .profile()
        .simulation()
        .variables()
        .forEach((variable, value) -> store(variable, value.in(parameters)));
  }

  /** Remembers a value, and moves the plant where it is one that moves it. */
  void store(String variable, FieldValue value) {
    remembered.put(variable, value);
    if (isLocalNow()) {
      amount(LOCAL_SETPOINT).ifPresent(local -> plant.set(Capability.TEMPERATURE_SETPOINT, local));
    } else if (variable.equals(REMOTE_SELECTED)) {
      amount(Capability.TEMPERATURE_SETPOINT.word())
          .ifPresent(setpoint -> plant.set(Capability.TEMPERATURE_SETPOINT, setpoint));
    } else if (value instanceof FieldValue.Amount(Quantity quantity)) {
      capability(variable).ifPresent(capability -> plant.set(capability, quantity));
    }
  }

  /** A controller with a remote set-point works with its own until the remote one is selected. */
  private boolean isLocalNow() {
    return amount(REMOTE_SELECTED).filter(selected -> selected.canonicalValue() == 0.0).isPresent()
        && remembered.containsKey(LOCAL_SETPOINT);
  }

  /**
   * Returns the fields of the reply to a command.
   *
   * @param state name of the present state
   */
  Fields shown(String command, String state) {
    Fields fields = Fields.NONE;
    for (Map.Entry<String, String> show : words.simulated(command).shows().entrySet()) {
      fields = fields.with(show.getKey(), value(show.getValue(), state));
    }
    return fields;
  }

  private FieldValue value(String variable, String state) {
    if (variable.equals(SimulatedWords.STATE)) {
      return new FieldValue.Word(state);
    }
    Optional<FieldValue> live =
        variable.equals(WORKING)
            ? Optional.of(new FieldValue.Amount(plant.plant().bath().setpoint()))
            : capability(variable).flatMap(plant::measured).map(FieldValue.Amount::new);
    return live.or(() -> Optional.ofNullable(remembered.get(variable)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: sim: variable '%s' has no value"
                        .formatted(words.profile().id(), variable)));
  }

  private Optional<Quantity> amount(String variable) {
    return remembered.get(variable) instanceof FieldValue.Amount(Quantity quantity)
        ? Optional.of(quantity)
        : Optional.empty();
  }

  private Optional<Capability> capability(String variable) {
    return capabilities.computeIfAbsent(
        variable,
        word -> {
          for (Capability capability : Capability.values()) {
            if (capability.word().equals(word)) {
              return Optional.of(capability);
            }
          }
          return Optional.empty();
        });
  }

  /** Returns the pressure at which its firmware stops it, when one is set. */
  Optional<Pressure> pressureLimit() {
    return remembered.get(Capability.PRESSURE_LIMIT.word())
                instanceof FieldValue.Amount(Pressure limit)
            && limit.bars() > 0.0
        ? Optional.of(limit)
        : Optional.empty();
  }

  /** Tells whether a value that a variable is to take is outside the profile's limits. */
  boolean isOutside(String variable, Quantity value) {
    Optional<Capability> set = capability(variable);
    Optional<Limit> limit =
        set.flatMap(
            capability ->
                Optional.ofNullable(words.profile().behaviour().limits().get(capability)));
    if (limit.isEmpty()) {
      return false;
    }
    double wanted = value.canonicalValue();
    boolean off = wanted == 0.0 && set.equals(Optional.of(Capability.FLOW_SETPOINT));
    return wanted > limit.get().highest().in(parameters).canonicalValue()
        || (wanted < limit.get().lowest().in(parameters).canonicalValue() && !off);
  }
}
