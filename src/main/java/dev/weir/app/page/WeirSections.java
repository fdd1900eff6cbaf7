package dev.weir.app.page;

import dev.weir.api.section.Section;
import dev.weir.app.terminal.DataFolder;
import dev.weir.jobs.JobDesk;
import java.util.List;

/**
 * Every section that rooms bring to the page and to REST, in the order of their tabs: the one place
 * that names them. A room adds its own by one line.
 */
public final class WeirSections {
  private WeirSections() {}

  /**
   * Returns the sections of a daemon.
   *
   * @param data where results are kept
   * @param jobs where work that takes longer than a second is asked for
   * @param campaign the campaign under way
   * @param devices of the reactor
   */
  @SuppressWarnings("unused") // the desk is there for the sections that begin jobs
  public static List<Section> of(
      DataFolder data, JobDesk jobs, CampaignSection campaign, DevicesSection devices) {
    return List.of(
        devices,
        campaign,
        new PredictorsSection(data),
        new FormulasSection(),
        new StructuresSection());
  }
}
