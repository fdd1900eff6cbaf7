package dev.weir.learn.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every trained predictor in order, and which one is live. Immutable: each change returns another.
 *
 * @param records numbered 1, 2, ... without gaps
 * @param liveHistory numbers of the predictors that went live and were not rolled back, the live
 *     one last
 */
public record Registry(List<PredictorRecord> records, List<Integer> liveHistory) {
  /** Nothing trained yet. */
  public static final Registry EMPTY = new Registry(List.of(), List.of());

  /** Copies; rejects gaps in the numbers and a live predictor without record. */
  public Registry {
    records = List.copyOf(records);
    liveHistory = List.copyOf(liveHistory);
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).number() != i + 1) {
        throw new IllegalArgumentException(
            "predictor %d stands at place %d".formatted(records.get(i).number(), i + 1));
      }
    }
    for (int number : liveHistory) {
      if (number < 1 || number > records.size()) {
        throw new IllegalArgumentException("no record of the live predictor " + number);
      }
    }
  }

  /** Returns the live predictor's record, when there is one. */
  public Optional<PredictorRecord> live() {
    return liveHistory.isEmpty()
        ? Optional.empty()
        : Optional.of(records.get(liveHistory.getLast() - 1));
  }

  /**
   * Returns the registry with a candidate recorded, live when the gate's verdict lets it.
   *
   * @param candidate numbered one above the last
   */
  public Registry with(PredictorRecord candidate, Gate.Verdict verdict) {
    List<PredictorRecord> all = new ArrayList<>(records);
    all.add(candidate);
    List<Integer> history = new ArrayList<>(liveHistory);
    switch (verdict) {
      case Gate.Verdict.Passed _ -> history.add(candidate.number());
      case Gate.Verdict.Refused _ -> {}
    }
    return new Registry(all, history);
  }

  /** Returns the registry with the predictor live again that was so before the present one. */
  public Optional<Registry> rolledBack() {
    return liveHistory.size() < 2
        ? Optional.empty()
        : Optional.of(new Registry(records, liveHistory.subList(0, liveHistory.size() - 1)));
  }
}
