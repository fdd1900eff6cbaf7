package dev.weir.reactor;

import dev.weir.flow.FeedName;
import dev.weir.reactor.FeedTrace.Role;
import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.Volume;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Interlock 5, empty syringe or bottle: a feed that is asked to flow has reached its reserve.
 * Reactive feeds end in a flush; without the flushing solvent nothing can be flushed, so everything
 * stops.
 */
record FeedEmpty() implements Interlock {
  @Override
  public AlarmKind kind() {
    return AlarmKind.FEED_EMPTY;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    for (FeedTrace feed : evidence.feeds()) {
      if (feed.asked() > 0.0 && isEmpty(feed)) {
        findings.accept(
            new Finding(
                AlarmKind.FEED_EMPTY,
                feed.name().text(),
                text(feed),
                feed.role() == Role.FLUSH ? Reaction.STOP_TRIP : Reaction.FLUSH_TRIP));
      }
    }
  }

  private static boolean isEmpty(FeedTrace feed) {
    return feed.left() <= feed.line().reserve().microlitres();
  }

  private static String text(FeedTrace feed) {
    return "feed %s holds %s, its reserve is %s"
        .formatted(feed.name(), new Volume(feed.left()).print(1), feed.line().reserve().print(1));
  }

  @Override
  public Optional<String> refusesClear(Evidence evidence, String source) {
    FeedTrace feed = evidence.feed(new FeedName(source));
    return isEmpty(feed) ? Optional.of(text(feed) + "; enter a refill first") : Optional.empty();
  }
}
