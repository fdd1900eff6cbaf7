package dev.weir.optimize.ask;

/**
 * What is wanted of one number.
 *
 * @param name of the number
 * @param formula of variables and outputs
 * @param aim what is wanted
 * @param value the target or threshold; not used to minimise or maximise
 * @param reference for several objectives: the worst value still worth anything, NaN when it is to
 *     be inferred
 */
public record Goal(String name, Formula formula, Aim aim, double value, double reference) {
  /** What can be wanted. */
  public enum Aim {
    /** As little as possible. */
    MINIMISE,
    /** As much as possible. */
    MAXIMISE,
    /** As near to the value as possible. */
    TARGET,
    /** Not less than the value. */
    AT_LEAST,
    /** Not more than the value. */
    AT_MOST
  }

  /** Tells whether it is a condition to be met rather than something to improve. */
  public boolean isCondition() {
    return aim == Aim.AT_LEAST || aim == Aim.AT_MOST;
  }

  /**
   * Returns the loss, smaller is better; of a condition what exceeds it, zero or less where met.
   *
   * @param named the numbers of variables and outputs
   */
  public double loss(double[] named) {
    return lossOf(formula.value(named));
  }

  /** Returns the loss of a value of the formula. */
  public double lossOf(double achieved) {
    return switch (aim) {
      case MINIMISE -> achieved;
      case MAXIMISE -> -achieved;
      case TARGET -> Math.abs(achieved - value);
      case AT_LEAST -> value - achieved;
      case AT_MOST -> achieved - value;
    };
  }

  /**
   * Adds the derivatives of the loss.
   *
   * @param named the numbers of variables and outputs
   * @param weight of the loss in what is differentiated
   * @param slopes to be added to, one for each number
   */
  void addSlopes(double[] named, double weight, double[] slopes) {
    double sign =
        switch (aim) {
          case MINIMISE, AT_MOST -> 1.0;
          case MAXIMISE, AT_LEAST -> -1.0;
          case TARGET -> formula.value(named) < value ? -1.0 : 1.0;
        };
    formula.addSlopes(named, sign * weight, slopes);
  }
}
