package dev.weir.device.line;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A capture on the disk, one event a line. It never disturbs what it records: when it has reached
 * its most bytes, or the disk refuses, it ends and says so once. Owned by one line thread.
 */
public final class CaptureFile implements Capture {
  /** Most bytes of one capture: about a day of a line with two devices. */
  static final long BYTES_AT_MOST = 256L * 1024 * 1024;

  /** How much may be lost when the power fails. */
  private static final Duration FLUSHED_EVERY = Duration.ofSeconds(1);

  private final Path file;
  private final QuietLog log;
  private final long most;
  private Optional<BufferedWriter> writer;
  private long written;
  private Instant flushed = Instant.MIN;

  /**
   * Begins a capture.
   *
   * @param line whose it is, for messages
   * @param file a file that is not there yet
   * @throws IOException when it cannot be made
   */
  public CaptureFile(LineName line, Path file) throws IOException {
    this(line, file, BYTES_AT_MOST);
  }

  CaptureFile(LineName line, Path file, long most) throws IOException {
    this.file = file;
    this.log = new QuietLog(line);
    this.most = most;
    this.writer =
        Optional.of(
            Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW));
  }

  @Override
  public void take(CaptureEvent event) {
    if (writer.isEmpty()) {
      return;
    }
    String line = event.print() + "\n";
    written += line.length();
    if (written > most) {
      log.warn(
          QuietLog.Topic.CAPTURE,
          "the capture %s ends: it has %d bytes".formatted(file, most),
          event.at());
      end();
      return;
    }
    try {
      writer.get().write(line);
      if (!event.at().isBefore(flushed.plus(FLUSHED_EVERY))) {
        flushed = event.at();
        writer.get().flush();
      }
    } catch (IOException e) {
      log.warn(
          QuietLog.Topic.CAPTURE,
          "the capture %s ends: %s".formatted(file, e.getMessage()),
          event.at());
      end();
    }
  }

  @Override
  public void end() {
    Optional<BufferedWriter> open = writer;
    writer = Optional.empty();
    try {
      if (open.isPresent()) {
        open.get().close();
      }
    } catch (IOException _) {
      // What could not be written is missing at its end, which a replay shows.
    }
  }
}
