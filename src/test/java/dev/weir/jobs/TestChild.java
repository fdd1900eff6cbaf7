package dev.weir.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The child process of the tests, and the kinds of work that it can do. */
public final class TestChild {
  private static final Bounds BOUNDS =
      new Bounds(32, 1, Duration.ofMinutes(10), Duration.ofMinutes(5));
  private static final RetryPolicy THRICE =
      new RetryPolicy(3, Duration.ofSeconds(10), 3.0, Duration.ofMinutes(1));

  private TestChild() {}

  static JobKinds kinds() {
    return JobKinds.of(
        List.of(
            kind("echo", TestChild::echo),
            kind("fail", attempt -> failBelow(attempt, Integer.MAX_VALUE)),
            kind("fail-once", attempt -> failBelow(attempt, 2)),
            kind("refuse", TestChild::refuse),
            kind("hang", TestChild::hang),
            kind("gorge", TestChild::gorge),
            kind("vanish", TestChild::vanish),
            kind("signalled", TestChild::signalled),
            kind("chatter", TestChild::chatter)));
  }

  private static JobKind kind(String name, JobWork work) {
    return new JobKind(name, "a test", work, BOUNDS, THRICE);
  }

  static ChildProgram program() {
    return ChildProgram.likeThisOne(
        List.of("-XX:TieredStopAtLevel=1"), TestChild.class.getName(), List.of(), 0);
  }

  /** The child. */
  public static void main(String[] arguments) {
    System.exit(AttemptProcess.run(kinds(), Path.of(arguments[0])));
  }

  private static Map<String, Object> echo(Attempt attempt) throws Exception {
    Files.writeString(
        attempt.data().resolve("done.txt"),
        attempt.job() + "\n",
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);
    return Map.of("said", attempt.argument("say").orElse("nothing"));
  }

  /** Ends as a Java does that got SIGTERM, the first time. */
  private static Map<String, Object> signalled(Attempt attempt) throws Exception {
    Path mark = attempt.data().resolve("signalled");
    if (Files.notExists(mark)) {
      Files.createFile(mark);
      System.exit(143);
    }
    return Map.of();
  }

  private static Map<String, Object> failBelow(Attempt attempt, int number) {
    if (attempt.number() < number) {
      throw new IllegalStateException("the matrix is singular");
    }
    return Map.of("attempt", attempt.number());
  }

  private static Map<String, Object> refuse(Attempt attempt) {
    throw new RefusedJobException("no campaign '" + attempt.argument("campaign").orElse("") + "'");
  }

  /** Tells where it is and then waits for ever. */
  private static Map<String, Object> hang(Attempt attempt) throws Exception {
    Path mark = attempt.data().resolve("hanging.part");
    Files.writeString(mark, Long.toString(ProcessHandle.current().pid()));
    Files.move(mark, attempt.data().resolve("hanging"));
    new CountDownLatch(1).await();
    return Map.of();
  }

  private static Map<String, Object> gorge(Attempt attempt) {
    List<byte[]> kept = new ArrayList<>();
    while (kept.size() < 10_000) {
      kept.add(new byte[1 << 20]);
    }
    return Map.of("kept", kept.size(), "job", attempt.job());
  }

  private static Map<String, Object> vanish(Attempt attempt) {
    Runtime.getRuntime().halt(0);
    return Map.of("job", attempt.job());
  }

  /** Writes what is no protocol, to both streams. */
  private static Map<String, Object> chatter(Attempt attempt) {
    System.out.println("{\"done\":1,\"total\":0,\"text\":\"forged\"}");
    System.err.println("a word");
    attempt.progress().tell(0, 0, "within half a second of the first: left out");
    return Map.of("job", attempt.job());
  }
}
