package dev.weir.jobs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line that a child process writes on its standard output: {@code
 * {"done":3,"total":40,"text":"runs"}}, or something that is none.
 */
sealed interface ChildLine {
  /** Longest line that is read, in characters. */
  int LONGEST = 4096;

  /** Longest text of a progress line, in characters. */
  int LONGEST_TEXT = 300;

  /** How far the work is; see {@link AttemptProgress#tell}. */
  record Progress(long done, long total, String text) implements ChildLine {
    /** Rejects negative counts and makes the text one line. */
    public Progress {
      if (done < 0 || total < 0) {
        throw new IllegalArgumentException(
            "progress counts from 0, was %d of %d".formatted(done, total));
      }
      text = OneLine.of(text, LONGEST_TEXT);
    }
  }

  /** What is not understood; it is no heartbeat. */
  record Unreadable(String line) implements ChildLine {}

  /** Returns a progress line as it is written. */
  static String write(Progress progress) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("done", progress.done());
    fields.put("total", progress.total());
    fields.put("text", progress.text());
    try {
      return Reader.JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and text can always be written", e);
    }
  }

  /** Reads a line. */
  static ChildLine read(String line) {
    try {
      JsonNode node = Reader.JSON.readTree(line);
      if (node.isObject()
          && node.path("done").isIntegralNumber()
          && node.path("total").isIntegralNumber()
          && node.path("text").isTextual()) {
        return new Progress(
            node.get("done").longValue(),
            node.get("total").longValue(),
            node.get("text").textValue());
      }
      return new Unreadable(line);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return new Unreadable(line);
    }
  }

  /** The strict reader of lines. */
  final class Reader {
    private static final ObjectMapper JSON =
        new ObjectMapper(
                JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(5)
                            .maxNumberLength(30)
                            .maxStringLength(LONGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Reader() {}
  }
}
