package dev.weir.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of one attempt: the {@code order.json} that the child reads, the {@code result.json}
 * that it hands over by renaming, its {@code log.txt}, and what its work needs besides.
 *
 * @param path the folder, absolute
 */
record AttemptFolder(Path path) {
  /** Largest result that is taken, in bytes. */
  static final int LARGEST_RESULT = 1 << 20;

  /** How much of the end of a log is shown, in bytes. */
  static final int LONGEST_LOG_TAIL = 64 * 1024;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * What the child is to do.
   *
   * @param job the job's id
   * @param kind the name of its kind
   * @param attempt from 1
   * @param arguments what to work on
   * @param data the data folder
   */
  record Order(
      String job, String kind, int attempt, SortedMap<String, String> arguments, String data) {}

  /** The log of the child's standard error. */
  Path log() {
    return path.resolve("log.txt");
  }

  /**
   * Returns the end of the log, from the beginning of a line, at most {@link #LONGEST_LOG_TAIL}
   * bytes of it; empty when there is none. Bytes that are no text are shown as question marks.
   */
  Optional<String> logTail() throws IOException {
    if (!Files.isRegularFile(log())) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(log(), StandardOpenOption.READ)) {
      long from = Math.max(0, channel.size() - LONGEST_LOG_TAIL);
      ByteBuffer bytes = ByteBuffer.allocate(LONGEST_LOG_TAIL);
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {}
      String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
      return Optional.of(from == 0 ? text : text.substring(text.indexOf('\n') + 1));
    }
  }

  private Path order() {
    return path.resolve("order.json");
  }

  private Path resultFile() {
    return path.resolve("result.json");
  }

  /** Makes the folder with its order. */
  void create(Order order) throws IOException {
    Files.createDirectories(path);
    writeForced(order(), JSON.writeValueAsString(order));
  }

  Order readOrder() throws IOException {
    return JSON.readValue(order().toFile(), Order.class);
  }

  /** Hands the result over: whole, forced, and then renamed into place. */
  void writeResult(Map<String, Object> result) throws IOException {
    String text = JSON.writeValueAsString(result) + "\n";
    if (text.length() > LARGEST_RESULT) {
      throw new RefusedJobException(
          "a result has at most %d characters, had %d; large data belong into files beside it"
              .formatted(LARGEST_RESULT, text.length()));
    }
    try {
      Findings.of(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedJobException(String.valueOf(e.getMessage()));
    }
    writeForced(resultFile(), text);
  }

  /** Returns the result; empty when it was not handed over. */
  Optional<String> result() throws IOException {
    if (!Files.isRegularFile(resultFile()) || Files.size(resultFile()) > 4L * LARGEST_RESULT) {
      return Optional.empty();
    }
    String text = Files.readString(resultFile());
    try {
      JSON.readTree(text);
      return Optional.of(text);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static void writeForced(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns arguments as JSON. */
  static String json(SortedMap<String, String> arguments) {
    try {
      return new ObjectMapper().writeValueAsString(arguments);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text can always be written", e);
    }
  }

  /** Returns arguments that {@link #json} wrote. */
  static SortedMap<String, String> arguments(String json) {
    try {
      return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new JobsException(
          "the arguments of a job cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
