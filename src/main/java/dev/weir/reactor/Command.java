package dev.weir.reactor;

import dev.weir.chemistry.FeedComposition;
import dev.weir.flow.FeedName;
import dev.weir.flow.Ramp;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.time.Duration;
import java.util.Optional;

/** What an operator may ask of the reactor. Every command carries who asked and why. */
public sealed interface Command {
  /** Returns who asked, and why. */
  Origin origin();

  /**
   * Who asked, and why.
   *
   * @param operator the name given with the command
   * @param reason one line; may be empty where the command does not demand one
   */
  record Origin(String operator, String reason) {}

  /** Leaves STOPPED for STARTING. */
  record Start(Origin origin) implements Command {}

  /** Reactive feeds off, solvent on, cool. */
  record Hold(Origin origin) implements Command {}

  /** Ends a hold. */
  record Resume(Origin origin) implements Command {}

  /** Flushes, cools and stops. */
  record Stop(Origin origin) implements Command {}

  /** Safe stop at once. */
  record Abort(Origin origin) implements Command {}

  /** Leaves ABORTED when no trip is active any more; demands a reason. */
  record Clear(Origin origin) implements Command {}

  /**
   * Acknowledges an alarm.
   *
   * @param origin who and why
   * @param alarm its number
   */
  record Acknowledge(Origin origin, long alarm) implements Command {}

  /**
   * Says how much is in a feed's bottle or syringe now.
   *
   * @param origin who and why; the reason holds the lot number
   * @param feed the feed
   * @param volume what it holds now
   */
  record Refill(Origin origin, FeedName feed, Volume volume) implements Command {}

  /**
   * Puts an alarm aside for a while: it stays active, but no longer asks to be seen. A latched trip
   * stays latched.
   *
   * @param origin who and why; demands a reason
   * @param alarm its number
   * @param span for how long, from 1 min to 60 min
   */
  record Shelve(Origin origin, long alarm, Duration span) implements Command {}

  /**
   * Says that the waste vessel is empty now.
   *
   * @param origin who and why
   */
  record EmptyWaste(Origin origin) implements Command {}

  /** Ends the present run without a result; the campaign goes on with the next. */
  record VoidRun(Origin origin) implements Command {}

  /**
   * Asks the campaign for a run at conditions of the operator's own; it comes before anything the
   * campaign would propose, and is checked against every limit like a proposal.
   *
   * @param origin who and why
   * @param feedComposition f10
   * @param residenceTime at inlet conditions
   * @param temperature of the coil
   * @param totalMonomer at the inlet
   * @param initiator at the inlet
   * @param ramp what shall follow its steady sample, when anything shall
   */
  record RunPoint(
      Origin origin,
      FeedComposition feedComposition,
      TimeSpan residenceTime,
      Temperature temperature,
      Concentration totalMonomer,
      Concentration initiator,
      Optional<Ramp> ramp)
      implements Command {}
}
