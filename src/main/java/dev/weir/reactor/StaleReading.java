package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import java.util.function.Consumer;

/**
 * Interlock 12, a stale, frozen or unreadable reading of pressure, reactor temperature or a running
 * feed: alarm at once, automatic hold after 10 s, until it has been good for 10 s again. A lost
 * device alarms as such and not here.
 */
record StaleReading() implements Interlock {
  private static final long ACCEPTED_FOR = 10 * Nanos.SECOND;
  private static final long MISSED_FOR = 2 * Nanos.SECOND;
  private static final long GOOD_FOR = 10 * Nanos.SECOND;

  @Override
  public AlarmKind kind() {
    return AlarmKind.STALE_READING;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    if (!evidence.isArmed()) {
      return;
    }
    judge(evidence, evidence.values().pressureChannel(), evidence.started(), findings);
    judge(evidence, evidence.values().temperatureChannel(), evidence.started(), findings);
    for (FeedTrace feed : evidence.feeds()) {
      if (feed.asked() > 0.0) {
        judge(evidence, evidence.values().flowChannel(feed.name()), feed.askedSince(), findings);
      }
    }
  }

  private static void judge(
      Evidence evidence, Channel channel, long expectedSince, Consumer<Finding> findings) {
    long now = evidence.now();
    boolean held = isHeld(evidence.state());
    if (channel.isGood()) {
      // Only an automatic hold that is under way waits for ten good seconds.
      boolean goodAgainTooShort =
          held && channel.goodSince() > expectedSince && now - channel.goodSince() < GOOD_FOR;
      if (goodAgainTooShort) {
        findings.accept(finding(channel, "is good again, but not yet for 10 s", Reaction.SUSPEND));
      }
      return;
    }
    long since = Math.max(expectedSince, Math.min(channel.freshAt(), channel.notGoodSince()));
    if (now - since < MISSED_FOR) {
      return;
    }
    Reaction reaction = now - since >= ACCEPTED_FOR || held ? Reaction.SUSPEND : Reaction.ALARM;
    boolean lost = LostDevice.isLost(evidence.device(channel.tag().device()), now);
    if (!lost) {
      findings.accept(finding(channel, text(channel, since, now), reaction));
    } else if (reaction == Reaction.SUSPEND) {
      String device = channel.tag().device().text();
      findings.accept(
          new Finding(
              AlarmKind.DEVICE_LOST,
              device,
              channel.text() + " " + text(channel, since, now),
              reaction));
    }
  }

  private static String text(Channel channel, long since, long now) {
    String word =
        channel.quality() == Quality.BAD ? channel.badReason().name() : channel.quality().name();
    return "has no fresh value for %.1f s (%s)"
        .formatted((now - since) / (double) Nanos.SECOND, word);
  }

  private static boolean isHeld(ReactorState state) {
    return state == ReactorState.SUSPENDING || state == ReactorState.SUSPENDED;
  }

  private static Finding finding(Channel channel, String text, Reaction reaction) {
    return new Finding(
        AlarmKind.STALE_READING, channel.text(), channel.text() + " " + text, reaction);
  }
}
