package dev.weir.jobs;

import java.util.regex.Pattern;

/**
 * A kind of background work: what a child process runs, and within which bounds.
 *
 * @param name lower-case letters, digits and dashes, at most 40 characters; unique
 * @param description one line for people
 * @param work what is done, in the child process
 * @param bounds of one attempt
 * @param retry when a failed attempt is followed by another one
 */
public record JobKind(
    String name, String description, JobWork work, Bounds bounds, RetryPolicy retry) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** Rejects names that could not stand in a file name or an address. */
  public JobKind {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a job kind is named by at most 40 lower-case letters, digits and dashes, was '%s'"
              .formatted(name));
    }
  }
}
