package dev.weir.jobs;

import java.util.Map;

/**
 * The work of a job. Runs in a process of its own; may be killed at any moment and begun anew, so
 * it writes only into the folder of its attempt.
 */
@FunctionalInterface
public interface JobWork {
  /**
   * Does the work and returns its result: flat names with units in them, in the order in which they
   * are to be read. The result is handed over as a whole or not at all.
   *
   * @throws RefusedJobException when no further attempt can succeed
   * @throws Exception when this attempt failed; another may follow
   */
  Map<String, Object> perform(Attempt attempt) throws Exception;
}
