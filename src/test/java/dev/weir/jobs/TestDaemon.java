package dev.weir.jobs;

import dev.weir.time.SystemClock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program that owns jobs, asks for two and waits to be killed. */
public final class TestDaemon {
  private TestDaemon() {}

  /** The daemon; its argument is the data folder. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Jobs jobs = Jobs.start(surroundings(Path.of(arguments[0])))) {
      jobs.request(JobOrder.of("hang", "a tester"));
      jobs.request(JobOrder.of("echo", "a tester"));
      new CountDownLatch(1).await();
    }
  }

  static Jobs.Surroundings surroundings(Path folder) {
    return new Jobs.Surroundings(
        new JobSettings(folder.resolve("jobs"), folder, 1, List.of()),
        TestChild.kinds(),
        TestChild.program(),
        new SystemClock(),
        new JobOutbox());
  }
}
