package dev.weir.device.profile.language;

import dev.weir.device.line.node.NodeContent;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a simulated server answers.
 *
 * @param values what the nodes hold after power-up; a node without one is bad
 * @param methods what calling a method writes: content by node, by method
 * @param follows nodes that go after others, as a heated vessel after its set-point
 * @param scan how measurements come about, for an analyser
 */
public record NodeSimulation(
    Map<String, NodeContent> values,
    Map<String, Map<String, NodeContent>> methods,
    Map<String, Follow> follows,
    Optional<Scan> scan) {
  /** A simulation that holds nothing. */
  public static final NodeSimulation EMPTY =
      new NodeSimulation(Map.of(), Map.of(), Map.of(), Optional.empty());

  /** Copies the maps in their order. */
  public NodeSimulation {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
    follows = Collections.unmodifiableMap(new LinkedHashMap<>(follows));
  }

  /**
   * A number that goes after another with a first-order lag.
   *
   * @param node the node that it goes after
   * @param lag the time constant
   */
  public record Follow(String node, Duration lag) {}

  /**
   * Repeated measurement.
   *
   * @param every time between two
   * @param runs what must hold for it to measure
   * @param count the node that counts them
   * @param time the node that says when the last one was, if there is one
   * @param fresh the nodes that are new with each; bad, out of service, before the first
   */
  public record Scan(
      Duration every,
      NodeInterface.Condition runs,
      String count,
      Optional<String> time,
      List<String> fresh) {
    /** Copies the list. */
    public Scan {
      fresh = List.copyOf(fresh);
    }
  }
}
