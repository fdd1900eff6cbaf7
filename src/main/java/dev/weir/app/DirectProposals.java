package dev.weir.app;

import dev.weir.campaign.ProposalDesk;
import dev.weir.optimize.Proposal;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Computes a proposal at once on the caller's thread: in stepped time nothing moves meanwhile. */
final class DirectProposals implements ProposalDesk {
  @Override
  public Future<Proposal> submit(Callable<Proposal> task) {
    FutureTask<Proposal> done = new FutureTask<>(task);
    done.run();
    return done;
  }
}
