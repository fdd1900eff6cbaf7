package dev.weir.experiment;

import dev.weir.reactor.AlarmKind;
import dev.weir.reactor.ReactorState;
import java.util.Set;

/** Why a run gave no observation: it decides whether the same conditions may be tried again. */
public enum VoidCause {
  /** A person ended it. */
  OPERATOR,
  /** An instrument, a line or the analyser did not do its part; the chemistry is not to blame. */
  EQUIPMENT,
  /** The reactor was stopped, or the daemon ended, while it was under way. */
  INTERRUPTED,
  /** An interlock tripped: the conditions themselves may be to blame. */
  TRIPPED,
  /** The chemistry did not come to a steady state, or made nothing that can be measured. */
  CHEMISTRY,
  /** A set-point lies outside the reactor's limits. */
  LIMIT;

  /**
   * Returns why a run is void that lost the reactor.
   *
   * @param state to which the reactor went
   * @param trips the interlocks that had tripped
   */
  static VoidCause of(ReactorState state, Set<AlarmKind> trips) {
    return switch (state) {
      case ABORTING, ABORTED, CLEARING -> ofTrips(trips);
      case STOPPING, STOPPED, STARTING -> INTERRUPTED;
      case EXECUTE, HOLDING, HELD, UNHOLDING, SUSPENDING, SUSPENDED, UNSUSPENDING -> EQUIPMENT;
    };
  }

  /** The conditions are suspected where pressure or heat tripped, and where nothing is known. */
  private static VoidCause ofTrips(Set<AlarmKind> trips) {
    if (trips.contains(AlarmKind.OVER_PRESSURE)
        || trips.contains(AlarmKind.OVER_TEMPERATURE)
        || trips.contains(AlarmKind.LEAK)
        || trips.isEmpty()) {
      return TRIPPED;
    }
    return trips.contains(AlarmKind.ABORT_COMMAND) ? OPERATOR : EQUIPMENT;
  }

  /** Tells whether the same conditions may be tried again without anybody asking. */
  public boolean mayBeRepeated() {
    return switch (this) {
      case EQUIPMENT, INTERRUPTED -> true;
      case OPERATOR, TRIPPED, CHEMISTRY, LIMIT -> false;
    };
  }

  /** Tells whether it teaches where runs do not work. */
  public boolean isOfTheConditions() {
    return switch (this) {
      case TRIPPED, CHEMISTRY -> true;
      case OPERATOR, EQUIPMENT, INTERRUPTED, LIMIT -> false;
    };
  }
}
