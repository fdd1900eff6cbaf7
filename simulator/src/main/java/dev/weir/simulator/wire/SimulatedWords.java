package dev.weir.simulator.wire;

import dev.weir.device.FaultClass;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.ErrorRule;
import dev.weir.device.profile.language.Simulation;
import dev.weir.device.profile.language.StateWord;
import java.util.Map;
import java.util.Optional;

/**
 * The words of one profile as its simulated device uses them: states, alarms, errors, and what the
 * {@code sim:} block says of each command. Immutable.
 *
 * @param profile the profile
 */
record SimulatedWords(DeviceProfile profile) {
  /** The variable that always holds the name of the present state. */
  static final String STATE = "state";

  /** Returns what the simulated device makes of a command. */
  Simulation.SimulatedCommand simulated(String command) {
    return Optional.ofNullable(profile.simulation().commands().get(command))
        .orElse(new Simulation.SimulatedCommand(Map.of(), Map.of(), Optional.empty()));
  }

  /** Tells whether one of the commands has this effect. */
  boolean has(Simulation.Effect effect) {
    return profile.simulation().commands().values().stream()
        .anyMatch(command -> command.effect().equals(Optional.of(effect)));
  }

  /** Tells whether silent commands of this device are confirmed by another. */
  boolean confirms() {
    return profile.language().commands().values().stream()
        .anyMatch(command -> command.manners().confirmBy().isPresent());
  }

  /** Tells whether a command is the one that confirms another. */
  boolean isConfirmation(String name) {
    return profile.language().commands().values().stream()
        .anyMatch(command -> command.manners().confirmBy().equals(Optional.of(name)));
  }

  /** Returns the first error of a class. */
  Optional<ErrorRule> error(FaultClass kind) {
    return profile.language().errors().stream().filter(rule -> rule.kind() == kind).findFirst();
  }

  /** Returns the first alarm of a class. */
  Optional<StateWord> alarm(FaultClass kind) {
    return profile.language().states().stream()
        .filter(word -> word.alarm().equals(Optional.of(kind)))
        .findFirst();
  }

  /** Returns a state by its name. */
  Optional<StateWord> state(String name) {
    return profile.language().states().stream()
        .filter(word -> word.name().equals(name))
        .findFirst();
  }

  /**
   * Returns the name of the first state that says this about motion and is no alarm; the present
   * one when the device shows none.
   */
  String withMotion(StateWord.Motion motion, String present) {
    return profile.language().states().stream()
        .filter(word -> word.motion() == motion && word.alarm().isEmpty())
        .map(StateWord::name)
        .findFirst()
        .orElse(present);
  }

  /** Returns the variable that shows a state, where that is another than the present state. */
  Optional<String> variableOf(String state) {
    for (CommandDefinition command : profile.language().commands().values()) {
      Optional<String> field = command.manners().stateField();
      if (field.isPresent()
          && Optional.ofNullable(command.replyFields().get(field.get()))
              .filter(shown -> shown.type().words().contains(state))
              .isPresent()) {
        String variable = simulated(command.name()).shows().getOrDefault(field.get(), STATE);
        return variable.equals(STATE) ? Optional.empty() : Optional.of(variable);
      }
    }
    return Optional.empty();
  }
}
