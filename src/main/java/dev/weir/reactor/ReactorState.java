package dev.weir.reactor;

import java.util.EnumSet;
import java.util.Set;

/**
 * The state of the reactor, after PackML (ISA-TR88.00.02) as OPC UA LADS uses it. Between two runs
 * of a campaign the reactor stays in {@link #EXECUTE}; the phases of a run are the run's own.
 */
public enum ReactorState {
  /**
   * Outputs are being driven to their safe state; entered at every start of the daemon and at every
   * trip.
   */
  ABORTING,
  /** Everything is safe, or alarmed as unconfirmed; latched until an operator clears it. */
  ABORTED,
  /** Devices are identified, their limits and watchdogs read back. */
  CLEARING,
  /** Verified and idle: pumps off, heater off. */
  STOPPED,
  /** Solvent flows, the bath heats. */
  STARTING,
  /** Runs may be performed. */
  EXECUTE,
  /** Going to hold by an operator's wish: reactive feeds off, solvent on, cooling. */
  HOLDING,
  /** Held. */
  HELD,
  /** Flushing and heating again after a hold. */
  UNHOLDING,
  /** Going to hold by an automatic wish. */
  SUSPENDING,
  /** Held automatically; ends by itself when the cause is gone. */
  SUSPENDED,
  /** Flushing and heating again after a suspension. */
  UNSUSPENDING,
  /** Flushing and cooling before stopping. */
  STOPPING;

  /** Returns the states to which this one may change. */
  public Set<ReactorState> successors() {
    return switch (this) {
      case ABORTING -> EnumSet.of(ABORTED);
      case ABORTED -> EnumSet.of(CLEARING, ABORTING);
      case CLEARING -> EnumSet.of(STOPPED, ABORTING);
      case STOPPED -> EnumSet.of(STARTING, ABORTING);
      case STARTING -> EnumSet.of(EXECUTE, HOLDING, SUSPENDING, STOPPING, ABORTING);
      case EXECUTE -> EnumSet.of(HOLDING, SUSPENDING, STOPPING, ABORTING);
      case HOLDING -> EnumSet.of(HELD, STOPPING, ABORTING);
      case HELD -> EnumSet.of(UNHOLDING, STOPPING, ABORTING);
      case UNHOLDING -> EnumSet.of(EXECUTE, HOLDING, SUSPENDING, STOPPING, ABORTING);
      case SUSPENDING -> EnumSet.of(SUSPENDED, HOLDING, STOPPING, ABORTING);
      case SUSPENDED -> EnumSet.of(UNSUSPENDING, HOLDING, STOPPING, ABORTING);
      case UNSUSPENDING -> EnumSet.of(EXECUTE, HOLDING, SUSPENDING, STOPPING, ABORTING);
      case STOPPING -> EnumSet.of(STOPPED, ABORTING);
    };
  }

  /** Tells whether a reactive feed may run in this state. */
  public boolean allowsReactiveFeeds() {
    return this == EXECUTE;
  }
}
