package dev.weir.app.file;

import dev.weir.campaign.CampaignEvent;
import dev.weir.experiment.RunEvent;
import dev.weir.jobs.JobEvent;
import dev.weir.journal.EventTypes;
import dev.weir.reactor.ReactorEvent;
import java.util.List;

/**
 * Every kind of event that this program writes: the one place that names the rooms' sealed
 * interfaces.
 */
public final class WeirEvents {
  private static final EventTypes TYPES =
      EventTypes.of(
          List.of(ReactorEvent.class, RunEvent.class, CampaignEvent.class, JobEvent.class));

  private WeirEvents() {}

  /** Returns them. */
  public static EventTypes types() {
    return TYPES;
  }
}
