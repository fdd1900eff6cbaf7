package dev.weir.app.laboratory;

import dev.weir.jobs.JobOutbox;
import dev.weir.reactor.Cycle;
import dev.weir.reactor.CycleStep;

/**
 * Hands what background jobs have to say to the journal, which takes events from the control thread
 * only. A few in each cycle, at the instant of the cycle.
 */
final class JobEventsStep implements CycleStep {
  private static final int MOST_PER_CYCLE = 4;

  private final JobOutbox outbox;

  JobEventsStep(JobOutbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return "job events";
  }

  @Override
  public void run(Cycle cycle) {
    outbox.drain(MOST_PER_CYCLE, (at, event) -> cycle.append(event));
  }
}
