package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import java.util.Arrays;

/** A message while it is written. Owned by the call that writes it. */
public final class ByteSink {
  private byte[] content = new byte[32];
  private int length;

  public void add(int value) {
    if (length == content.length) {
      content = Arrays.copyOf(content, length * 2);
    }
    content[length++] = (byte) value;
  }

  public void add(Bytes values) {
    for (int i = 0; i < values.length(); i++) {
      add(values.at(i));
    }
  }

  public void add(String text) {
    for (int i = 0; i < text.length(); i++) {
      add(text.charAt(i));
    }
  }

  /** Adds a whole number in decimal digits, filled with zeros in front to the given width. */
  public void addDigits(long value, int width) {
    String digits = Long.toString(value);
    for (int i = digits.length(); i < width; i++) {
      add('0');
    }
    add(digits);
  }

  public int length() {
    return length;
  }

  public Bytes toBytes() {
    return Bytes.of(Arrays.copyOf(content, length));
  }
}
