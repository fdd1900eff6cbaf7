package dev.weir.device;

import dev.weir.units.Dimension;

/**
 * What a device can be asked for or can report: the closed vocabulary of device profiles.
 *
 * <p>Modelled on the capability classes of OPC UA LADS (OPC 30500-1).
 */
public enum Capability {
  /** Wanted flow rate of a pump. */
  FLOW_SETPOINT("flow.setpoint", Dimension.FLOW_RATE),
  /** Flow rate that the pump says it delivers. */
  FLOW_ACTUAL("flow.actual", Dimension.FLOW_RATE),
  /** Volume delivered since the counter was cleared. */
  VOLUME_DISPENSED("volume.dispensed", Dimension.VOLUME),
  /** Whether the device moves or controls: 1 running, 0 stopped. */
  RUN("run", Dimension.NUMBER),
  /** Pressure at the device. */
  PRESSURE_ACTUAL("pressure.actual", Dimension.PRESSURE),
  /** Pressure at which the device's own firmware stops it. */
  PRESSURE_LIMIT("pressure.limit.hw", Dimension.PRESSURE),
  /** Wanted temperature of a controller. */
  TEMPERATURE_SETPOINT("temperature.setpoint", Dimension.TEMPERATURE),
  /** Measured temperature. */
  TEMPERATURE_ACTUAL("temperature.actual", Dimension.TEMPERATURE),
  /** Output of a controller, as a share of its full power. */
  OUTPUT_ACTUAL("output.actual", Dimension.SHARE),
  /** Whether an external circuit permits operation: 1 it does, 0 it does not. */
  PERMIT("permit", Dimension.NUMBER),
  /** Mass on a balance, for a vessel that is weighed. */
  MASS_ACTUAL("mass.actual", Dimension.MASS),
  /** The device's own communication watchdog: 1 armed, 0 not. */
  WATCHDOG("watchdog.hw", Dimension.NUMBER),
  /** Whether the front panel is locked: 1 remote, 0 local. */
  REMOTE_LOCK("remote.lock", Dimension.NUMBER),
  /** Position of a valve. */
  VALVE_POSITION("valve.position", Dimension.NUMBER),
  /** A spectrum; carried by its own report, never as a reading. */
  SPECTRUM("spectrum", Dimension.NUMBER),
  /** An analysis handed over as a file; carried by its own report, never as a reading. */
  RESULT_FILE("result.file", Dimension.NUMBER),
  /** An analysis of a sample, read from the device itself; carried by its own report. */
  ANALYSIS("analysis", Dimension.NUMBER);

  private final String word;
  private final Dimension dimension;

  Capability(String word, Dimension dimension) {
    this.word = word;
    this.dimension = dimension;
  }

  /** Returns the word by which profiles and configuration name this capability. */
  public String word() {
    return word;
  }

  /** Returns what kind of quantity its readings are. */
  public Dimension dimension() {
    return dimension;
  }

  /**
   * Returns the capability with the given word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Capability of(String word) {
    for (Capability capability : values()) {
      if (capability.word.equals(word)) {
        return capability;
      }
    }
    throw new IllegalArgumentException("'" + word + "' is not a capability");
  }
}
