package dev.weir.app.laboratory;

import dev.weir.campaign.CampaignStatus;
import dev.weir.flow.FeedName;
import dev.weir.reactor.Command;
import dev.weir.reactor.ReactorDescription;
import dev.weir.reactor.ReactorDescription.FeedLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Stands in for the operator of a virtual bench whose campaign waits, blocked by a shortage: fills
 * every vessel that stands and empties the waste, by the commands an operator would send, with lot
 * numbers that say so. The flushing solvent flows all the time and is not refilled. Owned by the
 * control thread.
 */
final class VirtualRefill {
  private static final Duration LOOK_EVERY = Duration.ofMinutes(5);

  private final Laboratory laboratory;
  private Instant next = Instant.MIN;
  private int lot;

  VirtualRefill(Laboratory laboratory) {
    this.laboratory = laboratory;
  }

  /** Refills when the campaign has been found blocked; looks once in five minutes of the plant. */
  void look(Instant now) {
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(LOOK_EVERY);
    if (laboratory.campaignStatus().state() == CampaignStatus.State.BLOCKED) {
      lot++;
      Command.Origin origin = new Command.Origin("virtual bench", "virtual lot " + lot);
      commands(laboratory.reactor(), origin)
          .forEach(
              command -> {
                var _ = laboratory.commands().submit(command);
              });
    }
  }

  private static List<Command> commands(ReactorDescription reactor, Command.Origin origin) {
    List<Command> commands = new java.util.ArrayList<>();
    for (FeedLine line : reactor.feeds()) {
      FeedName feed = line.feed().name();
      if (!feed.equals(reactor.flushFeed())) {
        commands.add(new Command.Refill(origin, feed, line.capacity()));
      }
    }
    if (reactor.wasteCapacity().isPresent()) {
      commands.add(new Command.EmptyWaste(origin));
    }
    return List.copyOf(commands);
  }
}
