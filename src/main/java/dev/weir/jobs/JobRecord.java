package dev.weir.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is known of a job.
 *
 * @param id its kind and number, as in {@code records-verify-17}
 * @param kind the name of its kind
 * @param arguments what it was asked to work on
 * @param askedBy who asked: an operator, or {@code calendar}
 * @param askedAt when
 * @param state where it stands
 * @param stateReason why, in one line; may be empty
 * @param stateSince since when
 * @param nextAt when the next attempt is due
 * @param failures attempts that failed and count
 * @param attempts all attempts, the first first
 */
public record JobRecord(
    String id,
    String kind,
    SortedMap<String, String> arguments,
    String askedBy,
    Instant askedAt,
    JobState state,
    String stateReason,
    Instant stateSince,
    Optional<Instant> nextAt,
    int failures,
    List<AttemptRecord> attempts) {

  /**
   * What is known of an attempt.
   *
   * @param number from 1
   * @param startedAt when its child process was started
   * @param heardAt when it last said something
   * @param done how much is done, in the work's own unit
   * @param total of how much; 0 when not known
   * @param progress what it does, in its own words
   * @param endedAt when it ended
   * @param ending how
   * @param reason why, in one line; may be empty
   */
  public record AttemptRecord(
      int number,
      Instant startedAt,
      Instant heardAt,
      long done,
      long total,
      String progress,
      Optional<Instant> endedAt,
      Optional<Ending> ending,
      String reason) {}
}
