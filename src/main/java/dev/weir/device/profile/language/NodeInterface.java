package dev.weir.device.profile.language;

import dev.weir.device.Capability;
import dev.weir.device.Observability;
import dev.weir.device.line.node.NodeContent;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a device that is an OPC UA server, or a part of one, offers: the part of a profile that
 * stands in place of framings and commands.
 *
 * @param nodes its nodes by name
 * @param methods its methods by name
 * @param values the node behind each capability
 * @param identity what must be there before the device is believed to be the configured one
 * @param motion how it is started, stopped and made safe
 * @param analysis how it is asked about a sample, if it is an analyser that can be
 * @param simulation how the simulator answers for it
 */
public record NodeInterface(
    Map<String, NodeDefinition> nodes,
    Map<String, Method> methods,
    Map<Capability, Value> values,
    List<Identity> identity,
    Motion motion,
    Optional<SampleAnalysis> analysis,
    NodeSimulation simulation) {
  /** Copies the collections in their order. */
  public NodeInterface {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    identity = List.copyOf(identity);
  }

  /** Returns how often a capability is reported; empty when it is no reading. */
  public Optional<Duration> period(Capability capability) {
    return Optional.ofNullable(values.get(capability))
        .map(value -> definition(value.node()))
        .filter(node -> !(node.kind() instanceof NodeKind.Series))
        .map(NodeDefinition::sampling);
  }

  /** Returns a node that the reader has found to exist. */
  public NodeDefinition definition(String name) {
    NodeDefinition node = nodes.get(name);
    if (node == null) {
      throw new IllegalStateException("no node '" + name + "'");
    }
    return node;
  }

  /**
   * A method.
   *
   * @param object the node that has it
   * @param method its own node
   * @param arguments what it is given, in order
   */
  public record Method(NodeTemplate object, NodeTemplate method, List<Argument> arguments) {
    /** Copies the list. */
    public Method {
      arguments = List.copyOf(arguments);
    }
  }

  /** One argument of a method. */
  public sealed interface Argument {
    /**
     * A text.
     *
     * @param text with names in braces
     */
    record OfText(NodeTemplate text) implements Argument {}

    /**
     * A value that is always the same.
     *
     * @param content the value
     */
    record Fixed(NodeContent content) implements Argument {}
  }

  /**
   * Where a capability comes from and how it is set.
   *
   * @param node name of the node
   * @param observability how the value is known
   * @param running the contents that mean "running", for the capability {@code run}
   * @param write name of the node that is written to set it, if it can be set; the value is read
   *     back from {@code node}
   */
  public record Value(
      String node, Observability observability, List<String> running, Optional<String> write) {
    /** Copies the list. */
    public Value {
      running = List.copyOf(running);
    }
  }

  /**
   * What a node must hold for the device to be the configured one.
   *
   * @param node name of the node
   * @param matches a regular expression for the whole of its content
   */
  public record Identity(String node, String matches) {}

  /** One thing done to a device. */
  public sealed interface Action {
    /**
     * A node is written.
     *
     * @param node its name
     * @param content what is written
     */
    record Write(String node, NodeContent content) implements Action {}

    /**
     * A method is called.
     *
     * @param method its name
     */
    record Call(String method) implements Action {}
  }

  /**
   * What a node must show.
   *
   * @param node its name
   * @param shows one of these contents
   */
  public record Condition(String node, List<String> shows) {
    /** Copies the list. */
    public Condition {
      shows = List.copyOf(shows);
    }

    /** Tells whether a content is one of those. */
    public boolean holds(Optional<NodeContent> content) {
      return content.map(NodeContent::print).filter(shows::contains).isPresent();
    }
  }

  /**
   * How a device is moved.
   *
   * @param start what sets it in motion
   * @param stop what stops it
   * @param safe what makes it safe, from any state
   * @param proof what proves that it is safe
   */
  public record Motion(
      List<Action> start, List<Action> stop, List<Action> safe, List<Condition> proof) {
    /** Copies the lists. */
    public Motion {
      start = List.copyOf(start);
      stop = List.copyOf(stop);
      safe = List.copyOf(safe);
      proof = List.copyOf(proof);
    }
  }

  /**
   * How an analyser is asked about a sample: it measures by itself again and again, and the first
   * measurement that lies wholly after the request is the answer.
   *
   * @param conversion the node that holds the conversion of {@code {monomer}}
   * @param count the node that counts measurements, if there is one
   * @param unless what shows that it is measuring already
   * @param start the method that makes it measure, called when {@code unless} does not hold
   * @param standardDeviation of a conversion, in mol/mol; 0 when it is not known
   * @param atMost how long a sample may take before it is refused
   */
  public record SampleAnalysis(
      String conversion,
      Optional<String> count,
      Optional<Condition> unless,
      Optional<String> start,
      double standardDeviation,
      Duration atMost) {}
}
