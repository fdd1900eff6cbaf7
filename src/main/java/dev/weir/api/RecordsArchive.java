package dev.weir.api;

import dev.weir.api.rest.CampaignReply;
import dev.weir.api.rest.RunReply;
import dev.weir.api.rest.TrendReply.Point;
import dev.weir.optimize.Objective;
import dev.weir.records.CampaignRecord;
import dev.weir.records.Records;
import dev.weir.records.TrendPoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The archive of a daemon: its records. Any thread; waits for the database. */
public final class RecordsArchive implements Archive {
  private final Records records;

  /** Creates one over open records; whoever opened them closes them, after the interface. */
  public RecordsArchive(Records records) {
    this.records = records;
  }

  @Override
  public List<CampaignReply> campaigns() {
    return records.campaigns().reversed().stream().map(CampaignReply::of).toList();
  }

  @Override
  public List<RunReply> runs(String campaign) {
    return objective(campaign)
        .map(
            objective ->
                records.runs(campaign).reversed().stream()
                    .map(run -> RunReply.of(objective, run))
                    .toList())
        .orElse(List.of());
  }

  @Override
  public Optional<RunReply> run(String campaign, int number) {
    return objective(campaign)
        .flatMap(
            objective -> records.run(campaign, number).map(run -> RunReply.of(objective, run)));
  }

  /**
   * The objective of the campaign that was started last under this name: its runs are the ones in
   * question.
   */
  private Optional<Objective> objective(String campaign) {
    return records.campaigns().reversed().stream()
        .filter(record -> record.name().equals(campaign))
        .map(CampaignRecord::objective)
        .findFirst();
  }

  @Override
  public List<Point> trend(String tag, Instant from, Instant to, int maxPoints) {
    return records.trend(tag, from, to, Math.max(1, maxPoints / 2)).stream()
        .flatMap(RecordsArchive::points)
        .toList();
  }

  private static Stream<Point> points(TrendPoint stretch) {
    long at = stretch.at().toEpochMilli();
    return stretch.lowest() == stretch.highest()
        ? Stream.of(new Point(at, stretch.mean()))
        : Stream.of(new Point(at, stretch.lowest()), new Point(at, stretch.highest()));
  }
}
