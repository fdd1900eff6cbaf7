package dev.weir.optimize;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.RunNumber;
import java.util.List;
import java.util.Optional;

/**
 * What a proposal rests on, for the record.
 *
 * @param layers the surrogates with their weights, which sum to one
 * @param composition central 95 % of what is expected of F1, in mol/mol
 * @param conversion central 95 % of what is expected of X, in mol/mol
 * @param probability that the true outcome reaches the objective, from 0 to 1
 * @param binding limits that hold the point where it is, each in a few words with its value
 * @param runnerUp the next best point that is not a neighbour; empty when there is none
 * @param best the point of the whole space that is believed to be best now
 * @param believed the accepted run whose conditions most probably reach the objective; empty when
 *     there is none
 * @param data SHA-256, in hex, of the runs that it was learnt from
 */
public record Basis(
    List<LayerWeight> layers,
    Interval composition,
    Interval conversion,
    double probability,
    List<String> binding,
    Optional<RunnerUp> runnerUp,
    Best best,
    Optional<BelievedRun> believed,
    String data) {
  /** Copies the lists. */
  public Basis {
    layers = List.copyOf(layers);
    binding = List.copyOf(binding);
  }

  /**
   * A surrogate's weight.
   *
   * @param layer which one, in a few words
   * @param weight from 0 to 1
   */
  public record LayerWeight(String layer, double weight) {}

  /**
   * An interval.
   *
   * @param low its lower end
   * @param high its upper end
   */
  public record Interval(double low, double high) {}

  /**
   * A point that was nearly proposed.
   *
   * @param conditions the point
   * @param acquisition its expected improvement, in mol/mol
   */
  public record RunnerUp(Conditions conditions, double acquisition) {}

  /**
   * The point believed to be best.
   *
   * @param conditions the point
   * @param probability that its true outcome reaches the objective, from 0 to 1
   */
  public record Best(Conditions conditions, double probability) {}

  /**
   * What is believed of a run.
   *
   * @param run its number
   * @param probability that the true outcome of its conditions reaches the objective, from 0 to 1
   */
  public record BelievedRun(RunNumber run, double probability) {}
}
