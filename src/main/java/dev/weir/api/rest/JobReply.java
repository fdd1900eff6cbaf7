package dev.weir.api.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.weir.jobs.JobRecord;
import dev.weir.jobs.JobRecord.AttemptRecord;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A background job.
 *
 * @param id its kind and number, as in {@code records-verify-17}
 * @param kind the name of its kind
 * @param arguments what it works on
 * @param askedBy who asked: an operator, or {@code calendar}
 * @param askedAt when, in ms since 1970 on the wall's clock
 * @param state WAITING, RUNNING, RESTING, DONE, FAILED or CANCELLED
 * @param stateReason why; may be empty
 * @param stateSince since when, in ms since 1970
 * @param nextAt when the next attempt is due, in ms since 1970
 * @param failures attempts that failed and count
 * @param attempts all attempts, the first first
 * @param result what it found; absent unless it is done and was asked for by its id
 */
public record JobReply(
    String id,
    String kind,
    SortedMap<String, String> arguments,
    String askedBy,
    long askedAt,
    String state,
    String stateReason,
    long stateSince,
    Optional<Long> nextAt,
    int failures,
    List<Attempt> attempts,
    @JsonRawValue String result) {

  /**
   * An attempt at a job.
   *
   * @param number from 1
   * @param startedAt in ms since 1970
   * @param heardAt when it last said something, in ms since 1970
   * @param done how much is done, in the work's own unit
   * @param total of how much; 0 when not known
   * @param progress what it does, in its own words
   * @param endedAt in ms since 1970; absent while it runs
   * @param ending how it ended; absent while it runs
   * @param reason why; may be empty
   */
  public record Attempt(
      int number,
      long startedAt,
      long heardAt,
      long done,
      long total,
      String progress,
      Optional<Long> endedAt,
      Optional<String> ending,
      String reason) {
    private static Attempt of(AttemptRecord attempt) {
      return new Attempt(
          attempt.number(),
          attempt.startedAt().toEpochMilli(),
          attempt.heardAt().toEpochMilli(),
          attempt.done(),
          attempt.total(),
          attempt.progress(),
          attempt.endedAt().map(at -> at.toEpochMilli()),
          attempt.ending().map(Enum::name),
          attempt.reason());
    }
  }

  static JobReply of(JobRecord job, Optional<String> result) {
    return new JobReply(
        job.id(),
        job.kind(),
        job.arguments(),
        job.askedBy(),
        job.askedAt().toEpochMilli(),
        job.state().name(),
        job.stateReason(),
        job.stateSince().toEpochMilli(),
        job.nextAt().map(at -> at.toEpochMilli()),
        job.failures(),
        job.attempts().stream().map(Attempt::of).toList(),
        result.orElse("null"));
  }
}
