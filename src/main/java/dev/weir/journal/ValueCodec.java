package dev.weir.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/** How values of one type are written and read. Immutable; any thread. */
interface ValueCodec {
  /** Writes a value. */
  void write(JsonGenerator out, Object value) throws IOException;

  /** Reads a value; the parser stands on its first token, and afterwards on its last. */
  Object read(JsonParser in) throws IOException;

  /** Returns how values are written as keys of a map; empty when they cannot be. */
  default Optional<KeyCodec> asKey() {
    return Optional.empty();
  }

  /** How keys of a map are written and read. */
  interface KeyCodec {
    /** Returns a key as text. */
    String write(Object key);

    /** Returns the key of that text. */
    Object read(String text);
  }
}
