package dev.weir.app.job;

import dev.weir.app.terminal.Progress;
import dev.weir.materials.structure.matching.StructureMatcher;
import dev.weir.materials.structure.prediction.Prediction;
import dev.weir.materials.structure.prediction.PredictionScore;
import dev.weir.materials.structure.prediction.StructurePredictor;
import dev.weir.materials.structure.template.StructureEntry;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Predicts the structures of known compounds and prints how often that hits. One thread. */
public final class StructureScoring {
  private final PredictionScore score = new PredictionScore(StructureMatcher.USUAL);
  private final List<Double> millis = new ArrayList<>();
  private final Progress progress;

  public StructureScoring(Progress progress) {
    this.progress = progress;
  }

  /** Judges every query; may be called for several folds. */
  public void run(StructurePredictor predictor, List<StructureEntry> queries) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (StructureEntry query : queries) {
      long began = threads.getCurrentThreadCpuTime();
      Prediction prediction = predictor.predict(query.formula(), 10);
      millis.add((threads.getCurrentThreadCpuTime() - began) / 1e6);
      score.add(query, prediction);
      progress.tell(
          () ->
              String.format(
                  Locale.ROOT,
                  "%d queries, structure match so far %.1f %% in top 1",
                  score.queries(),
                  100.0 * score.matchHits()[0]));
    }
    millis.sort(null);
  }

  /** Prints the tables. */
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%d queries, %d with a template of their ratio (%.1f %%)%n%n",
        score.queries(),
        score.answered(),
        100.0 * score.answered() / Math.max(1, score.queries()));
    out.printf("| hit | top 1 | top 5 | top 10 |%n|---|---|---|---|%n");
    row(out, "space group", score.spaceGroupHits());
    row(out, "structure match (ltol .2, stol .3, angle 5)", score.matchHits());
    row(out, "fingerprint distance <= 0.2", score.fingerprintHits());
    out.printf("%n| probability of the first | matched | queries |%n|---|---|---|%n");
    for (PredictionScore.Reliability bin : score.reliability()) {
      out.printf(Locale.ROOT, "| %.2f | %.2f | %d |%n", bin.promised(), bin.kept(), bin.count());
    }
    out.printf(
        Locale.ROOT,
        "%nCPU time of a prediction: median %.1f ms, 95 %% below %.1f ms%n",
        quantile(0.5),
        quantile(0.95));
    score
        .medianVolumeError()
        .ifPresent(
            error ->
                out.printf(
                    Locale.ROOT,
                    "volume of matching candidates: median error %.1f %%%n",
                    100.0 * error));
    out.flush();
  }

  private static void row(PrintWriter out, String name, double[] shares) {
    out.printf(
        Locale.ROOT,
        "| %s | %.1f %% | %.1f %% | %.1f %% |%n",
        name,
        100.0 * shares[0],
        100.0 * shares[1],
        100.0 * shares[2]);
  }

  private double quantile(double share) {
    return millis.isEmpty() ? 0.0 : millis.get((int) (share * (millis.size() - 1)));
  }

  /** Returns the figures by name. */
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("queries", score.queries());
    figures.put("with_template", score.answered());
    for (int i = 0; i < PredictionScore.DEPTHS.size(); i++) {
      int depth = PredictionScore.DEPTHS.get(i);
      figures.put("space_group_top_" + depth, score.spaceGroupHits()[i]);
      figures.put("structure_match_top_" + depth, score.matchHits()[i]);
      figures.put("fingerprint_top_" + depth, score.fingerprintHits()[i]);
    }
    figures.put("median_cpu_ms", quantile(0.5));
    figures.put("p95_cpu_ms", quantile(0.95));
    score.medianVolumeError().ifPresent(error -> figures.put("median_volume_error", error));
    return figures;
  }
}
