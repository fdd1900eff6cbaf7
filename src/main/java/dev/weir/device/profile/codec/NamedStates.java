package dev.weir.device.profile.codec;

import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.StateWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The states of a profile that a field of a reply names. Immutable. */
final class NamedStates {
  private final Map<String, StateWord> byName = new LinkedHashMap<>();

  NamedStates(List<StateWord> states) {
    states.forEach(state -> byName.put(state.name(), state));
  }

  /** Returns the states that the state field of a reply names; none when it has no such field. */
  List<StateWord> of(CommandDefinition definition, Fields fields) {
    return definition
        .manners()
        .stateField()
        .flatMap(fields::word)
        .map(word -> BitWords.parts(word).stream().flatMap(name -> of(name).stream()).toList())
        .orElse(List.of());
  }

  private Optional<StateWord> of(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
