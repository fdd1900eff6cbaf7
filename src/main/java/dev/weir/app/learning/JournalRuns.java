package dev.weir.app.learning;

import dev.weir.app.file.WeirEvents;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.TextFile;
import dev.weir.campaign.CampaignEvent;
import dev.weir.chemistry.Initiator;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunEvent;
import dev.weir.journal.Entry;
import dev.weir.journal.JournalReader;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The accepted runs of a data folder: of its journal, and of the tables a laboratory put there. */
public final class JournalRuns {
  /** Folder below the data folder whose tables are learnt beside the journal. */
  public static final String LAB_RUNS = "lab-runs";

  private JournalRuns() {}

  /**
   * The substances of a campaign, as its first entry names them.
   *
   * @param known whether the initiator is AIBN, or older entries do not tell: run tables have no
   *     place for another one
   */
  private record Pair(SpeciesName monomer1, SpeciesName monomer2, boolean known) {
    static Pair of(CampaignEvent.CampaignStarted started) {
      String aibn = Initiator.AIBN.name().text();
      return new Pair(
          new SpeciesName(started.monomer1()),
          new SpeciesName(started.monomer2()),
          started
              .settings()
              .map(settings -> settings.getOrDefault("initiator", aibn).equals(aibn))
              .orElse(true));
    }
  }

  /**
   * Reads the journal and the tables {@code lab-runs/*.csv} beside it, in the order of their names.
   *
   * @return empty when there is no accepted run of two monomers
   */
  public static Optional<RunTable> read(DataFolder data) {
    List<RunTable> tables = new ArrayList<>();
    if (Files.isDirectory(data.journal())) {
      journal(data.journal()).ifPresent(tables::add);
    }
    Path folder = data.folder().resolve(LAB_RUNS);
    if (Files.isDirectory(folder)) {
      for (Path file : TextFile.list(folder, ".csv")) {
        tables.add(LearningFiles.runs(file));
      }
    }
    return tables.isEmpty() ? Optional.empty() : Optional.of(together(tables));
  }

  /** Joins tables, at least one, in their order. */
  public static RunTable together(List<RunTable> tables) {
    String origin = String.join("; ", tables.stream().map(RunTable::origin).toList());
    boolean synthetic =
        tables.stream().anyMatch(table -> isSynthetic(table.origin())) && !isSynthetic(origin);
    return new RunTable(
        synthetic ? "synthetic in part: " + origin : origin,
        tables.stream().flatMap(table -> table.runs().stream()).toList());
  }

  private static boolean isSynthetic(String origin) {
    return origin.toLowerCase(Locale.ROOT).startsWith("synthetic");
  }

  /** Returns what an entry says was measured: of a steady state, or of an aliquot of a ramp. */
  private static Optional<Observation> accepted(Entry entry) {
    return switch (entry.event()) {
      case RunEvent.RunAccepted(String _, Observation run) -> Optional.of(run);
      case RunEvent.AliquotAccepted(String _, Observation aliquot) -> Optional.of(aliquot);
      default -> Optional.empty();
    };
  }

  private static Optional<RunTable> journal(Path journal) {
    SortedMap<String, Pair> campaigns = new TreeMap<>();
    List<LearningRun> runs = new ArrayList<>();
    int ofOneMonomer = 0;
    int otherInitiators = 0;
    try (Stream<Entry> entries = JournalReader.stream(journal, WeirEvents.types(), 1)) {
      for (Entry entry : (Iterable<Entry>) entries::iterator) {
        if (entry.event() instanceof CampaignEvent.CampaignStarted started) {
          campaigns.put(started.campaign(), Pair.of(started));
          continue;
        }
        Optional<Observation> accepted = accepted(entry);
        if (accepted.isPresent() && entry.event() instanceof RunEvent of) {
          double f10 = accepted.get().achieved().feedComposition().value();
          Optional<Pair> pair = Optional.ofNullable(campaigns.get(of.campaign()));
          if (pair.isPresent() && !pair.get().known()) {
            otherInitiators++;
          } else if (pair.isPresent() && f10 > 0.0 && f10 < 1.0) {
            runs.add(LearningRun.of(pair.get().monomer1(), pair.get().monomer2(), accepted.get()));
          } else {
            ofOneMonomer++;
          }
        }
      }
    }
    String without =
        (ofOneMonomer == 0 ? "" : ", without %d runs of one monomer".formatted(ofOneMonomer))
            + (otherInitiators == 0
                ? ""
                : ", without %d runs not started by AIBN".formatted(otherInitiators));
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RunTable(
                "journal: %d accepted runs of %d campaigns%s"
                    .formatted(runs.size(), campaigns.size(), without),
                runs));
  }
}
