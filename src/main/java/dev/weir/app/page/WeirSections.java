package dev.weir.app.page;

import dev.weir.api.section.Section;
import dev.weir.app.terminal.DataFolder;
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
   * @param records of the daemon
   * @param campaign the campaign under way
   * @param devices of the reactor
   */
  public static List<Section> of(
      DataFolder data, Records records, CampaignSection campaign, DevicesSection devices) {
    return List.of(
        devices,
        campaign,
        new PredictorsSection(data),
        new FormulasSection(records),
        new StructuresSection());
  }
}
