package dev.weir.jobs;

import dev.weir.journal.JournalEvent;
import java.util.List;

/** What happened to background jobs, for the journal. */
public sealed interface JobEvent extends JournalEvent {
  /**
   * A job was asked for.
   *
   * @param job its id
   * @param kind the name of its kind
   * @param askedBy who asked
   */
  record JobRequested(String job, String kind, String askedBy) implements JobEvent {}

  /**
   * An attempt's child process was started.
   *
   * @param job its id
   * @param attempt its number, from 1
   */
  record JobAttemptStarted(String job, int attempt) implements JobEvent {}

  /**
   * An attempt ended.
   *
   * @param job its id
   * @param attempt its number, from 1
   * @param ending how
   * @param reason why; empty when it succeeded
   */
  record JobAttemptEnded(String job, int attempt, Ending ending, String reason)
      implements JobEvent {}

  /**
   * A job that is done found something; a long list comes in several of these.
   *
   * @param job its id
   * @param kind the name of its kind
   * @param before how many findings of the same job came before these
   * @param findings in the order of the result
   */
  record JobFound(String job, String kind, int before, List<JobFinding> findings)
      implements JobEvent {
    /** Copies the list. */
    public JobFound {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Nothing follows for this job.
   *
   * @param job its id
   * @param state its last state
   * @param reason why
   * @param resultSha256 of its result file in hex; empty when there is none
   */
  record JobEnded(String job, JobState state, String reason, String resultSha256)
      implements JobEvent {}
}
