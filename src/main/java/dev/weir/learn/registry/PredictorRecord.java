package dev.weir.learn.registry;

import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Split;
import dev.weir.learn.validation.Target;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is kept of a trained predictor: enough to train the same one again and to judge it.
 *
 * @param number from 1, rising
 * @param kind name of the learner
 * @param dataHash SHA-256 of the run table as written by {@link dev.weir.learn.data.RunFile#write},
 *     in hex
 * @param runs how many runs the table holds
 * @param origin of the runs; begins with "synthetic" when no laboratory made them
 * @param seed of every random choice
 * @param version of the program that trained it
 * @param split how the scores were taken
 * @param scores on held-out runs, by target; the calibration is their coverage
 */
public record PredictorRecord(
    int number,
    String kind,
    String dataHash,
    int runs,
    String origin,
    long seed,
    String version,
    Split split,
    Map<Target, Score> scores) {
  /** Copies the scores; rejects numbers below 1. */
  public PredictorRecord {
    if (number < 1 || runs < 1) {
      throw new IllegalArgumentException(
          "a predictor record has a number and runs from 1, got %d and %d".formatted(number, runs));
    }
    scores = Collections.unmodifiableMap(new EnumMap<>(scores));
  }
}
