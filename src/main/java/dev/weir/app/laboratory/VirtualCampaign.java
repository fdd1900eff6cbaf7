package dev.weir.app.laboratory;

import dev.weir.app.extension.VirtualBench;
import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.file.WeirEvents;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.Progress;
import dev.weir.campaign.CampaignStatus;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.journal.JournalSettings;
import dev.weir.time.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Runs a whole campaign in virtual time, as fast as the machine can. The same seeds write the same
 * journal.
 */
public final class VirtualCampaign {
  /** Every virtual campaign starts at this instant, so that equal seeds give equal journals. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** A campaign that takes longer than this for each run of its budget, in plant time, has hung. */
  private static final Duration LONGEST_RUN = Duration.ofHours(12);

  /** Events that need not survive by themselves wait for the disk so long, in plant time. */
  private static final JournalSettings SETTINGS =
      new JournalSettings(64L * 1024 * 1024, Duration.ofHours(1), 65_536);

  /** Steps between two looks at the wall's clock. */
  private static final int STEPS_BETWEEN_LOOKS = 5_000;

  private VirtualCampaign() {}

  /**
   * What came of a campaign.
   *
   * @param status its end
   * @param bench the bench as the campaign left it, whose truth may be asked
   * @param plantTime how long it took on the plant's clock
   * @param wallTime how long it took
   */
  public record Finished(
      CampaignStatus status, VirtualBench bench, Duration plantTime, Duration wallTime) {
    /** Returns plant seconds per wall second. */
    public double speed() {
      return plantTime.toNanos() / (double) Math.max(1L, wallTime.toNanos());
    }
  }

  /**
   * Runs a campaign to its end.
   *
   * @param folder where its journal goes; must not hold one yet; a registry of predictors in it is
   *     heeded
   * @throws BadDataException when the folder holds a journal
   */
  public static Finished run(
      ReactorFile reactor, CampaignFile campaign, long seed, Path folder, Progress progress) {
    Path journalFolder = folder.resolve("journal");
    if (journalFolder.toFile().exists()) {
      throw new BadDataException(
          journalFolder
              + ": holds a journal already; a virtual campaign needs a folder of its own");
    }
    Laboratory.Plan plan =
        new Laboratory.Plan(
                reactor,
                campaign.description(),
                seed,
                new Laboratory.Bench(Double.MAX_VALUE, true),
                List.of(),
                START)
            .withPredictors(new PredictorFolder(folder));
    SystemClock wall = new SystemClock();
    Instant began = wall.now();
    try (Journal journal =
            Journal.open(journalFolder, WeirEvents.types(), SETTINGS, JournalDisk.system());
        VirtualLab lab =
            VirtualLab.open(new VirtualLab.Order(plan, campaign, seed, journal, true))) {
      perform(lab, campaign, progress);
      lab.end("the campaign has ended");
      return new Finished(
          lab.laboratory().campaignStatus(),
          lab.bench(),
          Duration.between(START, lab.now()),
          Duration.between(began, wall.now()));
    }
  }

  private static void perform(VirtualLab lab, CampaignFile campaign, Progress progress) {
    Instant latest = START.plus(LONGEST_RUN.multipliedBy(campaign.description().budget()));
    int steps = 0;
    while (!lab.laboratory().isFinished()) {
      Instant now = lab.step();
      steps++;
      if (steps % STEPS_BETWEEN_LOOKS == 0) {
        progress.tell(() -> progressLine(lab, now));
      }
      if (now.isAfter(latest)) {
        throw new IllegalStateException(
            "the campaign has not ended after %d h of plant time: %s"
                .formatted(
                    Duration.between(START, now).toHours(),
                    lab.laboratory().campaignStatus().stateReason()));
      }
    }
  }

  private static String progressLine(VirtualLab lab, Instant now) {
    CampaignStatus status = lab.laboratory().campaignStatus();
    Duration plant = Duration.between(START, now);
    return "weir: %s: run %d of %d, plant time %d h %02d min"
        .formatted(
            status.name(),
            status.started(),
            status.budget(),
            plant.toHours(),
            plant.toMinutesPart());
  }
}
