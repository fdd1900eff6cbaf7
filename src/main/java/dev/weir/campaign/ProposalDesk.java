package dev.weir.campaign;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * Where proposals are computed: on a worker thread beside a real reactor, at once on the caller's
 * thread in virtual time. The task sees immutable values only.
 */
public interface ProposalDesk {
  /** Hands in a task; the future is polled, never waited for. */
  <T> Future<T> submit(Callable<T> task);
}
