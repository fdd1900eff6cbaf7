package dev.weir.app.laboratory;

import dev.weir.campaign.ProposalDesk;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Computes proposals on one thread of low priority, beside a real reactor. */
final class WorkerProposals implements ProposalDesk, AutoCloseable {
  // A low priority keeps a long search from competing with the control thread; nothing relies on
  // it.
  @SuppressWarnings("ThreadPriorityCheck")
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform()
              .name("proposals")
              .daemon(true)
              .priority(Thread.MIN_PRIORITY)
              .factory());

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    return worker.submit(task);
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
