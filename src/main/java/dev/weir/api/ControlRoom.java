package dev.weir.api;

import dev.weir.campaign.LabSnapshot;
import dev.weir.jobs.JobDesk;
import dev.weir.reactor.CommandDesk;
import dev.weir.reactor.ReactorDescription;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything the interface may look at or ask.
 *
 * @param reactor the reactor as configured
 * @param snapshot gives the latest snapshot; called from any thread, never blocks
 * @param desk where commands go
 * @param archive what was before
 * @param jobs where background jobs are asked for; empty when this program has none
 */
public record ControlRoom(
    ReactorDescription reactor,
    Supplier<LabSnapshot> snapshot,
    CommandDesk desk,
    Archive archive,
    Optional<JobDesk> jobs) {

  /** A room without background jobs. */
  public ControlRoom(
      ReactorDescription reactor,
      Supplier<LabSnapshot> snapshot,
      CommandDesk desk,
      Archive archive) {
    this(reactor, snapshot, desk, archive, Optional.empty());
  }
}
