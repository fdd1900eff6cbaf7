package dev.weir.device.profile.language;

/** The kinds of line over which a device can be reached. */
public enum TransportKind {
  /** A serial port or pty. */
  SERIAL,
  /** A TCP connection. */
  TCP,
  /** A watched folder. */
  FOLDER,
  /** A session with an OPC UA server. */
  OPCUA
}
