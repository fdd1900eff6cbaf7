package dev.weir.device.profile.node;

import dev.weir.device.BadReason;
import dev.weir.device.Observability;
import dev.weir.device.Reading;
import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeValue;
import dev.weir.device.profile.language.NodeDefinition;
import dev.weir.device.profile.language.NodeKind;
import dev.weir.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was last heard of each node, and whether it may be used as a number. Owned by one line
 * thread.
 */
final class HeardValues {
  /** A source time further in the server's future than this cannot be trusted. */
  static final Duration FUTURE_AT_MOST = Duration.ofSeconds(5);

  private final Map<NodeName, NodeValue> values = new HashMap<>();

  void forget() {
    values.clear();
  }

  void put(NodeValue value) {
    values.put(value.node(), value);
  }

  Optional<NodeValue> of(NodeName node) {
    return Optional.ofNullable(values.get(node));
  }

  /** Returns the content of a node if it is good and not older than it may be. */
  Optional<NodeContent> content(
      NodeDefinition definition, NodeName node, Duration serverAhead, Instant now) {
    return of(node)
        .filter(value -> value.status().isGood() && !isStale(definition, value, serverAhead, now))
        .flatMap(NodeValue::content);
  }

  /** Returns the reading of a node. */
  Reading reading(
      NodeDefinition definition,
      NodeName node,
      Observability observability,
      Duration serverAhead,
      Instant now) {
    return of(node)
        .map(value -> judged(definition, value, observability, serverAhead, now))
        .orElseGet(() -> Reading.bad(BadReason.NEVER_READ, now));
  }

  /** Makes a reading of a value, or says why there is none: only what is proven is a number. */
  static Reading judged(
      NodeDefinition definition,
      NodeValue value,
      Observability observability,
      Duration serverAhead,
      Instant now) {
    Optional<BadReason> doubt = doubt(definition, value, serverAhead, now);
    if (doubt.isPresent()) {
      return Reading.bad(doubt.get(), now);
    }
    if (!(definition.kind() instanceof NodeKind.Amount amount)
        || !(value.content().orElse(new NodeContent.Other("nothing"))
            instanceof NodeContent.Real(double number))) {
      return Reading.bad(BadReason.UNREADABLE, now);
    }
    Optional<Quantity> quantity = amount.quantity(number);
    if (quantity.isEmpty()) {
      return Reading.bad(BadReason.OUT_OF_RANGE, now);
    }
    return new Reading.Good(
        quantity.get(), observability, generatedAt(definition, value, serverAhead, now), now);
  }

  /** Returns why a value must not be used, if so. */
  static Optional<BadReason> doubt(
      NodeDefinition definition, NodeValue value, Duration serverAhead, Instant now) {
    return switch (value.status().severity()) {
      case BAD -> Optional.of(BadReason.DEVICE_ERROR);
      case UNCERTAIN -> Optional.of(BadReason.UNCERTAIN);
      case GOOD ->
          isStale(definition, value, serverAhead, now)
              ? Optional.of(BadReason.STALE)
              : Optional.empty();
    };
  }

  private static boolean isStale(
      NodeDefinition definition, NodeValue value, Duration serverAhead, Instant now) {
    if (definition.maxAge().isEmpty()) {
      return false;
    }
    if (value.sourceTime().isEmpty()) {
      return true;
    }
    Duration age = Duration.between(value.sourceTime().get(), now.plus(serverAhead));
    return age.compareTo(definition.maxAge().get()) > 0
        || age.compareTo(FUTURE_AT_MOST.negated()) < 0;
  }

  /**
   * A value with an age was taken at its source time; one that is stamped at its last change still
   * holds now, because the session is alive.
   */
  private static Instant generatedAt(
      NodeDefinition definition, NodeValue value, Duration serverAhead, Instant now) {
    if (definition.maxAge().isEmpty()) {
      return now;
    }
    Instant taken = value.sourceTime().orElse(now.plus(serverAhead)).minus(serverAhead);
    return taken.isAfter(now) ? now : taken;
  }
}
