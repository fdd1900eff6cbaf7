package dev.weir.app.page;

import dev.weir.api.section.Section;
import dev.weir.app.terminal.DataFolder;
import dev.weir.jobs.JobDesk;
import dev.weir.records.Records;
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
   * @param records of the daemon
   * @param campaign the campaign under way
   */
  @SuppressWarnings("unused") // the desk is there for the sections that begin jobs
  public static List<Section> of(
      DataFolder data, JobDesk jobs, Records records, CampaignSection campaign) {
    return List.of(
        campaign,
        new PredictorsSection(data),
        new FormulasSection(records),
        new StructuresSection());
  }
}
