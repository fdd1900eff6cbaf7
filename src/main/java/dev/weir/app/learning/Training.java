package dev.weir.app.learning;

import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.Hashes;
import dev.weir.app.terminal.Version;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunFile;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.registry.Gate;
import dev.weir.learn.registry.PredictorRecord;
import dev.weir.learn.registry.Registry;
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
import java.util.TreeSet;

/**
 * One training of a predictor: scored on held-out runs, judged by the gate against the live one on
 * the same runs, and recorded whatever the verdict.
 */
public final class Training {
  /** With fewer runs nothing can be held out. */
  static final int FEWEST_RUNS = 5;

  private final PredictorFolder folder;
  private final Order order;
  private final Steps steps;

  /**
   * What is to be trained.
   *
   * @param learner its name
   * @param seed of every random choice
   */
  public record Order(String learner, long seed) {
    /** Returns the order of the kinetic predictor. */
    public static Order kinetic(long seed) {
      return new Order(Learners.KINETIC, seed);
    }
  }

  /** Told before each of the learnings, which take all the time there is. */
  @FunctionalInterface
  public interface Steps {
    /** Takes the number of the one that begins, from 1, and how many there will be. */
    void begins(int step, int of);
  }

  public Training(PredictorFolder folder, Order order, Steps steps) {
    this.folder = folder;
    this.order = order;
    this.steps = steps;
  }

  /** What came of it. */
  public sealed interface Outcome {
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
  public Outcome of(RunTable all) {
    RunTable table = order.learner().equals(Learners.KINETIC) ? pairsWithMma(all) : all;
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
            .filter(record -> record.kind().equals(order.learner()))
            .filter(record -> record.seed() == order.seed())
            .filter(record -> record.version().equals(Version.text()))
            .findFirst();
    if (same.isPresent()) {
      return new Outcome.NothingNew(same.get());
    }
    int folds = Split.DCV.folds(table, order.seed()).size();
    Counted counted = new Counted(steps, before.live().isPresent() ? 2 * folds : folds);
    Learner learner = Learners.named(order.learner(), table, QuantumTable.SHIPPED);
    Validation.Result result = Validation.of(counted.of(learner), table, Split.DCV, order.seed());
    Optional<PredictorRecord> live =
        before.live().map(record -> onTheSameRuns(record, table, counted));
    return folder.change(
        registry -> {
          PredictorRecord candidate =
              new PredictorRecord(
                  registry.records().size() + 1,
                  learner.title(),
                  hash,
                  table.size(),
                  table.origin(),
                  order.seed(),
                  Version.text(),
                  Split.DCV,
                  result.scores());
          Gate.Verdict verdict = Gate.DEFAULT.judge(candidate, live);
          folder.keepHeldOut(candidate, HeldOut.of(result, table));
          folder.keep(registry.with(candidate, verdict), table);
          return new Outcome.Trained(candidate, verdict);
        });
  }

  /** What the kinetic predictor can learn. */
  private static RunTable pairsWithMma(RunTable all) {
    List<LearningRun> runs =
        all.runs().stream()
            .filter(run -> run.oriented().monomer2().equals(Monomers.MMA.name()))
            .toList();
    int others = all.size() - runs.size();
    if (runs.isEmpty()) {
      throw new BadDataException(
          "%s: %s knows pairs with MMA only, none of the %d runs is one; name another --learner"
              .formatted(all.origin(), Learners.KINETIC, all.size()));
    }
    return others == 0
        ? all
        : new RunTable(
            "%s, without %d runs of pairs without MMA".formatted(all.origin(), others), runs);
  }

  /** Scores what the live predictor learnt on the candidate's held-out runs, without those. */
  private PredictorRecord onTheSameRuns(PredictorRecord live, RunTable table, Counted counted) {
    RunTable known = folder.table(live);
    Set<SpeciesName> monomers = new TreeSet<>(LearningFiles.monomers(table));
    monomers.addAll(LearningFiles.monomers(known));
    Learner learner = Learners.named(live.kind(), monomers, QuantumTable.SHIPPED);
    Map<Target, Score> scores =
        Validation.withOther(
                counted.of(learner),
                table,
                known.runs(),
                new Validation.Turns(Split.DCV, order.seed()))
            .scores();
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

  /** Counts what is learnt, over all learners. Owned by one thread. */
  private static final class Counted {
    private final Steps steps;
    private final int of;
    private int begun;

    Counted(Steps steps, int of) {
      this.steps = steps;
      this.of = of;
    }

    Learner of(Learner learner) {
      return new Learner() {
        @Override
        public String title() {
          return learner.title();
        }

        @Override
        public Taught learn(RunTable training, long seed) {
          begun++;
          steps.begins(begun, of);
          return learner.learn(training, seed);
        }
      };
    }
  }

  /** Returns a record with the verdict on it, flat, units in the names. */
  public static Map<String, Object> document(PredictorRecord candidate, Gate.Verdict verdict) {
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
  public static Map<String, Object> document(PredictorRecord record) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("number", record.number());
    document.put("kind", record.kind());
    document.put("data_sha256", record.dataHash());
    document.put("runs", record.runs());
    document.put("origin", record.origin());
    document.put("seed", record.seed());
    document.put("version", record.version());
    document.put("scores", ScoreDocument.of(record.scores()));
    return document;
  }
}
