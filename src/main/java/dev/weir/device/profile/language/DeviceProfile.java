package dev.weir.device.profile.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one type of device says and means, read from one file of {@code device-profiles/}: data,
 * never code. It is bound to one configured device by {@code ProfileCodec}.
 *
 * @param identity what it is about
 * @param wire how its messages travel
 * @param language what its messages are
 * @param behaviour what it can do and how it is led
 * @param simulation how the simulator answers for it
 * @param examples bytes that are known to be right
 * @param nodes what the device offers as nodes of an OPC UA server, instead of messages
 */
public record DeviceProfile(
    Identity identity,
    Wire wire,
    Language language,
    Behaviour behaviour,
    Simulation simulation,
    List<Example> examples,
    Optional<NodeInterface> nodes) {
  /** Copies the list. */
  public DeviceProfile {
    examples = List.copyOf(examples);
  }

  /** A device that exchanges messages. */
  public DeviceProfile(
      Identity identity,
      Wire wire,
      Language language,
      Behaviour behaviour,
      Simulation simulation,
      List<Example> examples) {
    this(identity, wire, language, behaviour, simulation, examples, Optional.empty());
  }

  /** Returns the profile's id. */
  public String id() {
    return identity.id();
  }

  /**
   * What a profile is about.
   *
   * @param id the name by which devices are configured to it; also the name of its file
   * @param title make and model
   * @param kind what it is to the reactor
   * @param verified on what its facts rest
   * @param sources the documents
   */
  public record Identity(
      String id, String title, DeviceClass kind, Verification verified, List<String> sources) {
    /** Copies the list. */
    public Identity {
      sources = List.copyOf(sources);
    }
  }

  /**
   * How messages travel.
   *
   * @param transports the kinds of line, with the settings as delivered
   * @param framings how messages are set apart, by name
   * @param timing how fast the device may be spoken to
   * @param addressing how it is addressed
   * @param envelope what stands around the body of a text message
   * @param normalise what a device overlooks in a request
   */
  public record Wire(
      Map<TransportKind, TransportDefault> transports,
      Map<String, Framing> framings,
      Timing timing,
      Addressing addressing,
      Envelope envelope,
      Normalise normalise) {
    /** Copies the maps in their order. */
    public Wire {
      transports = Collections.unmodifiableMap(new LinkedHashMap<>(transports));
      framings = Collections.unmodifiableMap(new LinkedHashMap<>(framings));
    }
  }

  /**
   * What a device overlooks in a request.
   *
   * @param spaces whether it drops spaces and control characters
   * @param lowerCase whether it turns lower case to upper case
   */
  public record Normalise(boolean spaces, boolean lowerCase) {}

  /**
   * What the messages are.
   *
   * @param parameters what only the user knows, by name
   * @param states the states shown in replies
   * @param errors the error replies, in the order in which they are tried
   * @param commands the commands by name
   * @param notices what the device says without being asked
   */
  public record Language(
      Map<String, Parameter> parameters,
      List<StateWord> states,
      List<ErrorRule> errors,
      Map<String, CommandDefinition> commands,
      List<Notice> notices) {
    /** Copies the collections in their order. */
    public Language {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
      states = List.copyOf(states);
      errors = List.copyOf(errors);
      notices = List.copyOf(notices);
      commands = Collections.unmodifiableMap(new LinkedHashMap<>(commands));
    }
  }
}
