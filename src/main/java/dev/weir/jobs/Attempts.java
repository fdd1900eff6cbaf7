package dev.weir.jobs;

import dev.weir.time.PlantClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Tries jobs, one attempt at a time for each. Any thread; an attempt keeps its thread. */
final class Attempts {
  /** How many ended jobs are kept, with their folders. */
  static final int KEPT = 1_000;

  /** System clocks tell a process's start to a hundredth of a second at best. */
  private static final Duration START_TOLERANCE = Duration.ofMillis(20);

  private final JobSettings settings;
  private final JobKinds kinds;
  private final ChildProgram program;
  private final PlantClock clock;
  private final JobOutbox outbox;
  private final JobStore store;
  private final Map<String, AttemptEnd> calledOff = new ConcurrentHashMap<>();
  private volatile boolean interrupted;

  Attempts(Jobs.Surroundings around, JobStore store) {
    this.settings = around.settings();
    this.kinds = around.kinds();
    this.program = around.program();
    this.clock = around.clock();
    this.outbox = around.outbox();
    this.store = store;
  }

  /** Returns when the job is to be looked at again; empty when it has ended. */
  Optional<Instant> tryOnce(String job) {
    if (interrupted) {
      return Optional.of(clock.now());
    }
    // An attempt that stands here without an end was left by a program, or a thread, that failed.
    store.unended(Optional.of(job)).forEach(this::settle);
    Optional<JobRecord> found = store.find(job);
    if (found.isEmpty() || found.get().state().isEnd()) {
      return Optional.empty();
    }
    Instant now = clock.now();
    Optional<Instant> due = found.get().nextAt().filter(at -> at.isAfter(now));
    if (due.isPresent()) {
      return due;
    }
    Optional<Integer> number = store.beginAttempt(job, now);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    return end(found.get(), number.get(), perform(found.get(), number.get()));
  }

  /** Orders a running attempt to end because its job was called off. */
  void callOff(String job, String by) {
    calledOff.put(job, calledOffBy(by));
  }

  /** Orders all running attempts to end because the program ends. */
  void interrupt() {
    interrupted = true;
  }

  private static AttemptEnd calledOffBy(String by) {
    return new AttemptEnd(Ending.CANCELLED, "called off by " + by);
  }

  /**
   * Settles an attempt whose program is gone: ends its child, and takes its result if there is one.
   */
  void settle(JobStore.Left left) {
    Optional<JobRecord> job = store.find(left.job());
    if (job.isEmpty()) {
      return;
    }
    left.pid()
        .flatMap(ProcessHandle::of)
        .filter(handle -> isSame(handle, left))
        .ifPresent(ChildProcess::kill);
    boolean succeeded = resultOf(left.job(), left.number()).isPresent();
    AttemptEnd end =
        succeeded
            ? new AttemptEnd(Ending.SUCCEEDED, "")
            : store
                .cancelledBy(left.job())
                .map(Attempts::calledOffBy)
                .orElse(new AttemptEnd(Ending.LOST, "the program that looked after it is gone"));
    end(job.get(), left.number(), end);
  }

  /** Numbers of processes are used again; with the start it is certain. */
  private static boolean isSame(ProcessHandle handle, JobStore.Left left) {
    return handle
        .info()
        .startInstant()
        .flatMap(start -> left.processStart().map(noted -> Duration.between(noted, start).abs()))
        .filter(apart -> apart.compareTo(START_TOLERANCE) <= 0)
        .isPresent();
  }

