package dev.weir.reactor;

import dev.weir.reactor.FeedTrace.Role;
import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.FlowRate;
import java.util.function.Consumer;

/**
 * Interlocks 6 and 7, a feed delivers other than its set-point: more than 5 % off for more than 3
 * s, or stopped although it should run. A wrong reactive feed leaves unknown contents, so they are
 * flushed; without the flushing solvent, or with a pump that runs although it must not, everything
 * stops.
 */
record FeedDeviation() implements Interlock {
  private static final long ACCEPTED_FOR = 3 * Nanos.SECOND;

  /** Time in which a pump takes over a new set-point and says so (assumed). */
  private static final long TAKES_OVER = 2 * Nanos.SECOND;

  @Override
  public AlarmKind kind() {
    return AlarmKind.FEED_DEVIATION;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    for (FeedTrace feed : evidence.feeds()) {
      if (deviates(feed, evidence.now())) {
        findings.accept(
            new Finding(
                AlarmKind.FEED_DEVIATION,
                feed.name().text(),
                "feed %s delivers %s, its set-point is %s, accepted is a difference of %s"
                    .formatted(
                        feed.name(),
                        new FlowRate(feed.actual()).print(2),
                        new FlowRate(feed.asked()).print(2),
                        new FlowRate(feed.tolerance()).print(2)),
                reaction(feed)));
      }
    }
  }

  private static boolean deviates(FeedTrace feed, long now) {
    if (feed.deviatesSince() == Nanos.NEVER) {
      return false;
    }
    long since = Math.max(feed.deviatesSince(), feed.askedSince() + TAKES_OVER);
    return now - since > ACCEPTED_FOR;
  }

  private static Reaction reaction(FeedTrace feed) {
    boolean runsUnasked = feed.asked() == 0.0;
    return feed.role() == Role.FLUSH || runsUnasked ? Reaction.STOP_TRIP : Reaction.FLUSH_TRIP;
  }
}
