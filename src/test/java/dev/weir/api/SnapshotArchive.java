package dev.weir.api;

import dev.weir.api.rest.CampaignReply;
import dev.weir.api.rest.RunReply;
import dev.weir.api.rest.TrendReply;
import dev.weir.campaign.CampaignStatus;
import dev.weir.campaign.LabSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An archive that knows what the example lab tells of its own campaign. */
final class SnapshotArchive implements Archive {
  private final Supplier<LabSnapshot> snapshot;

  /** Creates one over the latest snapshot. */
  SnapshotArchive(Supplier<LabSnapshot> snapshot) {
    this.snapshot = snapshot;
  }

  @Override
  public List<CampaignReply> campaigns() {
    return snapshot.get().campaign().map(CampaignReply::of).stream().toList();
  }

  @Override
  public List<RunReply> runs(String campaign) {
    return present(campaign)
        .map(
            status ->
                status.observations().stream()
                    .map(run -> RunReply.of(status.name(), status.objective(), run))
                    .sorted(Comparator.comparingInt(RunReply::run).reversed())
                    .toList())
        .orElse(List.of());
  }

  @Override
  public Optional<RunReply> run(String campaign, int number) {
    return runs(campaign).stream().filter(run -> run.run() == number).findFirst();
  }

  /** Returns nothing: a snapshot holds no past. */
  @Override
  public List<TrendReply.Point> trend(String tag, Instant from, Instant to, int maxPoints) {
    return List.of();
  }

  private Optional<CampaignStatus> present(String campaign) {
    return snapshot.get().campaign().filter(status -> status.name().equals(campaign));
  }
}
