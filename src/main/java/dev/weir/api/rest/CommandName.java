package dev.weir.api.rest;

import dev.weir.reactor.ReactorState;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The commands of the interface, by the states from which the reactor can follow them. */
enum CommandName {
  START(ReactorState.STARTING),
  HOLD(ReactorState.HOLDING),
  RESUME(ReactorState.UNHOLDING),
  STOP(ReactorState.STOPPING),
  ABORT(ReactorState.ABORTING),
  CLEAR(ReactorState.CLEARING),
  ACKNOWLEDGE,
  SHELVE,
  REFILL,
  EMPTY_WASTE,
  VOID_RUN,
  RUN_POINT;

  private final Set<ReactorState> leadsTo;

  CommandName(ReactorState... leadsTo) {
    this.leadsTo = EnumSet.noneOf(ReactorState.class);
    this.leadsTo.addAll(Set.of(leadsTo));
  }

  /** Returns its name in the address. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Tells whether the state can change to one that this command asks for, or whether it asks for
   * none.
   */
  boolean fits(ReactorState state) {
    return leadsTo.isEmpty() || state.successors().stream().anyMatch(leadsTo::contains);
  }
}
