package dev.weir.app.file;

import dev.weir.jobs.JobOrder;
import dev.weir.jobs.JobRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job that follows every so many accepted runs. What it counted to stands in the name of who
 * asked for the job, so it is as durable as the job and needs no table.
 *
 * @param name of this line, unique
 * @param kind of the job
 * @param runs how many accepted runs lie between two jobs, from 1
 * @param arguments what to work on
 */
public record AfterRuns(String name, String kind, int runs, SortedMap<String, String> arguments) {
  private static final Pattern ASKED = Pattern.compile("([a-z0-9-]+): after ([0-9]{1,12}) runs");

  /** Rejects counts below 1. */
  public AfterRuns {
    if (runs < 1) {
      throw new IllegalArgumentException("a job follows at least 1 run, was " + runs);
    }
    arguments = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
  }

  /**
   * Returns the order that is due; empty when too few runs are new, or while an earlier job of this
   * line is under way.
   *
   * @param accepted how many runs have been accepted, over all campaigns
   * @param jobs the latest jobs
   */
  public Optional<JobOrder> due(long accepted, List<JobRecord> jobs) {
    if (isUnderWay(jobs)) {
      return Optional.empty();
    }
    long counted = jobs.stream().mapToLong(job -> counted(job).orElse(0)).max().orElse(0);
    return accepted - counted >= runs
        ? Optional.of(new JobOrder(kind, arguments, "%s: after %d runs".formatted(name, accepted)))
        : Optional.empty();
  }

  /** Tells whether a job of this line waits or runs. */
  public boolean isUnderWay(List<JobRecord> jobs) {
    return jobs.stream().anyMatch(job -> !job.state().isEnd() && counted(job).isPresent());
  }

  /** Returns what this line had counted to when it asked for a job; empty for any other job. */
  private OptionalLong counted(JobRecord job) {
    Matcher asked = ASKED.matcher(job.askedBy());
    return asked.matches() && asked.group(1).equals(name)
        ? OptionalLong.of(Long.parseLong(asked.group(2)))
        : OptionalLong.empty();
  }
}
