package dev.weir.app.learning;

import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Target;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Scores of a predictor as flat names with units, for JSON. */
public final class ScoreDocument {
  private ScoreDocument() {}

  /** Returns R², RMSE and MAE (mol/mol) and the coverage of 95 % intervals, for each target. */
  public static Map<String, Object> of(Map<Target, Score> scores) {
    Map<String, Object> document = new LinkedHashMap<>();
    scores.forEach(
        (target, score) -> {
          document.put(name(target) + "_r2", score.r2());
          document.put(name(target) + "_rmse_mol_per_mol", score.rmse());
          document.put(name(target) + "_mae_mol_per_mol", score.mae());
          document.put(name(target) + "_coverage_95", score.coverage95());
        });
    return document;
  }

  /** Returns the name of a target as documents spell it. */
  public static String name(Target target) {
    return target.name().toLowerCase(Locale.ROOT);
  }
}
