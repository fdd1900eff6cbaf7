package dev.weir.experiment;

import java.util.List;
import java.util.Optional;

/** How a run ended; it is in the journal, forced, before anybody hears of it. */
public sealed interface RunResult {
  /** Returns the run. */
  RunNumber run();

  /**
   * The run gave an observation.
   *
   * @param observation its result
   * @param ramp how its ramp ended, when it had one
   */
  record Accepted(Observation observation, Optional<Ramped> ramp) implements RunResult {
    @Override
    public RunNumber run() {
      return observation.run();
    }
  }

  /**
   * What a ramp gave.
   *
   * @param aliquots the observations of its aliquots, in the order in which they were accepted
   * @param ended the event that tells its end
   */
  record Ramped(List<Observation> aliquots, RunEvent.RampEnded ended) {
    /** Copies the list. */
    public Ramped {
      aliquots = List.copyOf(aliquots);
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
