package dev.weir.device;

/**
 * What kind of trouble a device reports: the closed set into which every profile maps its own error
 * codes.
 */
public enum FaultClass {
  /** The device did not understand the command, or the reply breaks the protocol. */
  PROTOCOL,
  /** The device cannot answer now; asking again later is right. */
  BUSY,
  /** A value was refused as out of range. */
  REFUSED_RANGE,
  /** The command does not fit the device's present state. */
  REFUSED_STATE,
  /** A checksum failed on the device's side. */
  CHECKSUM,
  /** The device is in local mode. */
  NOT_REMOTE,
  /** A hardware fault that stays until it is cleared. */
  HARDWARE_LATCHED,
  /** The device stopped at its own pressure limit. */
  OVERPRESSURE,
  /** The drive is blocked. */
  STALL,
  /** The device's communication watchdog expired. */
  WATCHDOG,
  /** The device lost power or restarted. */
  RESET,
  /** A read-back differs from what was written. */
  READBACK,
  /** No reply. */
  SILENT,
  /** Anything else. */
  UNKNOWN
}
