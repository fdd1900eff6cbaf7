package dev.weir.api;

import dev.weir.api.rest.CampaignReply;
import dev.weir.api.rest.RunReply;
import dev.weir.api.rest.TrendReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was before: campaigns, runs and trends. Any thread; may wait for a disk. */
public interface Archive {
  /** Returns every campaign, the latest first. */
  List<CampaignReply> campaigns();

  /** Returns every run of a campaign, the latest first; empty when there is no such campaign. */
  List<RunReply> runs(String campaign);

  /** Returns one run. */
  Optional<RunReply> run(String campaign, int number);

  /**
   * Returns the recorded course of a value.
   *
   * @param tag which value, as device/capability
   * @param from earliest instant on the plant's clock
   * @param to latest instant
   * @param maxPoints how many points at most
   */
  List<TrendReply.Point> trend(String tag, Instant from, Instant to, int maxPoints);
}
