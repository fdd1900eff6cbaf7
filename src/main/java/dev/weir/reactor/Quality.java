package dev.weir.reactor;

/** What a reading is worth now. */
public enum Quality {
  /** Read and within its expiry. */
  GOOD,
  /** Read, but longer ago than its expiry, or unchanged on a channel that always moves. */
  STALE,
  /** The last attempt gave no value. */
  BAD
}
