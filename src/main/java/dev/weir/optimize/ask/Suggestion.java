package dev.weir.optimize.ask;

import java.util.List;

/**
 * A point to try next, and why.
 *
 * @param values of the variables, in their order and units
 * @param source how it was found
 * @param predicted for each output its mean and standard deviation there; empty while nothing has
 *     been learnt
 * @param logAcquisition logarithm of the acquisition there, 0 for the initial design
 * @param runnerUp values and logarithm of the acquisition of the second best point that lies apart;
 *     empty when there is none
 * @param probabilityOfImprovement that the run betters the best so far, from 0 to 1; NaN while
 *     nothing has been learnt
 * @param expectedImprovement of the objective, in its own unit (several: of the hypervolume); NaN
 *     while nothing has been learnt
 * @param reason one sentence
 */
@SuppressWarnings("ArrayRecordComponent")
public record Suggestion(
    double[] values,
    Source source,
    List<double[]> predicted,
    double logAcquisition,
    List<Suggestion> runnerUp,
    double probabilityOfImprovement,
    double expectedImprovement,
    String reason) {
  /** How a point was found. */
  public enum Source {
    /** Evenly spread over what is allowed. */
    INITIAL_DESIGN,
    /** The largest acquisition. */
    ACQUISITION
  }
}
