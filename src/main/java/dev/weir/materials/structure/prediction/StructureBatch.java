package dev.weir.materials.structure.prediction;

import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.crystal.CrystalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Predicts the structures of many formulas, on several threads, into a file that holds what is done
 * and lets an interrupted batch go on. The lines come in the order of the formulas, whatever the
 * number of threads; a formula that comes twice is predicted once. Immutable.
 */
public final class StructureBatch {
  /** The file of the results in a batch's folder. */
  public static final String RESULTS = "predictions.jsonl";

  /** The same as a table, written when the batch is finished. */
  public static final String TABLE = "candidates.csv";

  /** A formula of more atoms is refused: no template comes near it, and its cell would be huge. */
  private static final int MOST_ATOMS = 1_000;

  private static final int MOST_THREADS = 64;

  /** How many formulas each thread is given before results are written. */
  private static final int CHUNK = 32;

  private final StructurePredictor predictor;
  private final int most;
  private final int threads;

  /** Hears how far a batch is. */
  public interface Listener {
    /**
     * Called after each part; returning false ends the batch there.
     *
     * @param done of the formulas, those of earlier attempts included
     * @param total how many there are
     */
    boolean goOn(int done, int total);
  }

  /** Takes the candidates of a formula, for files of its own; called by one thread, in order. */
  public interface Sink {
    /**
     * Takes what was predicted.
     *
     * @throws IOException when it cannot be kept; the batch then ends
     */
    void take(Prediction.Ranked ranked) throws IOException;
  }

  /**
   * What a batch came to.
   *
   * @param asked how many different formulas
   * @param resumed how many of them an earlier attempt had done
   * @param predicted how many now got candidates
   * @param withoutTemplate how many now got none
   * @param refused how many now were no formula
   * @param finished false when the listener ended it
   */
  public record Summary(
      int asked, int resumed, int predicted, int withoutTemplate, int refused, boolean finished) {}

  /**
   * Creates a batch.
   *
   * @param most candidates of a formula
   * @param threads 1 to 64
   */
  public StructureBatch(StructurePredictor predictor, int most, int threads) {
    if (threads < 1 || threads > MOST_THREADS || most < 1) {
      throw new CrystalException(
          "a batch needs 1 to %d threads and at least 1 candidate, was given %d and %d"
              .formatted(MOST_THREADS, threads, most));
    }
    this.predictor = predictor;
    this.most = most;
    this.threads = threads;
  }

  /** Answers one formula; what cannot be asked for becomes one line. */
  public StructureAnswer answer(String text) {
    try {
      Formula formula = Formula.parse(text).reduced();
      if (formula.atoms() > MOST_ATOMS) {
        return new StructureAnswer.Refused(
            "%s has %d atoms in its reduced formula, at most %d are asked for"
                .formatted(text, formula.atoms(), MOST_ATOMS));
      }
      return new StructureAnswer.Predicted(predictor.predict(formula, most));
    } catch (IllegalArgumentException | CrystalException fault) {
      String reason = String.valueOf(fault.getMessage());
      return new StructureAnswer.Refused(reason.lines().findFirst().orElse("not readable"));
    }
  }

  /**
   * Works through formulas.
   *
   * @param folder of the results; what it holds already is not done again
   * @param sink takes the candidates before they are written to the results
   * @throws IOException when the results cannot be read or written
   * @throws InterruptedException when the thread was interrupted; what is written stays
   */
  public Summary run(List<String> formulas, Path folder, Sink sink, Listener listener)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path file = folder.resolve(RESULTS);
    Set<String> all = new LinkedHashSet<>(formulas);
    Set<String> done = PredictionLines.done(file);
    done.retainAll(all);
    List<String> open = all.stream().filter(text -> !done.contains(text)).toList();
    int[] counts = new int[3];
    int at = 0;
    boolean goOn = true;
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      while (at < open.size() && goOn) {
        int end = Math.min(open.size(), at + CHUNK * threads);
        PredictionLines.append(file, answers(workers, open.subList(at, end), sink, counts));
        at = end;
        goOn = listener.goOn(done.size() + at, all.size());
      }
    }
    if (at == open.size() && Files.exists(file)) {
      PredictionTable.write(file, folder.resolve(TABLE));
    }
    return new Summary(all.size(), done.size(), counts[0], counts[1], counts[2], at == open.size());
  }

  private List<Map<String, Object>> answers(
      ExecutorService workers, List<String> texts, Sink sink, int[] counts)
      throws IOException, InterruptedException {
    List<Future<StructureAnswer>> futures = new ArrayList<>();
    for (String text : texts) {
      futures.add(workers.submit(() -> answer(text)));
    }
    List<Map<String, Object>> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        StructureAnswer answer = futures.get(i).get();
        counts[kind(answer)]++;
        if (answer instanceof StructureAnswer.Predicted(Prediction.Ranked ranked)) {
          sink.take(ranked);
        }
        lines.add(PredictionLines.of(texts.get(i), answer));
      } catch (ExecutionException fault) {
        throw new IOException("the prediction of " + texts.get(i) + " failed", fault);
      }
    }
    return lines;
  }

  private static int kind(StructureAnswer answer) {
    return switch (answer) {
      case StructureAnswer.Predicted(Prediction.Ranked _) -> 0;
      case StructureAnswer.Predicted(Prediction.NoTemplate _) -> 1;
      case StructureAnswer.Refused _ -> 2;
    };
  }
}
