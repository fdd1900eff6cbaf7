package dev.weir.device.line.node;

import java.util.List;
import java.util.Optional;

/**
 * One session with a server of nodes: an OPC UA server, or a simulated one. No method waits; what
 * happens is told by {@link #next}. After {@link #close} it can be opened again. Owned by one line
 * thread.
 */
public interface NodeSession extends AutoCloseable {
  /**
   * Begins to open the session and to watch nodes; {@link NodeEvent.Opened} or {@link
   * NodeEvent.Ended} tells what became of it.
   */
  void open(List<NodeWatch> watches);

  /**
   * Sends a request.
   *
   * @param ticket by which its answer is known
   */
  void send(long ticket, NodeRequest request);

  /** Returns what happened next; empty when nothing did. Nothing comes from a closed session. */
  Optional<NodeEvent> next();

  /** Ends the session, if there is one, and forgets what it has not told. */
  @Override
  void close();
}
