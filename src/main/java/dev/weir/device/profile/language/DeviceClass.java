package dev.weir.device.profile.language;

/** What a device is to the reactor. */
public enum DeviceClass {
  /** Delivers a flow. */
  PUMP,
  /** Holds a temperature. */
  TEMPERATURE_CONTROLLER,
  /** Only reports. */
  SENSOR,
  /** Hands over analyses. */
  ANALYSER
}
