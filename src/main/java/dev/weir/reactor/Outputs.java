package dev.weir.reactor;

import dev.weir.flow.Setpoints;

/** What all devices together are asked for. */
sealed interface Outputs {
  /**
   * Everything in its safe state.
   *
   * @param reason why
   */
  record AllSafe(String reason) implements Outputs {}

  /**
   * These set-points.
   *
   * @param setpoints every flow and the bath
   * @param tripped whether a trip has brought them about: then reactive pumps are made safe, not
   *     only stopped
   */
  record Holding(Setpoints setpoints, boolean tripped) implements Outputs {}
}
