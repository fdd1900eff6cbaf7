package dev.weir.device;

/** Why a reading has no value. */
public enum BadReason {
  /** The device did not answer in time. */
  NO_REPLY,
  /** The reply does not have the form the profile describes. */
  UNREADABLE,
  /** The reply's checksum is wrong. */
  CHECKSUM,
  /** The reply came from another address. */
  WRONG_ADDRESS,
  /** The device answered with an error. */
  DEVICE_ERROR,
  /** The device sent the value by which it says "no sensor" or "not available". */
  SENTINEL,
  /** The value is older than its profile allows, or nobody can tell how old it is. */
  STALE,
  /** The device itself doubts the value. */
  UNCERTAIN,
  /** The number is outside the range the profile declares as physical. */
  OUT_OF_RANGE,
  /** The line is not open. */
  OFFLINE,
  /** No reading has arrived since the start. */
  NEVER_READ
}
