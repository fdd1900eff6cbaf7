package dev.weir.jobs;

import java.util.List;
import java.util.Optional;

/**
 * Where jobs are asked for, looked at and called off. Any thread; may wait for a disk, so never the
 * control thread.
 */
public interface JobDesk {
  /** Returns the kinds of jobs that can be asked for, by name. */
  List<JobKind> kinds();

  /**
   * Returns the latest jobs, newest first.
   *
   * @param limit at most so many
   */
  List<JobRecord> list(int limit);

  /** Returns one job; empty when there is none of this id. */
  Optional<JobRecord> find(String id);

  /** Returns the result of a job that is done, as JSON; empty when there is none. */
  Optional<String> result(String id);

  /**
   * Returns the end of what a job's latest attempt has logged, at most 64 KiB; empty when it has
   * not been tried.
   */
  Optional<String> log(String id);

  /**
   * Asks for a job; it is durable when this returns.
   *
   * @throws RefusedJobException when it cannot be done
   */
  JobRecord request(JobOrder order);

  /**
   * Calls a job off: one that waits never starts, one that runs is killed.
   *
   * @throws RefusedJobException when there is no such job, or when it has ended
   */
  JobRecord cancel(String id, String askedBy);
}
