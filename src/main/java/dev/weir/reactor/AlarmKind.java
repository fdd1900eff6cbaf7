package dev.weir.reactor;

/** The alarms, each with its cause, consequence and the operator's response (ISA-18.2). */
public enum AlarmKind {
  /** An external circuit does not permit operation. */
  PERMIT_LOST(
      "emergency stop, hood or another external circuit",
      "all pumps stop",
      "find the cause, reset the circuit, clear"),
  /** Pressure above its high-high limit. */
  OVER_PRESSURE("pressure above HH", "all pumps stop", "find the blockage, relieve, clear"),
  /** Pressure above its high limit. */
  HIGH_PRESSURE("pressure above H", "trip follows at HH", "watch the trend, lower the flow"),
  /** Pressure that rises steadily although nothing was changed. */
  FOULING(
      "pressure rises at steady flow, or solvent alone needs more than it did",
      "the run is void, flush, then on; the second time trips",
      "look at the tube; expect a clog when it comes again"),
  /** Pressure that is more restless than usual. */
  GAS_BUBBLE(
      "gas in the path, or a pump has lost its prime",
      "after 1 min hold until it is calm",
      "look for bubbles, prime the pump"),
  /** The waste vessel is nearly full. */
  WASTE_FULL(
      "the waste vessel is nearly full",
      "trip while a flush still finds room",
      "empty it and say so"),
  /** Pressure below its low-low limit while liquid flows. */
  LEAK("pressure below LL at flow", "all pumps stop", "look for a leak before flushing"),
  /** Temperature above its high-high limit or far above its set-point. */
  OVER_TEMPERATURE(
      "temperature too high", "reactive feeds stop, cooling", "find the cause, wait until cold"),
  /** The heater does not heat, or its sensor fails. */
  HEATER_FAULT("no heating or no sensor", "reactive feeds stop", "check heater and sensor"),
  /** A feed delivers other than its set-point. */
  FEED_DEVIATION(
      "a feed's flow is wrong", "reactive feeds stop, flush", "check pump and tubing, flush"),
  /** A feed runs empty. */
  FEED_EMPTY("a feed is nearly empty", "no run is started", "refill and enter the volume"),
  /** A device does not answer. */
  DEVICE_LOST("no valid reply", "hold or safe stop", "check cable and power"),
  /** A device restarted in the middle of a run. */
  DEVICE_RESET("the device restarted", "the run is void", "clear after checking its settings"),
  /** A device reports a fault. */
  DEVICE_FAULT("the device reports a fault", "hold or safe stop", "see the device's own text"),
  /** A reading is too old. */
  STALE_READING("a reading is too old", "hold after 10 s", "check the line"),
  /** A device could not be proven safe. */
  UNCONFIRMED_SAFE("no proof of the safe state", "stays alarmed", "make it safe by hand"),
  /** The analyser gives no result, or a refused one. */
  ANALYSER("no usable result", "no new proposals", "check the analyser or void the run"),
  /** The journal cannot be written. */
  JOURNAL("the journal fails", "hold, no runs", "free the disk, restart"),
  /** The control cycle was late. */
  LATE_CYCLE("the cycle was late", "devices stop by their watchdogs", "look at the machine's load"),
  /** The wall clock jumped. */
  CLOCK_JUMP("the wall clock jumped", "recorded; control goes on", "check time synchronisation"),
  /** A proposal broke a limit. */
  UNSAFE_PROPOSAL(
      "a proposal broke a limit", "rejected; three hold the campaign", "check the search space"),
  /** The daemon started after an unclean end. */
  RESTARTED(
      "unclean end of the last session",
      "everything is commanded safe",
      "clear when the bench is seen safe"),
  /** A step of the control cycle failed: a fault of the program. */
  STEP_FAILED(
      "a step of the control cycle failed",
      "everything is made safe",
      "keep the journal, report the fault"),
  /** The operator aborted. */
  ABORT_COMMAND(
      "abort by the operator", "everything is commanded safe", "clear when the bench is seen safe");

  private final String cause;
  private final String consequence;
  private final String response;

  AlarmKind(String cause, String consequence, String response) {
    this.cause = cause;
    this.consequence = consequence;
    this.response = response;
  }

  /** Returns what has happened. */
  public String cause() {
    return cause;
  }

  /** Returns what the daemon does about it. */
  public String consequence() {
    return consequence;
  }

  /** Returns what the operator should do. */
  public String response() {
    return response;
  }
}
