package dev.weir.learn.mechanistic;

import java.util.List;

/**
 * The joint normal distribution of the kinetic parameters of one comonomer with MMA after the runs:
 * mean and covariance over the widths of the correction. Immutable.
 *
 * @param means one for each {@link PairParameter}, in its order and unit
 * @param covariances of each with each, row by row, {@link PairParameter#COUNT} squared of them
 */
public record PairPosterior(List<Double> means, List<Double> covariances) {
  /** Copies; rejects vectors of another length. */
  public PairPosterior {
    means = List.copyOf(means);
    covariances = List.copyOf(covariances);
    int count = PairParameter.COUNT;
    if (means.size() != count || covariances.size() != count * count) {
      throw new IllegalArgumentException(
          "need %d means and %d covariances, got %d and %d"
              .formatted(count, count * count, means.size(), covariances.size()));
    }
  }

  /** Returns the most probable value of a parameter. */
  public double mean(PairParameter parameter) {
    return means.get(parameter.place());
  }

  /** Returns the covariance of two parameters. */
  public double covariance(PairParameter one, PairParameter other) {
    return covariances.get(one.place() * PairParameter.COUNT + other.place());
  }
}
