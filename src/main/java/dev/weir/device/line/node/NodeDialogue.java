package dev.weir.device.line.node;

import dev.weir.device.DeviceReport;
import dev.weir.device.line.Conversation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The conversation with one device whose values are nodes: what is watched, what is asked next, and
 * what is made of it. It knows no session and no thread. Owned by one line thread.
 *
 * <p>One request is under way at a time: after {@link #next} has returned one, {@link #answered} is
 * called exactly once before {@link #next} is called again.
 */
public interface NodeDialogue extends Conversation {
  /** Returns the nodes to watch while the session lasts; always the same. */
  List<NodeWatch> watches();

  /** Takes a value of a watched node. */
  void changed(NodeValue value, Instant now);

  /**
   * Reports what is due: readings, states, and that they are bad.
   *
   * @param serverAhead how far the server's clock is ahead of the plant's
   * @return how many reports were made
   */
  int report(Duration serverAhead, Instant now, Consumer<DeviceReport> reports);

  /** Returns the request that is due now, if any. */
  Optional<NodeRequest> next(Instant now);

  /** Takes the answer to the request that {@link #next} returned last. */
  void answered(NodeRequest request, NodeReply reply, Instant now, Consumer<DeviceReport> reports);
}
