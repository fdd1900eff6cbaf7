package dev.weir.device.line.node;

import java.time.Duration;
import java.time.Instant;

/** What a session tells its line. */
public sealed interface NodeEvent {
  /**
   * The session is there and its nodes are watched.
   *
   * @param serverTime the server's own clock when it answered
   * @param aliveEvery how often the server speaks at least, even when nothing changes
   */
  record Opened(Instant serverTime, Duration aliveEvery) implements NodeEvent {}

  /**
   * The session could not be opened, or has ended.
   *
   * @param reason one line: what happened and, when the user must do something, what
   */
  record Ended(String reason) implements NodeEvent {}

  /** The server says that it is there and nothing has changed. */
  record Alive() implements NodeEvent {}

  /**
   * A watched node changed, or was heard of for the first time.
   *
   * @param value its value
   */
  record Changed(NodeValue value) implements NodeEvent {}

  /**
   * A request was answered.
   *
   * @param ticket that of the request
   * @param reply the answer
   */
  record Answered(long ticket, NodeReply reply) implements NodeEvent {}
}
