package dev.weir.app.laboratory;

import dev.weir.campaign.ProposalDesk;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Computes a proposal at once on the caller's thread: in stepped time nothing moves meanwhile. */
final class DirectProposals implements ProposalDesk {
  @Override
  public <T> Future<T> submit(Callable<T> task) {
    FutureTask<T> done = new FutureTask<>(task);
    done.run();
    return done;
  }
}
