package dev.weir.device.profile.reading;

import dev.weir.device.profile.language.CapabilityDeclaration;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.ErrorRule;
import dev.weir.device.profile.language.StateWord;
import dev.weir.device.profile.language.Step;
import dev.weir.yaml.YamlMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Checks of a profile that look at several of its parts at once. */
final class ProfileCheck {
  private ProfileCheck() {}

  /** Tells every fault of a profile whose parts are right by themselves. */
  static void check(DeviceProfile profile, YamlMap root, FaultList faults) {
    List<BiConsumer<DeviceProfile, YamlMap>> checks =
        List.of(
            ProfileCheck::framingsExist,
            ProfileCheck::statesAreDistinct,
            ProfileCheck::namedCommandsExist,
            ProfileCheck::watchdogIsFed,
            ProfileCheck::everySourceIsPolled);
    for (BiConsumer<DeviceProfile, YamlMap> check : checks) {
      faults.attempt(
          () -> {
            check.accept(profile, root);
            return profile;
          });
    }
  }

  private static void framingsExist(DeviceProfile profile, YamlMap root) {
    Set<String> names = profile.wire().framings().keySet();
    Stream<Step> steps =
        Stream.of(
                profile.behaviour().init(),
                profile.behaviour().safeState().steps(),
                profile.behaviour().safeState().proof(),
                profile.wire().framings().values().stream()
                    .flatMap(framing -> framing.enter().stream())
                    .toList())
            .flatMap(List::stream);
    Stream.concat(
            steps.flatMap(step -> Stream.concat(step.framing().stream(), step.onlyIn().stream())),
            profile.behaviour().watchdog().stream().flatMap(watchdog -> watchdog.onlyIn().stream()))
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw root.wrong(
                  "framings", "a step names the framing '%s', known are %s".formatted(name, names));
            });
  }

  private static void statesAreDistinct(DeviceProfile profile, YamlMap root) {
    Set<String> texts = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (StateWord state : profile.language().states()) {
      if ((!state.text().isEmpty() && !texts.add(state.text())) || !names.add(state.name())) {
        throw root.wrong("states", "'%s' (%s) appears twice".formatted(state.text(), state.name()));
      }
    }
    boolean shown = profile.wire().envelope().showsState();
    boolean named =
        profile.language().commands().values().stream()
            .anyMatch(command -> command.manners().stateField().isPresent());
    if ((shown && texts.isEmpty())
        || (!shown && !texts.isEmpty())
        || (!shown && !named && profile.language().notices().isEmpty() && !names.isEmpty())) {
      throw root.wrong(
          "states",
          shown ? "replies show a state, but none is declared" : "no reply shows a state");
    }
    String atStart = profile.simulation().state();
    if (!atStart.isEmpty() && !names.contains(atStart)) {
      throw root.wrong("sim", "no state '%s'".formatted(atStart));
    }
  }

  /** Commands, fields and states that other commands and errors name. */
  private static void namedCommandsExist(DeviceProfile profile, YamlMap root) {
    Map<String, CommandDefinition> commands = profile.language().commands();
    for (ErrorRule rule : profile.language().errors()) {
      rule.recover().ifPresent(name -> asks(commands, name, root, "errors"));
      rule.clearWith().ifPresent(name -> asks(commands, name, root, "errors"));
    }
    for (StateWord state : profile.language().states()) {
      state.clearWith().ifPresent(name -> asks(commands, name, root, "states"));
    }
    Set<String> states = new HashSet<>();
    profile.language().states().forEach(state -> states.add(state.name()));
    for (CommandDefinition command : commands.values()) {
      command.manners().confirmBy().ifPresent(name -> asks(commands, name, root, "commands"));
      command
          .manners()
          .stateField()
          .ifPresent(
              name -> {
                List<String> words =
                    Optional.ofNullable(command.replyFields().get(name))
                        .map(field -> field.type().words())
                        .orElse(List.of());
                if (words.isEmpty() || !states.containsAll(words)) {
                  throw root.wrong(
                      "commands",
                      "'%s': the words of its state field '%s' must be states: %s"
                          .formatted(command.name(), name, states));
                }
              });
    }
  }

  private static void asks(
      Map<String, CommandDefinition> commands, String name, YamlMap root, String key) {
    if (!ProfileReader.known(commands, root, key, name).requestFields().isEmpty()) {
      throw root.wrong(key, "command '%s' must have no fields".formatted(name));
    }
  }

  /**
   * A watchdog is kept quiet by polling, so the fastest group must come round at least three times
   * before it expires.
   */
  private static void watchdogIsFed(DeviceProfile profile, YamlMap root) {
    if (profile.behaviour().watchdog().isPresent() && profile.behaviour().polling().isEmpty()) {
      throw root.wrong("watchdog", "nothing is polled, so nothing keeps it quiet");
    }
  }

  private static void everySourceIsPolled(DeviceProfile profile, YamlMap root) {
    Set<String> polled = new HashSet<>();
    profile.behaviour().polling().forEach(group -> polled.addAll(group.commands()));
    for (CapabilityDeclaration declaration : profile.behaviour().capabilities().values()) {
      if (declaration.source()
              instanceof CapabilityDeclaration.Source.ReplyField(String command, String field)
          && !polled.contains(command)) {
        throw root.wrong(
            "polling",
            "'%s' comes from '%s', field '%s', which no group polls"
                .formatted(declaration.capability().word(), command, field));
      }
    }
  }
}
