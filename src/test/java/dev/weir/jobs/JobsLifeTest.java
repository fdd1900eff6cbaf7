package dev.weir.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.time.Deadline;
import dev.weir.time.SystemClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs with their own threads and with real kills; each wait ends with its condition. */
final class JobsLifeTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void aKilledProgramLeavesNoProcessAndNoJobIsLostOrDoubled() throws Exception {
    Process daemon =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TestDaemon.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("daemon.log").toFile())
            .start();
    until(() -> Files.exists(folder.resolve("hanging")));
    ProcessHandle child = child();

    daemon.destroyForcibly().waitFor();
    child.onExit().get(LONGEST.toSeconds(), TimeUnit.SECONDS);

    try (SteppedJobs jobs = new SteppedJobs(folder, TestChild.kinds())) {
      JobRecord lost = jobs.find("hang-1");
      assertThat(lost.state()).isEqualTo(JobState.RESTING);
      assertThat(lost.attempts().getFirst().ending()).contains(Ending.LOST);
      jobs.jobs().cancel("hang-1", "a tester");
      until(
          () -> {
            jobs.advance(Duration.ofDays(365));
            jobs.runDue();
            return jobs.find("echo-2").state().isEnd();
          });
      jobs.runDue();
      assertThat(jobs.find("echo-2").attempts()).hasSize(1);
      assertThat(jobs.jobs().list(10)).hasSize(2);
      assertThat(Files.readAllLines(folder.resolve("done.txt"))).containsExactly("echo-2");
    }
  }

  @Test
  void aRunningJobIsCalledOffThroughTheMailboxAndItsProcessIsGone() throws Exception {
    try (Jobs jobs = Jobs.start(TestDaemon.surroundings(folder))) {
      JobDesk desk =
          JobMailbox.client(folder.resolve("jobs"), TestChild.kinds(), new SystemClock());
      String id = desk.request(JobOrder.of("hang", "a tester")).id();
      until(() -> Files.exists(folder.resolve("hanging")));
      ProcessHandle child = child();

      desk.cancel(id, "an operator");
      until(() -> desk.find(id).orElseThrow().state().isEnd());

      assertThat(jobs.find(id).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
      assertThat(jobs.find(id).orElseThrow().stateReason()).isEqualTo("called off by an operator");
      assertThat(child.isAlive()).isFalse();
    }
  }

  @Test
  void anOrderlyEndBreaksAttemptsOffWithoutCountingThem() throws Exception {
    try (Jobs jobs = Jobs.start(TestDaemon.surroundings(folder))) {
      jobs.request(JobOrder.of("hang", "a tester"));
      until(() -> Files.exists(folder.resolve("hanging")));
    }

    Jobs later = Jobs.atRest(TestDaemon.surroundings(folder)).orElseThrow();
    JobRecord job = later.find("hang-1").orElseThrow();
    later.close();
    assertThat(job.state()).isEqualTo(JobState.WAITING);
    assertThat(job.failures()).isZero();
    assertThat(job.attempts().getFirst().ending()).contains(Ending.INTERRUPTED);
    assertThat(ProcessHandle.of(pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private ProcessHandle child() throws Exception {
    return ProcessHandle.of(pid()).orElseThrow();
  }

  private long pid() throws Exception {
    return Long.parseLong(Files.readString(folder.resolve("hanging")));
  }

  private static void until(BooleanSupplier condition) {
    SystemClock clock = new SystemClock();
    Deadline latest = Deadline.after(clock.now(), LONGEST);
    while (!condition.getAsBoolean()) {
      assertThat(latest.hasPassed(clock.now())).as("after 60 s").isFalse();
      clock.waitUntil(clock.now().plusMillis(20));
    }
  }
}
