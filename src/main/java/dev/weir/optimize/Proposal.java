package dev.weir.optimize;

import dev.weir.experiment.Conditions;
import dev.weir.flow.Ramp;
import java.util.Optional;

/**
 * The next point, and why.
 *
 * @param conditions what to try
 * @param source how it was found
 * @param predicted what is expected there; empty while nothing has been learnt
 * @param acquisition expected improvement of the loss at the point, in mol/mol; 0 when the point
 *     was found another way
 * @param seed from which it is reproducible, together with the observations
 * @param observations how many observations it rests on
 * @param reason one sentence
 * @param basis what it rests on; empty when nothing was learnt, or by a proposer that says no more
 * @param ramp what shall follow the steady sample, when anything shall
 */
public record Proposal(
    Conditions conditions,
    Source source,
    Optional<Predicted> predicted,
    double acquisition,
    long seed,
    int observations,
    String reason,
    Optional<Basis> basis,
    Optional<Ramp> ramp) {

  /** A proposal of a steady state alone. */
  public Proposal(
      Conditions conditions,
      Source source,
      Optional<Predicted> predicted,
      double acquisition,
      long seed,
      int observations,
      String reason,
      Optional<Basis> basis) {
    this(
        conditions,
        source,
        predicted,
        acquisition,
        seed,
        observations,
        reason,
        basis,
        Optional.empty());
  }

  /** A proposal that says no more of what it rests on. */
  public Proposal(
      Conditions conditions,
      Source source,
      Optional<Predicted> predicted,
      double acquisition,
      long seed,
      int observations,
      String reason) {
    this(conditions, source, predicted, acquisition, seed, observations, reason, Optional.empty());
  }

  /** Returns the same proposal with what shall follow its steady sample. */
  public Proposal with(Optional<Ramp> other) {
    return new Proposal(
        conditions, source, predicted, acquisition, seed, observations, reason, basis, other);
  }

  /** How a proposal was found. */
  public enum Source {
    /** A point of the space-filling initial design. */
    INITIAL_DESIGN,
    /** The maximum of the acquisition function. */
    ACQUISITION,
    /** A point run before that reached the objective, repeated on purpose. */
    CONFIRMATION,
    /** The recommended point, repeated with the last runs of the budget. */
    RECOMMENDATION,
    /** The conditions of a run that was void for no fault of theirs, once more. */
    REPEAT,
    /** Asked for by an operator. */
    OPERATOR,
    /** Drawn at random, as a yardstick. */
    RANDOM
  }

  /**
   * What is expected, with standard deviations, in mol/mol.
   *
   * @param copolymerComposition expected F1
   * @param copolymerCompositionDeviation its standard deviation
   * @param conversion expected overall conversion
   * @param conversionDeviation its standard deviation
   */
  public record Predicted(
      double copolymerComposition,
      double copolymerCompositionDeviation,
      double conversion,
      double conversionDeviation) {}
}
