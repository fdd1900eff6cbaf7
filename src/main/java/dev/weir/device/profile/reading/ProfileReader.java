package dev.weir.device.profile.reading;

import dev.weir.device.Capability;
import dev.weir.device.profile.language.Behaviour;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.DeviceClass;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.ErrorRule;
import dev.weir.device.profile.language.Example;
import dev.weir.device.profile.language.Notice;
import dev.weir.device.profile.language.Parameter;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.device.profile.language.Simulation;
import dev.weir.device.profile.language.StateWord;
import dev.weir.device.profile.language.Verification;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import dev.weir.yaml.DidYouMean;
import dev.weir.yaml.YamlMap;
import dev.weir.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads device profiles: the whole of a file is checked, names that lead nowhere included, before
 * anything is made of it.
 */
public final class ProfileReader {
  /** How many profiles may extend one another. */
  private static final int MOST_EXTENSIONS = 4;

  private ProfileReader() {}

  /**
   * Reads a profile.
   *
   * @param file the file, named like the profile's id
   * @throws dev.weir.yaml.YamlException when the file is not a profile; its message names file,
   *     place and reason
   */
  public static DeviceProfile read(Path file) {
    YamlMap root = document(file, 0);
    DeviceProfile profile = read(root);
    String name = String.valueOf(file.getFileName());
    if (!name.equals(profile.id() + ".yaml")) {
      throw root.wrong(
          "profile",
          "profile '%s' must be in a file '%s.yaml'".formatted(profile.id(), profile.id()));
    }
    return profile;
  }

  /** Reads a file and lays it over the profile that it extends. */
  private static YamlMap document(Path file, int level) {
    YamlMap root = YamlReader.read(file);
    Optional<String> base = root.optionalParsed("extends", ProfileReader::id);
    if (base.isEmpty()) {
      return root;
    }
    if (level == MOST_EXTENSIONS) {
      throw root.wrong("extends", "more than %d profiles in a row".formatted(MOST_EXTENSIONS));
    }
    Path below = file.resolveSibling(base.get() + ".yaml");
    if (!Files.isRegularFile(below)) {
      throw root.wrong("extends", "there is no profile '%s' beside it".formatted(base.get()));
    }
    return root.over(document(below, level + 1));
  }

