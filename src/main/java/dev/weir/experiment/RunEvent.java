package dev.weir.experiment;

import dev.weir.device.Analysis;
import dev.weir.device.SampleName;
import dev.weir.flow.Ramp;
import dev.weir.flow.Setpoints;
import dev.weir.journal.JournalEvent;
import dev.weir.units.TimeSpan;
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
   * @param ramp what follows its steady sample, when anything does
   */
  record RunStarted(
      String campaign,
      RunNumber run,
      Conditions requested,
      Setpoints setpoints,
      Optional<Ramp> ramp)
      implements RunEvent {
    /** A run without a ramp. */
    public RunStarted(String campaign, RunNumber run, Conditions requested, Setpoints setpoints) {
      this(campaign, run, requested, setpoints, Optional.empty());
    }
  }

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
   * An aliquot is drawn on a ramp.
   *
   * @param campaign the campaign's name
   * @param run its number
   * @param aliquot its number within the run, from 2
   * @param sample the aliquot
   * @param intended the residence time at which it was to be drawn
   */
  record AliquotDrawn(
      String campaign, RunNumber run, int aliquot, SampleName sample, TimeSpan intended)
      implements RunEvent {}

  /**
   * An aliquot of a ramp is accepted; that of the steady state is with {@link RunAccepted}, which
   * always comes first.
   *
   * @param campaign the campaign's name
   * @param observation its result
   */
  record AliquotAccepted(String campaign, Observation observation) implements RunEvent {
    @Override
    public RunNumber run() {
      return observation.run();
    }
  }

  /**
   * An aliquot of a ramp gave no observation, or was not drawn.
   *
   * @param campaign the campaign's name
   * @param run its number
   * @param aliquot its number within the run, from 2
   * @param reason why
   */
  record AliquotVoided(String campaign, RunNumber run, int aliquot, String reason)
      implements RunEvent {}

  /**
   * A run with a ramp, accepted before by its steady sample, is over.
   *
   * @param campaign the campaign's name
   * @param run its number
   * @param accepted how many aliquots of the ramp were accepted
   * @param reason one line
   */
  record RampEnded(String campaign, RunNumber run, int accepted, String reason)
      implements RunEvent {}

  /**
   * The run is accepted. With a ramp it goes on until {@link RampEnded}.
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
