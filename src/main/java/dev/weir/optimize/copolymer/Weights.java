package dev.weir.optimize.copolymer;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Weights of surrogates from how well each predicts the runs left out: pseudo-Bayesian model
 * averaging with a Bayesian bootstrap of the runs, which keeps a few runs from deciding alone (Yao,
 * Vehtari, Simpson and Gelman, Bayesian Analysis 13 (2018) 917, section 3.4). Pure.
 */
final class Weights {
  private static final int BOOTSTRAPS = 256;
  private static final long SEED = 20180913L;

  private Weights() {}

  /**
   * Returns the weights, which sum to one.
   *
   * @param densities for each surrogate the logarithm of the density of each run left out
   * @param logPriors for each surrogate the logarithm of its prior weight
   */
  static double[] of(List<double[]> densities, double[] logPriors) {
    int count = densities.size();
    int runs = densities.getFirst().length;
    double[] weights = new double[count];
    SplittableRandom random = new SplittableRandom(SEED);
    double[] shares = new double[runs];
    double[] scores = new double[count];
    for (int b = 0; b < BOOTSTRAPS; b++) {
      double sum = 0.0;
      for (int i = 0; i < runs; i++) {
        shares[i] = -StrictMath.log(1.0 - random.nextDouble());
        sum += shares[i];
      }
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < count; k++) {
        scores[k] = logPriors[k];
        for (int i = 0; i < runs; i++) {
          scores[k] += runs * shares[i] / sum * densities.get(k)[i];
        }
        largest = Math.max(largest, scores[k]);
      }
      double total = 0.0;
      for (int k = 0; k < count; k++) {
        scores[k] = StrictMath.exp(scores[k] - largest);
        total += scores[k];
      }
      for (int k = 0; k < count; k++) {
        weights[k] += scores[k] / total / BOOTSTRAPS;
      }
    }
    return weights;
  }

  /**
   * Returns how many of a number of draws each weight gets: the largest remainders round up; what
   * is below the least weight gets none.
   */
  static int[] shares(double[] weights, int draws, double least) {
    double kept = 0.0;
    for (double weight : weights) {
      kept += weight >= least ? weight : 0.0;
    }
    int[] shares = new int[weights.length];
    double[] remainders = new double[weights.length];
    int left = draws;
    for (int k = 0; k < weights.length; k++) {
      double share = weights[k] >= least ? weights[k] / kept * draws : 0.0;
      shares[k] = (int) share;
      remainders[k] = share - shares[k];
      left -= shares[k];
    }
    for (; left > 0; left--) {
      int best = 0;
      for (int k = 1; k < remainders.length; k++) {
        best = remainders[k] > remainders[best] ? k : best;
      }
      shares[best]++;
      remainders[best] = -1.0;
    }
    return shares;
  }
}
