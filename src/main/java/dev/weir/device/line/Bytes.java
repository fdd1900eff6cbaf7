package dev.weir.device.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of bytes with value equality, printed as hex. */
public final class Bytes {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Returns a copy of the given bytes. */
  public static Bytes of(byte... content) {
    return content.length == 0 ? EMPTY : new Bytes(content.clone());
  }

  /** Returns the bytes of a text, one byte a character. */
  public static Bytes ofText(String text) {
    return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns the bytes written in hex, spaces ignored. */
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  /** Returns how many there are. */
  public int length() {
    return content.length;
  }

  /** Returns one of them, from 0 to 255. */
  public int at(int index) {
    return content[index] & 0xFF;
  }

  /** Returns those from one index to before another. */
  public Bytes slice(int from, int to) {
    return new Bytes(Arrays.copyOfRange(content, from, to));
  }

  /** Returns these followed by others. */
  public Bytes plus(Bytes other) {
    byte[] joined = Arrays.copyOf(content, content.length + other.content.length);
    System.arraycopy(other.content, 0, joined, content.length, other.content.length);
    return new Bytes(joined);
  }

  /** Returns a copy. */
  public byte[] toArray() {
    return content.clone();
  }

  /** Returns a read-only view. */
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  /** Returns one character a byte (ISO 8859-1). */
  public String toText() {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(content);
  }
}
