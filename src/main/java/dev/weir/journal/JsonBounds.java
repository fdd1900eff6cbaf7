package dev.weir.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;

/**
 * JSON within bounds: how deep, how long, how large an event may be, on the way out as on the way
 * in.
 */
final class JsonBounds {
  /** Levels of nesting in one event. */
  static final int DEPTH = 50;

  /** Size of one event, in bytes. */
  static final int PAYLOAD_BYTES = 256 * 1024;

  /** Length of one text, in UTF-16 units. */
  static final int TEXT_LENGTH = 64 * 1024;

  /** Length of one number, in digits: the longest double has 24 characters. */
  private static final int NUMBER_LENGTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxDocumentLength(PAYLOAD_BYTES)
                  .maxStringLength(TEXT_LENGTH)
                  .maxNameLength(TEXT_LENGTH)
                  .maxNumberLength(NUMBER_LENGTH)
                  .build())
          .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEPTH).build())
          // Names of one event come from records and maps of a bench: caching them for ever would
          // be a leak by data.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private JsonBounds() {}

  /** Something that writes one value. */
  @FunctionalInterface
  interface Writing {
    /** Writes it. */
    void to(JsonGenerator out) throws IOException;
  }

  /** Something that reads one value. */
  @FunctionalInterface
  interface ReadingOf<T> {
    /** Reads it; the parser stands before its first token, and afterwards on its last. */
    T from(JsonParser in) throws IOException;
  }

  /** Returns the bytes of what is written. */
  static byte[] write(String what, Writing writing) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
      try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
        writing.to(out);
      }
      if (bytes.size() > PAYLOAD_BYTES) {
        throw new JournalException(
            "%s has %d bytes, more than the %d of an event"
                .formatted(what, bytes.size(), PAYLOAD_BYTES));
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new JournalException(what + " cannot be written as JSON: " + e.getMessage(), e);
    }
  }

  /** Returns what the bytes say; nothing may follow it. */
  static <T> T read(byte[] json, ReadingOf<T> reading) {
    if (json.length > PAYLOAD_BYTES) {
      throw new JournalException(
          "an event has at most %d bytes, was %d".formatted(PAYLOAD_BYTES, json.length));
    }
    try (JsonParser in = FACTORY.createParser(json)) {
      T value = reading.from(in);
      if (in.nextToken() != null) {
        throw new JournalException("something follows the end of the event");
      }
      return value;
    } catch (IOException e) {
      throw new JournalException("not the JSON of an event: " + e.getMessage(), e);
    }
  }

  /** Moves into an object of one field and returns the field's name. */
  static String onlyFieldName(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT && in.nextToken() != JsonToken.START_OBJECT) {
      throw new JournalException("expected an object, was " + in.currentToken());
    }
    String name = in.nextFieldName();
    if (name == null) {
      throw new JournalException("expected the name of a type, was " + in.currentToken());
    }
    return name;
  }

  /** Leaves an object of which everything was read. */
  static void endObject(JsonParser in) throws IOException {
    if (in.nextToken() != JsonToken.END_OBJECT) {
      throw new JournalException("expected the end of an object, was " + in.currentToken());
    }
  }
}