  /**
   * Reads every profile of a folder.
   *
   * @return the profiles by id, in the order of their ids
   * @throws dev.weir.yaml.YamlException when one of the files is not a profile
   * @throws UncheckedIOException when the folder cannot be read
   */
  public static Map<String, DeviceProfile> readAll(Path folder) {
    Map<String, DeviceProfile> profiles = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(ProfileReader::read)
          .forEach(profile -> profiles.put(profile.id(), profile));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the device profiles in " + folder, e);
    }
    return profiles;
  }

  /**
   * Reads a profile from a document.
   *
   * @throws dev.weir.yaml.YamlException when it is not a profile
   */
  public static DeviceProfile read(YamlMap root) {
    // First the words, then what is said in them: a word that is wrong itself would make every
    // mention of it wrong.
    FaultList faults = new FaultList();
    Optional<DeviceProfile.Identity> identity = faults.attempt(() -> identity(root));
    Map<String, Parameter> parameters = parameters(root, faults);
    if (NodeProfileReader.isAbout(root)) {
      faults.raise();
      return NodeProfileReader.read(root, identity.orElseThrow(), parameters);
    }
    ChoiceReader choices = new ChoiceReader(parameters);
    List<StateWord> states = faults.each(root, "states", LanguageReader::state);
    List<ErrorRule> errors = faults.each(root, "errors", LanguageReader::error);
    Map<String, CommandDefinition> commands =
        faults.isEmpty() ? commands(root, choices, faults) : Map.of();
    faults.raise();
    StepReader steps = new StepReader(commands, choices);
    BehaviourReader behaviours =
        new BehaviourReader(
            commands, choices, steps, new LearnReader(commands, parameters), faults);
    List<Notice> notices =
        faults.each(root, "unsolicited", notice -> NoticeReader.read(notice, commands, states));
    Optional<DeviceProfile.Wire> wire = faults.attempt(() -> WireReader.read(root, steps, faults));
    Optional<Behaviour> behaviour =
        faults.attempt(() -> behaviours.read(root, identity.orElseThrow().kind()));
    Optional<Simulation> simulation =
        faults.attempt(() -> SimulationReader.read(root, commands, choices));
    List<Example> examples =
        faults.each(root, "examples", example -> ExampleReader.read(example, commands));
    if (faults.isEmpty()) {
      // A part that broke off has not asked for all its keys.
      faults.attempt(
          () -> {
            root.refuseUnknownKeys();
            return root;
          });
    }
    faults.raise();
    DeviceProfile profile =
        new DeviceProfile(
            identity.orElseThrow(),
            wire.orElseThrow(),
            new DeviceProfile.Language(parameters, states, errors, commands, notices),
            behaviour.orElseThrow(),
            simulation.orElseThrow(),
            examples);
    ProfileCheck.check(profile, root, faults);
    faults.raise();
    return profile;
  }

  private static DeviceProfile.Identity identity(YamlMap root) {
    // Already laid over what it extends.
    root.has("extends");
    return new DeviceProfile.Identity(
        root.parsed("profile", ProfileReader::id),
        root.text("title"),
        root.word("class", DeviceClass.class),
        root.word("verified", Verification.class),
        root.texts("sources"));
  }

  private static String id(String text) {
    if (!text.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "must be lower-case letters, digits and dashes, starting with a letter, was '"
              + text
              + "'");
    }
    return text;
  }

  private static Map<String, Parameter> parameters(YamlMap root, FaultList faults) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    Optional<YamlMap> map = root.optionalMap("parameters");
    if (map.isEmpty()) {
      return parameters;
    }
    for (String name : map.get().keys()) {
      faults
          .attempt(
              () -> {
                if (ParameterValues.RESERVED.contains(name)) {
                  throw map.get().wrong(name, "this name is reserved");
                }
                return parameter(name, map.get().map(name));
              })
          .ifPresent(parameter -> parameters.put(name, parameter));
    }
    return parameters;
  }

  private static Parameter parameter(String name, YamlMap map) {
    String about = map.text("about");
    Optional<String> standard = map.optionalText("default");
    Parameter parameter;
    if (map.isSequence("words")) {
      parameter = new Parameter.OfWords(name, about, map.texts("words"), standard);
    } else if (map.has("longest_text")) {
      parameter = new Parameter.OfText(name, about, map.integer("longest_text", 1, 200), standard);
    } else {
      Dimension dimension = map.parsed("quantity", ProfileReader::dimension);
      Quantity lowest = map.quantity("lowest", dimension);
      Quantity highest = map.quantity("highest", dimension);
      parameter = new Parameter.OfQuantity(name, about, dimension, lowest, highest, standard);
    }
    map.refuseUnknownKeys();
    map.optionalParsed(
        "default",
        text -> {
          parameter.check(text);
          return text;
        });
    return parameter;
  }

  private static Map<String, CommandDefinition> commands(
      YamlMap root, ChoiceReader choices, FaultList faults) {
    Map<String, CommandDefinition> commands = new LinkedHashMap<>();
    Optional<YamlMap> map = root.optionalMap("commands");
    if (map.isPresent()) {
      LanguageReader language = new LanguageReader(choices, faults);
      for (String name : map.get().keys()) {
        faults
            .attempt(() -> language.command(name, map.get().map(name)))
            .ifPresent(command -> commands.put(name, command));
      }
    }
    return commands;
  }

  /** Reads the name of a dimension: its title with dashes for spaces. */
  static Dimension dimension(String text) {
    List<String> titles = new ArrayList<>();
    for (Dimension dimension : Dimension.values()) {
      String title = dimension.title().replace(' ', '-');
      if (title.equals(text)) {
        return dimension;
      }
      titles.add(title);
    }
    throw new IllegalArgumentException(
        "'%s' is not a quantity%s; write one of %s"
            .formatted(text, DidYouMean.hint(text, titles), String.join(", ", titles)));
  }

  /** Reads the word of a capability. */
  static Capability capability(YamlMap map, String key) {
    try {
      return Capability.of(key);
    } catch (IllegalArgumentException e) {
      List<String> words = new ArrayList<>();
      for (Capability capability : Capability.values()) {
        words.add(capability.word());
      }
      throw map.wrong(key, e.getMessage() + DidYouMean.hint(key, words));
    }
  }

  /** Returns a command that must exist. */
  static CommandDefinition known(
      Map<String, CommandDefinition> commands, YamlMap map, String key, String name) {
    CommandDefinition command = commands.get(name);
    if (command == null) {
      throw map.wrong(
          key, "no command '%s'%s".formatted(name, DidYouMean.hint(name, commands.keySet())));
    }
    return command;
  }
}
