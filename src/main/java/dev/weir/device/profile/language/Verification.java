package dev.weir.device.profile.language;

/** On what a profile's facts rest. */
public enum Verification {
  /** Manuals and public drivers only; nobody has run it against the real device. */
  DOCUMENTS,
  /** Somebody has run it against the real device. */
  HARDWARE
}
