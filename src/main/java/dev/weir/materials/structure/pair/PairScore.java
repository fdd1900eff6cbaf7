package dev.weir.materials.structure.pair;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well probabilities tell similar pairs from others.
 *
 * @param pairs how many were judged
 * @param accuracy share of the pairs that lie on the right side of one half
 * @param averagePrecision mean, over the similar pairs, of the share of similar pairs among those
 *     with at least as large a probability
 * @param brier mean squared difference of probability and truth
 */
public record PairScore(int pairs, double accuracy, double averagePrecision, double brier) {
  /**
   * Judges probabilities.
   *
   * @param probabilities that a pair is similar, one for each pair
   */
  public static PairScore of(List<PairSampling.Pair> pairs, double[] probabilities) {
    int right = 0;
    double squares = 0.0;
    for (int i = 0; i < probabilities.length; i++) {
      boolean similar = pairs.get(i).similar();
      right += probabilities[i] > 0.5 == similar ? 1 : 0;
      double off = probabilities[i] - (similar ? 1.0 : 0.0);
      squares += off * off;
    }
    int count = Math.max(1, probabilities.length);
    return new PairScore(
        probabilities.length,
        (double) right / count,
        averagePrecision(pairs, probabilities),
        squares / count);
  }

  private static double averagePrecision(List<PairSampling.Pair> pairs, double[] probabilities) {
    List<Integer> order =
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> probabilities[i]).reversed())
            .toList();
    double sum = 0.0;
    int similar = 0;
    int start = 0;
    // pairs of one probability come in together, so that their order does not matter
    while (start < order.size()) {
      int end = start;
      int fresh = 0;
      while (end < order.size()
          && probabilities[order.get(end)] == probabilities[order.get(start)]) {
        fresh += pairs.get(order.get(end)).similar() ? 1 : 0;
        end++;
      }
      similar += fresh;
      sum += fresh * ((double) similar / end);
      start = end;
    }
    return similar == 0 ? 0.0 : sum / similar;
  }
}
