package dev.weir.optimize.ask;

import java.util.List;
import java.util.Optional;

/**
 * A point to try next, and why.
 *
 * @param values of the variables, in their order and units
 * @param source how it was found
 * @param predicted for each output its mean and standard deviation there; empty while nothing has
 *     been learnt
 * @param logAcquisition logarithm of the acquisition there, 0 for the initial design
 * @param runnerUp the second best point that lies apart; empty when there is none
 * @param grounds what speaks for it; empty while nothing has been learnt, and of a runner-up
 * @param reason one sentence
 * @param ramp of which the point is an aliquot; empty for a steady run
 */
@SuppressWarnings("ArrayRecordComponent")
public record Suggestion(
    double[] values,
    Source source,
    List<double[]> predicted,
    double logAcquisition,
    List<Suggestion> runnerUp,
    Optional<Grounds> grounds,
    String reason,
    Optional<Ramp.Place> ramp) {
  /** A steady run. */
  public Suggestion(
      double[] values,
      Source source,
      List<double[]> predicted,
      double logAcquisition,
      List<Suggestion> runnerUp,
      Optional<Grounds> grounds,
      String reason) {
    this(values, source, predicted, logAcquisition, runnerUp, grounds, reason, Optional.empty());
  }

  /** How a point was found. */
  public enum Source {
    /** Evenly spread over what is allowed. */
    INITIAL_DESIGN,
    /** The largest acquisition. */
    ACQUISITION,
    /** The largest acquisition of a surrogate that is less sure of itself. */
    DOUBT,
    /** A run repeated on purpose: nothing new is allowed, or it is not believed. */
    REPLICATE,
    /** An aliquot of a ramp that is worth more than the best single point. */
    RAMP
  }

  /**
   * What speaks for a point.
   *
   * @param probabilityOfImprovement that the run betters the best so far, from 0 to 1
   * @param expectedImprovement of the objective, in its own unit (several: of the hypervolume)
   * @param exploring share of the expected improvement that rests on what is not known, from 0 to 1
   * @param probabilityOfSuccess that the run does not fail, from 0 to 1
   * @param nearestRun number of the nearest earlier run in the table, from 1
   * @param nearestDistance largest difference to it in any variable, as a share of its range
   * @param binding bounds and constraints on which the point lies
   */
  public record Grounds(
      double probabilityOfImprovement,
      double expectedImprovement,
      double exploring,
      double probabilityOfSuccess,
      int nearestRun,
      double nearestDistance,
      List<String> binding) {
    /** Keeps its own list. */
    public Grounds {
      binding = List.copyOf(binding);
    }
  }
}
