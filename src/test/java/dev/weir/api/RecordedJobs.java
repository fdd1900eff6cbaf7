package dev.weir.api;

import dev.weir.jobs.Bounds;
import dev.weir.jobs.JobDesk;
import dev.weir.jobs.JobKind;
import dev.weir.jobs.JobOrder;
import dev.weir.jobs.JobRecord;
import dev.weir.jobs.JobRecord.AttemptRecord;
import dev.weir.jobs.JobState;
import dev.weir.jobs.RefusedJobException;
import dev.weir.jobs.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A desk of jobs made of data: knows one kind, and one job that is done. Any thread. */
final class RecordedJobs implements JobDesk {
  static final String KIND = "records-verify";
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final List<JobRecord> jobs = new ArrayList<>();
  private final List<JobOrder> asked = new ArrayList<>();

  RecordedJobs() {
    AttemptRecord attempt =
        new AttemptRecord(1, AT, AT, 40, 40, "compared", Optional.of(AT), Optional.empty(), "");
    jobs.add(job(KIND + "-1", new TreeMap<>(), "Ada", JobState.DONE, List.of(attempt)));
  }

  private static JobRecord job(
      String id,
      SortedMap<String, String> arguments,
      String askedBy,
      JobState state,
      List<AttemptRecord> attempts) {
    return new JobRecord(
        id, KIND, arguments, askedBy, AT, state, "", AT, Optional.empty(), 0, attempts);
  }

  synchronized List<JobOrder> asked() {
    return List.copyOf(asked);
  }

  @Override
  public List<JobKind> kinds() {
    return List.of(
        new JobKind(
            KIND,
            "Compares the records.",
            _ -> Map.of(),
            new Bounds(64, 1, Duration.ofMinutes(1), Duration.ofMinutes(1)),
            new RetryPolicy(1, Duration.ofSeconds(1), 1.0, Duration.ofSeconds(1))));
  }

  @Override
  public synchronized List<JobRecord> list(int limit) {
    return jobs.reversed().stream().limit(limit).toList();
  }

  @Override
  public Optional<JobRecord> find(String id) {
    return list(1000).stream().filter(job -> job.id().equals(id)).findFirst();
  }

  @Override
  public Optional<String> result(String id) {
    return find(id)
        .filter(job -> job.state() == JobState.DONE)
        .map(_ -> "{\"journal_entries\": 40}");
  }

  @Override
  public Optional<String> log(String id) {
    return find(id).filter(job -> !job.attempts().isEmpty()).map(_ -> "one line\n");
  }

  @Override
  public synchronized JobRecord request(JobOrder order) {
    if (!order.kind().equals(KIND)) {
      throw new RefusedJobException("there is no job kind '" + order.kind() + "'");
    }
    asked.add(order);
    String id = KIND + "-" + (jobs.size() + 1);
    jobs.add(job(id, order.arguments(), order.askedBy(), JobState.WAITING, List.of()));
    return jobs.getLast();
  }

  @Override
  public synchronized JobRecord cancel(String id, String askedBy) {
    JobRecord job =
        find(id).orElseThrow(() -> new RefusedJobException("there is no job '" + id + "'"));
    if (job.state().isEnd()) {
      throw new RefusedJobException(id + " has ended: " + job.state());
    }
    jobs.replaceAll(
        each ->
            each.id().equals(id)
                ? job(id, job.arguments(), job.askedBy(), JobState.CANCELLED, List.of())
                : each);
    return find(id).orElseThrow();
  }
}
