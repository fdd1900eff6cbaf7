package dev.weir.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in stepped time, with real child processes. */
final class JobsTest {
  @TempDir private Path folder;
  private SteppedJobs jobs;

  @BeforeEach
  void open() {
    jobs = new SteppedJobs(folder, TestChild.kinds());
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void aJobIsDoneInAChildProcessAndHandsItsResultOver() {
    JobRecord asked = jobs.request("echo", "say", "good morning");

    jobs.runDue();

    JobRecord done = jobs.find(asked.id());
    assertThat(done.id()).isEqualTo("echo-1");
    assertThat(done.state()).isEqualTo(JobState.DONE);
    assertThat(done.attempts()).hasSize(1);
    assertThat(done.attempts().getFirst().ending()).contains(Ending.SUCCEEDED);
    assertThat(done.attempts().getFirst().progress()).isEqualTo("started");
    assertThat(jobs.jobs().result(asked.id()).orElseThrow())
        .contains("\"said\" : \"good morning\"");
    assertThat(jobs.events())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("JobRequested", "JobAttemptStarted", "JobAttemptEnded", "JobEnded");
  }

  @Test
  void aFailedAttemptIsFollowedByAnotherAfterTheBackOff() {
    String id = jobs.request("fail-once").id();

    jobs.runDue();
    JobRecord resting = jobs.find(id);
    jobs.advance(Duration.ofSeconds(9));
    jobs.runDue();
    JobRecord tooEarly = jobs.find(id);
    jobs.advance(Duration.ofSeconds(1));
    jobs.runDue();

    assertThat(resting.state()).isEqualTo(JobState.RESTING);
    assertThat(resting.stateReason()).isEqualTo("exit code 70: the matrix is singular");
    assertThat(resting.nextAt()).contains(SteppedJobs.START.plusSeconds(10));
    assertThat(tooEarly.attempts()).hasSize(1);
    assertThat(jobs.find(id).state()).isEqualTo(JobState.DONE);
    assertThat(jobs.jobs().result(id).orElseThrow()).contains("\"attempt\" : 2");
  }

  @Test
  void aJobThatFailsAsOftenAsItsKindAllowsHasFailed() {
    String id = jobs.request("fail").id();

    jobs.runDue();
    jobs.advance(Duration.ofSeconds(10));
    jobs.runDue();
    JobRecord twice = jobs.find(id);
    jobs.advance(Duration.ofSeconds(30));
    jobs.runDue();
    jobs.advance(Duration.ofDays(1));
    jobs.runDue();

    assertThat(twice.nextAt()).contains(SteppedJobs.START.plusSeconds(40));
    assertThat(jobs.find(id).state()).isEqualTo(JobState.FAILED);
    assertThat(jobs.find(id).attempts()).hasSize(3);
  }

  @Test
  void aRefusedJobIsNotTriedAgain() {
    String id = jobs.request("refuse", "campaign", "moon").id();

    jobs.runDue();

    assertThat(jobs.find(id).state()).isEqualTo(JobState.FAILED);
    assertThat(jobs.find(id).stateReason()).isEqualTo("no campaign 'moon'");
  }

  @Test
  void aChildWhoseHeapIsFullHasExceededItsMemoryAndIsNotTriedAgain() {
    String id = jobs.request("gorge").id();

    jobs.runDue();

    assertThat(jobs.find(id).state()).isEqualTo(JobState.FAILED);
    assertThat(jobs.find(id).stateReason()).isEqualTo("its heap of 32 MiB is full");
    assertThat(jobs.find(id).attempts().getFirst().ending()).contains(Ending.MEMORY_EXCEEDED);
  }

  @Test
  void aChildThatEndsWithoutAResultHasFailedWhateverItsExitCodeSays() {
    String id = jobs.request("vanish").id();

    jobs.runDue();

    assertThat(jobs.find(id).state()).isEqualTo(JobState.RESTING);
    assertThat(jobs.find(id).stateReason()).isEqualTo("ended without a result");
  }

  @Test
  void aChildThatASignalToldToEndWaitsForAnotherAttempt() {
    String id = jobs.request("signalled").id();

    jobs.runDue();
    JobRecord interrupted = jobs.find(id);
    jobs.runDue();

    assertThat(interrupted.state()).isEqualTo(JobState.WAITING);
    assertThat(interrupted.attempts().getFirst().ending()).contains(Ending.INTERRUPTED);
    assertThat(jobs.find(id).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void whatWorkPrintsIsNoProgress() throws Exception {
    String id = jobs.request("chatter").id();

    jobs.runDue();

    assertThat(jobs.find(id).state()).isEqualTo(JobState.DONE);
    assertThat(jobs.find(id).attempts().getFirst().progress()).isEqualTo("started");
    assertThat(Files.readString(folder.resolve("jobs/attempts/chatter-1/1/log.txt")))
        .contains("forged", "a word");
  }

  @Test
  void aHungChildIsKilledWhenItHasBeenSilentForTooLong() throws Exception {
    jobs.advanceAtEachLook(Duration.ofSeconds(60), folder.resolve("hanging"));
    String id = jobs.request("hang").id();

    jobs.runDue();

    assertThat(jobs.find(id).attempts().getFirst().ending()).contains(Ending.SILENT);
    assertThat(jobs.find(id).stateReason()).isEqualTo("said nothing for 300 s");
    assertThat(isAlive(folder.resolve("hanging"))).isFalse();
  }

  @Test
  void aWaitingJobThatIsCalledOffNeverStarts() {
    String id = jobs.request("echo").id();

    JobRecord cancelled = jobs.jobs().cancel(id, "an operator");
    jobs.runDue();

    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
    assertThat(cancelled.stateReason()).isEqualTo("called off by an operator");
    assertThat(jobs.find(id).attempts()).isEmpty();
    assertThatThrownBy(() -> jobs.jobs().cancel(id, "an operator"))
        .isInstanceOf(RefusedJobException.class)
        .hasMessage("echo-1 has ended: CANCELLED");
  }

  @Test
  void aJobThatWaitsSurvivesAChangeOfOwnerAndIsDoneOnce() throws Exception {
    String id = jobs.request("echo").id();

    jobs.reopen();
    jobs.runDue();
    jobs.reopen();
    jobs.runDue();

    assertThat(jobs.find(id).attempts()).hasSize(1);
    assertThat(Files.readAllLines(folder.resolve("done.txt"))).containsExactly(id);
  }

  @Test
  void anUnknownKindIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> jobs.request("retrian"))
        .isInstanceOf(RefusedJobException.class)
        .hasMessageStartingWith("there is no job kind 'retrian'; known are chatter, echo");
  }

  @Test
  void theFolderHasOneOwner() {
    Jobs.Surroundings around =
        new Jobs.Surroundings(
            new JobSettings(folder.resolve("jobs"), folder, 1, List.of()),
            TestChild.kinds(),
            TestChild.program(),
            jobs::now,
            new JobOutbox());

    assertThat(Jobs.atRest(around)).isEmpty();
    assertThatThrownBy(() -> Jobs.start(around))
        .hasMessageEndingWith("another program runs these jobs");
  }

  @Test
  void aJobOfTheCalendarIsAskedForAtItsHourAndNotTwice() {
    jobs.close();
    Recurrence nightly =
        new Recurrence("nightly", "echo", "0 3 * * *", ZoneOffset.UTC, new TreeMap<>());
    jobs = new SteppedJobs(folder, TestChild.kinds(), nightly);

    jobs.runDue();
    int before = jobs.jobs().list(10).size();
    jobs.advance(Duration.between(jobs.now(), Instant.parse("2026-03-02T03:00:00Z")));
    jobs.runDue();
    jobs.reopen();
    jobs.runDue();
    jobs.runDue();

    assertThat(before).isZero();
    assertThat(jobs.jobs().list(10)).hasSize(1);
    assertThat(jobs.find("echo-1").askedBy()).isEqualTo("calendar");
    assertThat(jobs.find("echo-1").state()).isEqualTo(JobState.DONE);
  }

  private static boolean isAlive(Path mark) throws Exception {
    return ProcessHandle.of(Long.parseLong(Files.readString(mark)))
        .map(ProcessHandle::isAlive)
        .orElse(false);
  }
}
