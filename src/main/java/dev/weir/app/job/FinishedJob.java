package dev.weir.app.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.app.terminal.BadDataException;
import dev.weir.jobs.JobRecord;
import dev.weir.jobs.JobRecord.AttemptRecord;
import dev.weir.jobs.JobState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a job took, for measurements.
 *
 * @param job its id
 * @param wallSeconds from the start of its child process to its end, in s
 * @param processorSeconds processor time of the child as its result tells it, in s; NaN when it
 *     does not
 */
public record FinishedJob(String job, double wallSeconds, double processorSeconds) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Name of the processor time in the results of jobs that tell it, in s. */
  static final String PROCESSOR = "processor_s";

  /**
   * Returns how long a job took; empty when it did not succeed.
   *
   * @param result of the job as JSON
   */
  public static Optional<FinishedJob> of(JobRecord job, Optional<String> result) {
    if (job.state() != JobState.DONE || job.attempts().isEmpty()) {
      return Optional.empty();
    }
    AttemptRecord last = job.attempts().getLast();
    return last.endedAt()
        .map(
            end ->
                new FinishedJob(
                    job.id(),
                    Duration.between(last.startedAt(), end).toMillis() / 1e3,
                    result.map(FinishedJob::processor).orElse(Double.NaN)));
  }

  private static double processor(String result) {
    try {
      JsonNode seconds = MAPPER.readTree(result).path(PROCESSOR);
      return seconds.isNumber() ? seconds.asDouble() : Double.NaN;
    } catch (JsonProcessingException e) {
      throw new BadDataException("a job's result is not JSON: " + e.getOriginalMessage());
    }
  }

  /** Returns a line of a table. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %s |",
        job,
        wallSeconds,
        Double.isNaN(processorSeconds)
            ? "-"
            : String.format(Locale.ROOT, "%.1f", processorSeconds));
  }
}
