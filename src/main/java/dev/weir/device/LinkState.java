package dev.weir.device;

/** How far the daemon has got with one device. */
public enum LinkState {
  /** The line is closed or the device does not answer. */
  OFFLINE,
  /** The line is being opened. */
  CONNECTING,
  /** Identity, limits and watchdog are being read back. */
  VERIFYING,
  /** Verified; readings flow and set-points are accepted. */
  READY,
  /** The device answered as something other than configured, or reports a latched fault. */
  FAULT
}
