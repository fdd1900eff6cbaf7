package dev.weir.api.rest;

import dev.weir.jobs.JobKind;

/**
 * A kind of background work that can be asked for.
 *
 * @param name its name
 * @param description one line for people
 * @param heapMib how much heap an attempt may use, in MiB
 * @param timeLimitS how long an attempt may take, in s
 * @param attempts how often it is tried
 */
public record JobKindReply(
    String name, String description, int heapMib, double timeLimitS, int attempts) {
  static JobKindReply of(JobKind kind) {
    return new JobKindReply(
        kind.name(),
        kind.description(),
        kind.bounds().heapMebibytes(),
        kind.bounds().timeLimit().toMillis() / 1e3,
        kind.retry().attempts());
  }
}
