package dev.weir.device.profile.language;

import dev.weir.device.line.Transport;
import dev.weir.device.line.Transport.FlowControl;
import dev.weir.device.line.Transport.Parity;

/**
 * How a device's line is set up as delivered; each value can be overridden for one configured line.
 */
public sealed interface TransportDefault {
  /** Returns which kind of line this is about. */
  TransportKind kind();

  /**
   * A serial line.
   *
   * @param baud bits per second
   * @param dataBits 7 or 8
   * @param parity none, even or odd
   * @param stopBits 1 or 2
   * @param flow how the receiver holds the sender up
   */
  record SerialDefault(int baud, int dataBits, Parity parity, int stopBits, FlowControl flow)
      implements TransportDefault {
    @Override
    public TransportKind kind() {
      return TransportKind.SERIAL;
    }

    /** Returns a line at a port, set up as delivered. */
    public Transport.Serial at(String path) {
      return new Transport.Serial(path, baud, dataBits, parity, stopBits, flow);
    }
  }

  /**
   * A TCP line.
   *
   * @param port from 1 to 65535
   */
  record TcpDefault(int port) implements TransportDefault {
    @Override
    public TransportKind kind() {
      return TransportKind.TCP;
    }
  }

  /**
   * A session with an OPC UA server.
   *
   * @param endpoint where the server listens as delivered, {@code opc.tcp://HOST:PORT/PATH}
   * @param security how the session is secured
   */
  record OpcUaDefault(String endpoint, Transport.Security security) implements TransportDefault {
    @Override
    public TransportKind kind() {
      return TransportKind.OPCUA;
    }
  }

  /** A watched folder. */
  record FolderDefault() implements TransportDefault {
    @Override
    public TransportKind kind() {
      return TransportKind.FOLDER;
    }
  }
}
