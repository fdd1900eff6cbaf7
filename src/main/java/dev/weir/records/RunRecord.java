package dev.weir.records;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunPhase;
import dev.weir.experiment.SteadyState;
import dev.weir.flow.Setpoints;
import dev.weir.optimize.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run, as far as the journal has been read.
 *
 * @param campaign the campaign's name
 * @param number its number in the campaign, from 1
 * @param state where it stands
 * @param startedAt when
 * @param endedAt when; empty while it goes on
 * @param requested the conditions it shall hold
 * @param setpoints the flows and the bath temperature they mean
 * @param steadyState the latest verdict, also of a run that was voided afterwards
 * @param observation its result, when it was accepted
 * @param proposal the proposal it follows
 * @param reason why it is void; else the reason of its present phase
 * @param phases the phases it entered, in order
 * @param aliquots those of its ramp, in order
 */
public record RunRecord(
    String campaign,
    int number,
    State state,
    Instant startedAt,
    Optional<Instant> endedAt,
    Conditions requested,
    Setpoints setpoints,
    Optional<SteadyState> steadyState,
    Optional<Observation> observation,
    Optional<Proposal> proposal,
    String reason,
    List<PhaseTime> phases,
    List<AliquotRecord> aliquots) {
  /** Copies the lists. */
  public RunRecord {
    phases = List.copyOf(phases);
    aliquots = List.copyOf(aliquots);
  }

  /**
   * An aliquot of the ramp after the steady state.
   *
   * @param number within the run, from 2
   * @param state drawn, accepted or void
   * @param reason why it is void
   * @param sample its name; empty when it was not drawn
   * @param drawnAt when
   * @param observation its result, when it was accepted
   */
  public record AliquotRecord(
      int number,
      AliquotState state,
      String reason,
      Optional<String> sample,
      Optional<Instant> drawnAt,
      Optional<Observation> observation) {}

  /** Where an aliquot stands. */
  public enum AliquotState {
    /** It is with the analyser, or its result never came. */
    DRAWN,
    /** It gave an observation. */
    ACCEPTED,
    /** It did not. */
    VOID
  }

  /** Where a run stands. */
  public enum State {
    /** It goes on, or its end was never journalled. */
    RUNNING,
    /** It gave an observation. */
    ACCEPTED,
    /** It did not. */
    VOID
  }

  /**
   * When a phase was entered.
   *
   * @param phase which
   * @param enteredAt when
   * @param reason why
   */
  public record PhaseTime(RunPhase phase, Instant enteredAt, String reason) {}
}
