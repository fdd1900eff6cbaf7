package dev.weir.jobs;

import dev.weir.time.Deadline;
import dev.weir.time.PlantClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks after one child process until it ends or must be ended. Owned by the thread that runs the
 * attempt.
 */
final class Supervision {
  /** How long one look at the child waits for a line, in wall time. */
  private static final Duration LOOK = Duration.ofMillis(100);

  private final JobKind kind;
  private final AttemptFolder folder;
  private final PlantClock clock;
  private final Supplier<Optional<AttemptEnd>> order;

  /**
   * Prepares to look after an attempt.
   *
   * @param order tells from outside that the attempt must end: called off, or the program ends
   */
  Supervision(
      JobKind kind, AttemptFolder folder, PlantClock clock, Supplier<Optional<AttemptEnd>> order) {
    this.kind = kind;
    this.folder = folder;
    this.clock = clock;
    this.order = order;
  }

  /**
   * Waits for the end of the attempt; the child and everything it started are gone when this
   * returns.
   *
   * @param heard is told each line of progress
   */
  AttemptEnd until(ChildProcess child, Consumer<ChildLine.Progress> heard) throws IOException {
    Instant started = clock.now();
    Deadline limit = Deadline.after(started, kind.bounds().timeLimit());
    Instant lastHeard = started;
    while (true) {
      Optional<String> line = Optional.empty();
      try {
        line = child.nextLine(LOOK);
      } catch (InterruptedException e) {
        child.kill();
        Thread.currentThread().interrupt();
        return new AttemptEnd(Ending.INTERRUPTED, "the program ends");
      }
      Instant now = clock.now();
      if (line.isPresent() && ChildLine.read(line.get()) instanceof ChildLine.Progress progress) {
        lastHeard = now;
        heard.accept(progress);
      }
      Optional<Integer> code = child.exitCode();
      if (code.isPresent()) {
        return ended(code.get());
      }
      Optional<AttemptEnd> must = mustEnd(now, limit, lastHeard);
      if (must.isPresent()) {
        child.kill();
        return must.get();
      }
    }
  }

  private Optional<AttemptEnd> mustEnd(Instant now, Deadline limit, Instant lastHeard) {
    Optional<AttemptEnd> told = order.get();
    if (told.isPresent()) {
      return told;
    }
    if (limit.hasPassed(now)) {
      return Optional.of(
          new AttemptEnd(
              Ending.TIME_EXCEEDED,
              "not done after its time limit of %d s"
                  .formatted(kind.bounds().timeLimit().toSeconds())));
    }
    if (Duration.between(lastHeard, now).compareTo(kind.bounds().longestSilence()) > 0) {
      return Optional.of(
          new AttemptEnd(
              Ending.SILENT,
              "said nothing for %d s".formatted(kind.bounds().longestSilence().toSeconds())));
    }
    return Optional.empty();
  }

  private AttemptEnd ended(int code) throws IOException {
    if (AttemptProcess.TOLD_TO_END.contains(code)) {
      return new AttemptEnd(Ending.INTERRUPTED, "told to end by a signal");
    }
    return switch (code) {
      case AttemptProcess.SUCCEEDED ->
          folder.result().isPresent()
              ? new AttemptEnd(Ending.SUCCEEDED, "")
              : new AttemptEnd(Ending.FAILED, "ended without a result");
      case AttemptProcess.HEAP_FULL ->
          new AttemptEnd(
              Ending.MEMORY_EXCEEDED,
              "its heap of %d MiB is full".formatted(kind.bounds().heapMebibytes()));
      case AttemptProcess.REFUSED -> new AttemptEnd(Ending.REFUSED, lastLogLine("refused"));
      default ->
          new AttemptEnd(
              Ending.FAILED, "exit code %d: %s".formatted(code, lastLogLine("no word in its log")));
    };
  }

  private String lastLogLine(String otherwise) throws IOException {
    if (!Files.exists(folder.log())) {
      return otherwise;
    }
    List<String> lines =
        new String(Files.readAllBytes(folder.log()), java.nio.charset.StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    return lines.isEmpty() ? otherwise : lines.getLast();
  }
}
