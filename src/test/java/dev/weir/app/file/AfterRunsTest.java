package dev.weir.app.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.JobOrder;
import dev.weir.jobs.JobRecord;
import dev.weir.jobs.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Jobs that follow accepted runs. */
final class AfterRunsTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final AfterRuns EIGHT = new AfterRuns("retrain", "learn", 8, new TreeMap<>());

  @Test
  void theFirstJobIsDueAtTheFirstCount() {
    assertThat(EIGHT.due(7, List.of())).isEmpty();
    assertThat(EIGHT.due(8, List.of()))
        .contains(new JobOrder("learn", new TreeMap<>(), "retrain: after 8 runs"));
  }

  @Test
  void theNextOneCountsFromTheLastWhateverBecameOfIt() {
    List<JobRecord> jobs =
        List.of(
            job("retrain: after 19 runs", JobState.FAILED),
            job("retrain: after 8 runs", JobState.DONE),
            job("other: after 90 runs", JobState.DONE),
            job("calendar", JobState.RUNNING));

    assertThat(EIGHT.due(26, jobs)).isEmpty();
    assertThat(EIGHT.due(27, jobs).map(JobOrder::askedBy)).contains("retrain: after 27 runs");
  }

  @Test
  void nothingIsAskedForWhileAnEarlierOneIsUnderWay() {
    List<JobRecord> jobs = List.of(job("retrain: after 8 runs", JobState.RESTING));

    assertThat(EIGHT.due(100, jobs)).isEmpty();
    assertThat(EIGHT.isUnderWay(jobs)).isTrue();
  }

  private static JobRecord job(String askedBy, JobState state) {
    return new JobRecord(
        "learn-1",
        "learn",
        new TreeMap<>(),
        askedBy,
        AT,
        state,
        "",
        AT,
        Optional.empty(),
        0,
        List.of());
  }
}
