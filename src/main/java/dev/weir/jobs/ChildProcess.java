package dev.weir.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A running child with its two readers. What it says is taken by the thread that looks after it;
 * lines that nobody takes make the child wait, so memory stays bounded.
 */
final class ChildProcess implements AutoCloseable {
  private static final int QUEUE = 64;
  private static final int LARGEST_LOG_BYTES = 1 << 20;
  private static final Duration LONGEST_DEATH = Duration.ofSeconds(10);

  private final Process process;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(QUEUE);
  private final Thread reader;
  private final Thread logger;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.reader = daemon("job-lines-" + process.pid(), this::readLines);
    this.logger = daemon("job-log-" + process.pid(), () -> copyLog(log));
  }

  /** Starts a child in its folder. */
  static ChildProcess start(List<String> commandLine, AttemptFolder folder) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(commandLine).directory(folder.path().toFile());
    return new ChildProcess(builder.start(), folder.log());
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  long pid() {
    return process.pid();
  }

  /** Returns when the system says it started; with the number it names the process for good. */
  Optional<Instant> processStart() {
    return process.info().startInstant();
  }

  /** Waits at most so long for a line; empty when none came. */
  Optional<String> nextLine(Duration longest) throws InterruptedException {
    return Optional.ofNullable(lines.poll(longest.toMillis(), TimeUnit.MILLISECONDS));
  }

  /**
   * Returns the exit code once the child has ended, its lines were taken and its log is written.
   */
  Optional<Integer> exitCode() {
    return process.isAlive() || reader.isAlive() || logger.isAlive() || !lines.isEmpty()
        ? Optional.empty()
        : Optional.of(process.exitValue());
  }

  /** Kills the child and everything it started, and waits until it is gone. */
  void kill() {
    kill(process.toHandle());
  }

  /** Kills a process and everything below it, and waits at most 10 s until it is gone. */
  static void kill(ProcessHandle root) {
    List<ProcessHandle> below = root.descendants().toList();
    root.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
    root.onExit().completeOnTimeout(root, LONGEST_DEATH.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Ends what is left of the child and lets its readers go. */
  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    reader.interrupt();
    try {
      logger.join(LONGEST_DEATH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readLines() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      StringBuilder line = new StringBuilder();
      for (int read = in.read(); read >= 0; read = in.read()) {
        if (read == '\n') {
          lines.put(line.toString());
          line.setLength(0);
        } else if (line.length() < ChildLine.LONGEST) {
          line.append((char) read);
        }
      }
    } catch (IOException e) {
      // The pipe of a killed child breaks; its end is told by the exit code.
      lines.offer("");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void copyLog(Path log) {
    byte[] buffer = new byte[8192];
    int written = 0;
    try (InputStream in = process.getErrorStream();
        OutputStream out = Files.newOutputStream(log)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int taken = Math.min(read, LARGEST_LOG_BYTES - written);
        out.write(buffer, 0, taken);
        out.flush();
        written += taken;
      }
    } catch (IOException e) {
      // A log that cannot be kept must not stop the work; the exit code still tells how it went.
      lines.offer("");
    }
  }
}
