package dev.weir.device.line;

import java.nio.file.Path;

/** How a line reaches its devices. */
public sealed interface Transport {
  /**
   * A serial port or pty.
   *
   * @param path device file or port name
   * @param baud bits per second
   * @param dataBits 7 or 8
   * @param parity none, even or odd
   * @param stopBits 1 or 2
   * @param flow how the receiver holds the sender up
   */
  record Serial(String path, int baud, int dataBits, Parity parity, int stopBits, FlowControl flow)
      implements Transport {
    /** A serial port without flow control. */
    public Serial(String path, int baud, int dataBits, Parity parity, int stopBits) {
      this(path, baud, dataBits, parity, stopBits, FlowControl.NONE);
    }
  }

  /** How the receiver of a serial line holds the sender up. */
  enum FlowControl {
    /** Not at all. */
    NONE,
    /** By the bytes XON (11 hex) and XOFF (13 hex), both ways. */
    XON_XOFF,
    /** By the wires RTS and CTS. */
    RTS_CTS
  }

  /** Parity of a serial line. */
  enum Parity {
    /** No parity bit. */
    NONE,
    /** Even parity. */
    EVEN,
    /** Odd parity. */
    ODD
  }

  /**
   * A TCP connection.
   *
   * @param host name or address
   * @param port from 1 to 65535
   */
  record Tcp(String host, int port) implements Transport {}

  /**
   * A watched folder, in which requests are left and results are found.
   *
   * @param root the folder
   */
  record Folder(Path root) implements Transport {}
}
