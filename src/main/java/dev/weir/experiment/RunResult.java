package dev.weir.experiment;

/** How a run ended; it is in the journal, forced, before anybody hears of it. */
public sealed interface RunResult {
  /** Returns the run. */
  RunNumber run();

  /**
   * The run gave an observation.
   *
   * @param observation its result
   */
  record Accepted(Observation observation) implements RunResult {
    @Override
    public RunNumber run() {
      return observation.run();
    }
  }

  /**
   * The run gave none.
   *
   * @param run its number
   * @param reason why
   * @param cause what kind of reason
   */
  record Voided(RunNumber run, String reason, VoidCause cause) implements RunResult {}
}
