package dev.weir.device;

import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import dev.weir.units.Temperature;
import java.util.Set;

/**
 * One configured device as the reactor sees it: its name, what it can do and within which limits.
 * The limits are the intersection of the profile's and the configuration's.
 */
public sealed interface Device {
  /** Returns its name. */
  DeviceName name();

  /** Returns the values it reports or takes. */
  Set<Capability> capabilities();

  /**
   * A pump.
   *
   * @param name its name
   * @param capabilities what it reports and takes
   * @param lowest the smallest flow at which it still delivers evenly (turndown); zero flow means
   *     stopped
   * @param highest the largest flow
   * @param pressureLimit the pressure at which its own firmware stops it; zero when it has no such
   *     limit
   * @param hardwareFailsafe whether it stops by itself when the daemon falls silent
   */
  record Pump(
      DeviceName name,
      Set<Capability> capabilities,
      FlowRate lowest,
      FlowRate highest,
      Pressure pressureLimit,
      boolean hardwareFailsafe)
      implements Device {}

  /**
   * A temperature controller.
   *
   * @param name its name
   * @param capabilities what it reports and takes
   * @param lowest the lowest set-point it takes
   * @param highest the highest set-point it takes
   */
  record TemperatureController(
      DeviceName name, Set<Capability> capabilities, Temperature lowest, Temperature highest)
      implements Device {}

  /**
   * A sensor.
   *
   * @param name its name
   * @param capabilities the one or more values it reports
   */
  record Sensor(DeviceName name, Set<Capability> capabilities) implements Device {}

  /**
   * An analyser.
   *
   * @param name its name
   * @param capabilities how its results come
   */
  record Analyser(DeviceName name, Set<Capability> capabilities) implements Device {}
}
