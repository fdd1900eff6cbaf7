package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import java.util.Arrays;

/**
 * The bytes that a framer has collected: never more than a legal frame has. Owned by one line
 * thread.
 */
final class FrameBuffer {
  private final byte[] content;
  private int length;
  private int seen;

  FrameBuffer(int capacity) {
    this.content = new byte[capacity];
  }

  void clear() {
    length = 0;
    seen = 0;
  }

  /** Starts again, but goes on counting towards an overfull buffer. */
  void restart() {
    length = 0;
  }

  /** Counts a byte that is not kept. */
  void pass() {
    seen++;
  }

  void add(byte next) {
    seen++;
    if (length < content.length) {
      content[length++] = next;
    }
  }

  int length() {
    return length;
  }

  int at(int index) {
    return content[index] & 0xFF;
  }

  boolean isOverfull() {
    return seen > content.length;
  }

  boolean endsWith(Bytes text) {
    if (text.length() > length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (at(length - text.length() + i) != text.at(i)) {
        return false;
      }
    }
    return true;
  }

  Bytes content() {
    return Bytes.of(Arrays.copyOf(content, length));
  }

  /** Returns what has been collected and starts anew. */
  Bytes take() {
    Bytes frame = content();
    clear();
    return frame;
  }
}
