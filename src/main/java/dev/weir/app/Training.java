package dev.weir.app;

import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunFile;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.registry.Gate;
import dev.weir.learn.registry.PredictorRecord;
import dev.weir.learn.registry.Registry;
import dev.weir.learn.validation.KineticLearner;
import dev.weir.learn.validation.Learner;
import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Split;
import dev.weir.learn.validation.Target;
import dev.weir.learn.validation.Validation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One training of the kinetic predictor: scored on held-out runs, judged by the gate against the
 * live one on the same runs, and recorded whatever the verdict.
 */
final class Training {
  /** With fewer runs nothing can be held out. */
  static final int FEWEST_RUNS = 5;

  private final PredictorFolder folder;
  private final long seed;

  Training(PredictorFolder folder, long seed) {
    this.folder = folder;
    this.seed = seed;
  }

  /** What came of it. */
  sealed interface Outcome {
    /**
     * A candidate was recorded.
     *
     * @param candidate its record
     * @param verdict whether it went live, and if not, why
     */
    record Trained(PredictorRecord candidate, Gate.Verdict verdict) implements Outcome {}

    /**
     * These runs were learnt before by this program, with this seed.
     *
     * @param record of that predictor
     */
    record NothingNew(PredictorRecord record) implements Outcome {}
  }

  /**
   * Trains.
   *
   * @throws BadDataException when there are fewer than {@value #FEWEST_RUNS} runs
   */
  Outcome of(RunTable table) {
    if (table.size() < FEWEST_RUNS) {
      throw new BadDataException(
          "%s: there are %d runs, training needs at least %d"
              .formatted(table.origin(), table.size(), FEWEST_RUNS));
    }
    Registry before = folder.registry();
    String hash = Hashes.sha256(RunFile.write(table));
    Optional<PredictorRecord> same =
        before.records().stream()
            .filter(record -> record.dataHash().equals(hash))
            .filter(record -> record.seed() == seed && record.version().equals(Version.text()))
            .findFirst();
    if (same.isPresent()) {
      return new Outcome.NothingNew(same.get());
    }
    Learner learner = new KineticLearner(QuantumTable.SHIPPED, Set.of());
    Map<Target, Score> scores = Validation.of(learner, table, Split.DCV, seed).scores();
    Optional<PredictorRecord> live =
        before.live().map(record -> onTheSameRuns(record, learner, table));
    return folder.change(
        registry -> {
          PredictorRecord candidate =
              new PredictorRecord(
                  registry.records().size() + 1,
                  learner.title(),
                  hash,
                  table.size(),
                  table.origin(),
                  seed,
                  Version.text(),
                  Split.DCV,
                  scores);
          Gate.Verdict verdict = Gate.DEFAULT.judge(candidate, live);
          folder.keep(registry.with(candidate, verdict), table);
          return new Outcome.Trained(candidate, verdict);
        });
  }

  /** Scores what the live predictor learnt on the candidate's held-out runs, without those. */
  private PredictorRecord onTheSameRuns(PredictorRecord live, Learner learner, RunTable table) {
    List<LearningRun> known = folder.table(live).runs();
    Map<Target, Score> scores =
        Validation.withOther(learner, table, known, new Validation.Turns(Split.DCV, seed)).scores();
    return new PredictorRecord(
        live.number(),
        live.kind(),
        live.dataHash(),
        live.runs(),
        live.origin(),
        live.seed(),
        live.version(),
        Split.DCV,
        scores);
  }

  /** Returns a record with the verdict on it, flat, units in the names. */
  static Map<String, Object> document(PredictorRecord candidate, Gate.Verdict verdict) {
    Map<String, Object> document = document(candidate);
    switch (verdict) {
      case Gate.Verdict.Passed _ -> document.put("live", true);
      case Gate.Verdict.Refused(List<String> reasons) -> {
        document.put("live", false);
        document.put("reasons", reasons);
      }
    }
    return document;
  }

  /** Returns a record, flat, units in the names. */
  static Map<String, Object> document(PredictorRecord record) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("number", record.number());
    document.put("kind", record.kind());
    document.put("data_sha256", record.dataHash());
    document.put("runs", record.runs());
    document.put("origin", record.origin());
    document.put("seed", record.seed());
    document.put("version", record.version());
    document.put("scores", ScoreVerb.scores(record.scores()));
    return document;
  }
}
