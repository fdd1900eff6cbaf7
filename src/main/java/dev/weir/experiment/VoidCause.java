package dev.weir.experiment;

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
