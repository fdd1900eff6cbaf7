package dev.weir.app.job;

import dev.weir.jobs.JobRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job as JSON: flat names, instants as text. */
public final class JobReport {
  private JobReport() {}

  public static Map<String, Object> of(JobRecord job) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", job.id());
    report.put("kind", job.kind());
    report.put("arguments", job.arguments());
    report.put("asked_by", job.askedBy());
    report.put("asked_at", job.askedAt().toString());
    report.put("state", job.state().name());
    report.put("state_reason", job.stateReason());
    report.put("state_since", job.stateSince().toString());
    report.put("next_at", job.nextAt().map(Instant::toString).orElse(""));
    report.put("failures", job.failures());
    report.put("attempts", attempts(job));
    return report;
  }

  private static List<Map<String, Object>> attempts(JobRecord job) {
    return job.attempts().stream()
        .map(
            attempt -> {
              Map<String, Object> report = new LinkedHashMap<>();
              report.put("number", attempt.number());
              report.put("started_at", attempt.startedAt().toString());
              report.put("heard_at", attempt.heardAt().toString());
              report.put("done", attempt.done());
              report.put("total", attempt.total());
              report.put("progress", attempt.progress());
              report.put("ended_at", attempt.endedAt().map(Instant::toString).orElse(""));
              report.put("ending", attempt.ending().map(Enum::name).orElse(""));
              report.put("reason", attempt.reason());
              return report;
            })
        .toList();
  }
}
