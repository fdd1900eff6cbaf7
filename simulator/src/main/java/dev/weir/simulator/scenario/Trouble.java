package dev.weir.simulator.scenario;

import dev.weir.device.DeviceName;
import dev.weir.device.line.LineName;
import dev.weir.flow.FeedName;
import dev.weir.units.FlowRate;
import dev.weir.units.Fraction;
import dev.weir.units.Pressure;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.TimeSpan;

/** Something that goes wrong on a bench. */
public sealed interface Trouble {
  /**
   * A pump's drive is blocked.
   *
   * @param feed whose pump
   */
  record PumpStall(FeedName feed) implements Trouble {}

  /**
   * A bottle or syringe is empty; filled again when it ends.
   *
   * @param feed whose vessel
   */
  record FeedEmpty(FeedName feed) implements Trouble {}

  /**
   * A clog grows evenly and is gone when it ends.
   *
   * @param drop pressure drop of the grown clog
   * @param flow at which it drops that pressure
   * @param over how long it grows
   */
  record Clog(Pressure drop, FlowRate flow, TimeSpan over) implements Trouble {}

  /**
   * The path leaks at the mixer.
   *
   * @param flow what is lost
   * @param pressure at which that much is lost
   */
  record Leak(FlowRate flow, Pressure pressure) implements Trouble {}

  /**
   * Gas in the path makes the pressure restless.
   *
   * @param factor by which its noise grows
   */
  record Bubble(double factor) implements Trouble {}

  /** Somebody presses the emergency stop: the external circuit no longer permits operation. */
  record EmergencyStop() implements Trouble {}

  /** The heater's relay welds: full power whatever the controller wants. */
  record HeaterWelded() implements Trouble {}

  /**
   * Heat comes from a reaction that runs away.
   *
   * @param rise of the bath
   * @param over the time in which it rises so much
   */
  record Runaway(TemperatureDifference rise, TimeSpan over) implements Trouble {}

  /**
   * The bath's sensor shows too little.
   *
   * @param error how much too little
   */
  record SensorLow(TemperatureDifference error) implements Trouble {}

  /**
   * A device does not answer; it goes on doing what it did.
   *
   * @param device which
   */
  record DeviceMute(DeviceName device) implements Trouble {}

  /**
   * A device loses power for a moment and starts as delivered.
   *
   * @param device which
   */
  record DeviceReset(DeviceName device) implements Trouble {}

  /**
   * Replies of a device are damaged.
   *
   * @param device which
   * @param share of its replies that are damaged
   */
  record DeviceGarble(DeviceName device, Fraction share) implements Trouble {}

  /**
   * Results take longer.
   *
   * @param delay beside the usual one
   */
  record AnalyserLate(TimeSpan delay) implements Trouble {}

  /** No results come; those due meanwhile are lost. */
  record AnalyserSilent() implements Trouble {}

  /**
   * A line is cut.
   *
   * @param line which
   */
  record LineCut(LineName line) implements Trouble {}
}
