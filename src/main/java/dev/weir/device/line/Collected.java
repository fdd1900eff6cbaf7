package dev.weir.device.line;

import java.util.Arrays;

/** The bytes of a reply so far, up to a limit. Owned by the line's thread. */
final class Collected {
  private final byte[] bytes;
  private int count;

  Collected(int limit) {
    bytes = new byte[limit];
  }

  /** Adds one byte; a byte beyond the limit is dropped. */
  void add(byte next) {
    if (count < bytes.length) {
      bytes[count++] = next;
    }
  }

  boolean isFull() {
    return count == bytes.length;
  }

  void clear() {
    count = 0;
  }

  Bytes bytes() {
    return count == 0 ? Bytes.EMPTY : Bytes.of(Arrays.copyOf(bytes, count));
  }
}
