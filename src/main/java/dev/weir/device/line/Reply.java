package dev.weir.device.line;

import java.time.Duration;

/** What came back. */
public sealed interface Reply {
  /**
   * A complete frame.
   *
   * @param frame its bytes, framing included
   */
  record Answered(Bytes frame) implements Reply {}

  /** Nothing was expected and nothing was awaited. */
  record Silent() implements Reply {}

  /**
   * No complete frame came in time.
   *
   * @param waited how long
   * @param partial the bytes that did come
   */
  record TimedOut(Duration waited, Bytes partial) implements Reply {}

  /**
   * More bytes came than any legal frame has.
   *
   * @param collected the bytes
   */
  record Overfull(Bytes collected) implements Reply {}

  /**
   * The port failed in the middle.
   *
   * @param reason why
   */
  record Lost(String reason) implements Reply {}
}
