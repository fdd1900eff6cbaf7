package dev.weir.reactor;

/**
 * What an interlock found in this cycle.
 *
 * @param kind the alarm it raises
 * @param source which device, feed or limit
 * @param text one line with value, limit and unit
 * @param reaction what the reactor does about it
 */
record Finding(AlarmKind kind, String source, String text, Reaction reaction) {
  /** What the reactor does about a finding, from mild to severe. */
  enum Reaction {
    /** Only the alarm. */
    ALARM,
    /** Automatic hold that ends when the finding is gone. */
    SUSPEND,
    /**
     * Latched trip; the safe state is S1: reactive feeds off, solvent flushes, bath cools, then
     * everything stops.
     */
    FLUSH_TRIP,
    /** Latched trip; the safe state is S2: everything stops at once. */
    STOP_TRIP;

    boolean isTrip() {
      return this == FLUSH_TRIP || this == STOP_TRIP;
    }
  }
}