  private AttemptEnd perform(JobRecord job, int number) {
    Optional<JobKind> kind = kinds.find(job.kind());
    if (kind.isEmpty()) {
      return new AttemptEnd(
          Ending.REFUSED, "this program knows no job kind '%s'".formatted(job.kind()));
    }
    AttemptFolder folder = folder(job.id(), number);
    try {
      folder.create(
          new AttemptFolder.Order(
              job.id(), job.kind(), number, job.arguments(), settings.data().toString()));
      List<String> commandLine = program.commandLine(kind.get().bounds(), folder.path());
      try (ChildProcess child = ChildProcess.start(commandLine, folder)) {
        store.noteProcess(job.id(), number, child);
        outbox.put(clock.now(), new JobEvent.JobAttemptStarted(job.id(), number));
        return new Supervision(kind.get(), folder, clock, () -> order(job.id()))
            .until(child, progress -> store.noteProgress(job.id(), number, progress, clock.now()));
      }
    } catch (IOException e) {
      return new AttemptEnd(Ending.FAILED, "cannot be started: " + e.getMessage());
    }
  }

  private Optional<AttemptEnd> order(String job) {
    return interrupted
        ? Optional.of(new AttemptEnd(Ending.INTERRUPTED, "the program ended"))
        : Optional.ofNullable(calledOff.get(job));
  }

  private Optional<Instant> end(JobRecord job, int number, AttemptEnd came) {
    Instant now = clock.now();
    // Called off at the very moment at which it failed: then nothing follows.
    AttemptEnd end =
        came.ending().next() == Ending.Next.RETRY
            ? store.cancelledBy(job.id()).map(Attempts::calledOffBy).orElse(came)
            : came;
    RetryPolicy once = new RetryPolicy(1, Duration.ofSeconds(1), 1.0, Duration.ofSeconds(1));
    RetryPolicy retry = kinds.find(job.kind()).map(JobKind::retry).orElse(once);
    AfterAttempt after = AfterAttempt.of(end, retry, job.failures(), now);
    store.endAttempt(job.id(), number, end, now, after);
    calledOff.remove(job.id());
    outbox.put(now, new JobEvent.JobAttemptEnded(job.id(), number, end.ending(), end.reason()));
    if (after.state().isEnd()) {
      Optional<String> result =
          after.state() == JobState.DONE ? resultOf(job.id(), number) : Optional.empty();
      List<JobFinding> findings = result.map(Findings::of).orElse(List.of());
      Findings.events(job.id(), job.kind(), findings).forEach(event -> outbox.put(now, event));
      String hash = result.map(Attempts::sha256).orElse("");
      outbox.put(now, new JobEvent.JobEnded(job.id(), after.state(), after.reason(), hash));
      store.endedBeyond(KEPT).forEach(this::forget);
    }
    return after.nextAt();
  }

  /** Returns the result of a job that is done. */
  Optional<String> result(JobRecord job) {
    return job.state() == JobState.DONE
        ? resultOf(job.id(), job.attempts().getLast().number())
        : Optional.empty();
  }

  /** Returns the end of the log of a job's latest attempt. */
  Optional<String> log(JobRecord job) {
    if (job.attempts().isEmpty()) {
      return Optional.empty();
    }
    AttemptFolder folder = folder(job.id(), job.attempts().getLast().number());
    try {
      return folder.logTail();
    } catch (IOException e) {
      throw new JobsException(
          "%s: the log cannot be read: %s".formatted(folder.path(), e.getMessage()), e);
    }
  }

  private Optional<String> resultOf(String job, int number) {
    try {
      return folder(job, number).result();
    } catch (IOException e) {
      throw new JobsException(
          "%s: the result cannot be read: %s".formatted(folder(job, number).path(), e.getMessage()),
          e);
    }
  }

  private AttemptFolder folder(String job, int number) {
    return new AttemptFolder(folderOf(job).resolve(Integer.toString(number)));
  }

  private Path folderOf(String job) {
    return settings.folder().resolve("attempts").resolve(job);
  }

  private void forget(String job) {
    try (Stream<Path> files =
        Files.exists(folderOf(job)) ? Files.walk(folderOf(job)) : Stream.empty()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
      store.forget(job);
    } catch (IOException | UncheckedIOException e) {
      throw new JobsException(
          "%s: cannot be deleted: %s".formatted(folderOf(job), e.getMessage()), e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
