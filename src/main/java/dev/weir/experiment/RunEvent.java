package dev.weir.experiment;

import dev.weir.device.Analysis;
import dev.weir.device.SampleName;
import dev.weir.flow.Setpoints;
import dev.weir.journal.JournalEvent;
import java.util.Optional;

/** What happens in a run, as journalled. */
public sealed interface RunEvent extends JournalEvent {
  /** Returns the campaign's name. */
  String campaign();

  /** Returns the run. */
  RunNumber run();

  /**
   * A run started.
   *
   * @param campaign the campaign's name
   * @param run its number
   * @param requested the conditions it shall hold
   * @param setpoints the flows and the bath temperature they mean
   */
  record RunStarted(String campaign, RunNumber run, Conditions requested, Setpoints setpoints)
      implements RunEvent {}

  /**
   * A run went to its next phase.
   *
   * @param campaign the campaign's name
   * @param run its number
   * @param phase the phase entered
   * @param reason why
   */
  record RunPhaseEntered(String campaign, RunNumber run, RunPhase phase, String reason)
      implements RunEvent {}

  /**
   * Steady state was judged at the end of its window.
   *
   * @param campaign the campaign's name
   * @param run its number
   * @param verdict the verdict and its figures
   */
  record SteadyStateJudged(String campaign, RunNumber run, SteadyState verdict)
      implements RunEvent {}

  /**
   * An aliquot is drawn.
   *
   * @param campaign the campaign's name
   * @param run its number
   * @param sample the aliquot
   */
  record SampleDrawn(String campaign, RunNumber run, SampleName sample) implements RunEvent {}

  /**
   * The analyser's result was taken over.
   *
   * @param campaign the campaign's name
   * @param run its number
   * @param analysis the result as it came
   */
  record AnalysisTaken(String campaign, RunNumber run, Analysis analysis) implements RunEvent {}

  /**
   * The run is accepted.
   *
   * @param campaign the campaign's name
   * @param observation its result
   */
  record RunAccepted(String campaign, Observation observation) implements RunEvent {
    @Override
    public RunNumber run() {
      return observation.run();
    }
  }

  /**
   * The run gave no usable observation.
   *
   * @param campaign the campaign's name
   * @param run its number
   * @param reason why
   * @param cause what kind of reason; empty in journals that are older than the distinction
   */
  record RunVoided(String campaign, RunNumber run, String reason, Optional<VoidCause> cause)
      implements RunEvent {
    /** A void run of which nobody says more. */
    public RunVoided(String campaign, RunNumber run, String reason) {
      this(campaign, run, reason, Optional.empty());
    }
  }
}
