package dev.weir.jobs;

import dev.weir.time.SystemClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;

/**
 * The child's side of an attempt. The child ends when its standard input ends, which happens
 * whenever the program that started it is gone, however that went.
 */
public final class AttemptProcess {
  /** Exit code: the result is there. */
  static final int SUCCEEDED = 0;

  /** Exit code of a Java that was told to end when its heap is full. */
  static final int HEAP_FULL = 3;

  /** Exit code, as of {@code sysexits.h}: it cannot be done, however often it is tried. */
  static final int REFUSED = 65;

  /** Exit code, as of {@code sysexits.h}: it failed. */
  static final int FAILED = 70;

  /** Exit code: the program that started the child is gone. */
  static final int ORPHANED = 79;

  /**
   * Exit codes of a Java that a signal told to end (SIGHUP, SIGINT, SIGTERM): Ctrl-C and the end of
   * a system's unit reach the child as well as the program that started it.
   */
  static final Set<Integer> TOLD_TO_END = Set.of(128 + 1, 128 + 2, 128 + 15);

  private AttemptProcess() {}

  /**
   * Does the work of an attempt and returns the exit code that says how it went. What the work
   * prints goes to standard error; standard output carries the protocol alone.
   *
   * @param kinds the kinds that the program knows
   * @param path the attempt's folder
   */
  public static int run(JobKinds kinds, Path path) {
    PrintStream protocol = System.out;
    System.setOut(System.err);
    watchParent(System.in);
    AttemptFolder folder = new AttemptFolder(path.toAbsolutePath());
    AttemptProgress progress = new AttemptProgress(protocol, new SystemClock());
    try {
      AttemptFolder.Order order = folder.readOrder();
      progress.tell(0, 0, "started");
      folder.writeResult(
          kinds
              .get(order.kind())
              .work()
              .perform(
                  new Attempt(
                      order.job(),
                      order.attempt(),
                      order.arguments(),
                      Path.of(order.data()),
                      folder.path(),
                      progress)));
      return SUCCEEDED;
    } catch (RefusedJobException e) {
      System.err.println(e.getMessage());
      return REFUSED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      System.err.println("interrupted");
      return FAILED;
    } catch (Exception e) {
      // Whatever went wrong in the work, the parent is told by the exit code and the log.
      e.printStackTrace(System.err);
      System.err.println(e.getMessage() == null ? e.toString() : e.getMessage());
      return FAILED;
    }
  }

  private static void watchParent(InputStream in) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (in.read() >= 0) {
                  // Nothing is ever sent; only the end counts.
                }
              } catch (IOException e) {
                System.err.println("standard input: " + e.getMessage());
              }
              Runtime.getRuntime().halt(ORPHANED);
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }
}
