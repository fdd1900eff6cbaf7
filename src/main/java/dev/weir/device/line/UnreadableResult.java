package dev.weir.device.line;

import java.io.Serial;

/** A result file does not have the documented form; the message says where and how, in one line. */
final class UnreadableResult extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  UnreadableResult(String message) {
    super(message);
  }
}
