package dev.weir.device;

import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;

/**
 * The state in which the reactor wants a device. It is a wish about state, not a command: the line
 * works until the device is there, and the latest wish replaces an earlier one.
 */
public sealed interface Wanted {
  /**
   * Pumps stopped, heaters off or at their safe temperature: the profile's safe-state sequence.
   * Goes ahead of all else.
   */
  record Safe() implements Wanted {}

  /** Only read, change nothing: sensors, and any device before the reactor is cleared. */
  record Observed() implements Wanted {}

  /**
   * Deliver at this rate; a rate of zero means stopped but ready.
   *
   * @param flow the set-point, already checked against the device's limits
   */
  record Pumping(FlowRate flow) implements Wanted {}

  /**
   * Hold this temperature.
   *
   * @param setpoint the set-point, already checked against the device's limits
   */
  record Tempering(Temperature setpoint) implements Wanted {}

  /**
   * Analyse the aliquot of this name, once.
   *
   * @param sample the name under which the result is awaited
   */
  record Analysing(SampleName sample) implements Wanted {}
}
