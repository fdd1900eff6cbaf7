package dev.weir.campaign;

import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunEvent;
import dev.weir.journal.Entry;
import dev.weir.optimize.copolymer.CopolymerSystem;
import dev.weir.optimize.copolymer.EarlierCampaign;
import dev.weir.optimize.copolymer.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The other campaigns that a journal holds, as far as they may inform a new one. Pure. */
public final class EarlierCampaigns {
  /** Accepted runs below which a campaign has nothing to tell. */
  private static final int LEAST_RUNS = 4;

  /** Campaigns that are heeded, the latest ones: each costs time in every proposal. */
  private static final int MOST_CAMPAIGNS = 3;

  private EarlierCampaigns() {}

  /**
   * Returns the campaigns of a journal but one, those that began last, oldest first.
   *
   * @param name of the campaign that they shall inform
   * @param initiator of that campaign; it stands for theirs where the journal does not tell
   */
  public static List<EarlierCampaign> of(
      String name, SpeciesName initiator, Iterable<Entry> entries) {
    Map<String, CopolymerSystem> systems = new LinkedHashMap<>();
    Map<String, List<Measured>> runs = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.event() instanceof CampaignEvent.CampaignStarted start
          && !start.campaign().equals(name)) {
        String its =
            start
                .settings()
                .map(settings -> settings.getOrDefault("initiator", initiator.text()))
                .orElse(initiator.text());
        systems.put(
            start.campaign(),
            new CopolymerSystem(
                new SpeciesName(start.monomer1()),
                new SpeciesName(start.monomer2()),
                new SpeciesName(its)));
        runs.put(start.campaign(), new ArrayList<>());
      } else if (entry.event() instanceof RunEvent.RunAccepted(String its, Observation run)) {
        Optional.ofNullable(runs.get(its)).ifPresent(measured -> measured.add(Measured.of(run)));
      } else if (entry.event() instanceof RunEvent.AliquotAccepted(String its, Observation one)) {
        Optional.ofNullable(runs.get(its)).ifPresent(measured -> measured.add(Measured.of(one)));
      }
    }
    List<EarlierCampaign> earlier =
        systems.entrySet().stream()
            .filter(system -> runs.getOrDefault(system.getKey(), List.of()).size() >= LEAST_RUNS)
            .map(
                system ->
                    new EarlierCampaign(
                        "campaign " + system.getKey(),
                        system.getValue(),
                        runs.getOrDefault(system.getKey(), List.of())))
            .toList();
    return earlier.subList(Math.max(0, earlier.size() - MOST_CAMPAIGNS), earlier.size());
  }
}
