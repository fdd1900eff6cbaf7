package dev.weir.device.line;

/** Makes the port that reaches the devices of a line. */
public final class PortFactory {
  private PortFactory() {}

  /**
   * Returns a closed port for the given transport.
   *
   * @throws IllegalArgumentException when it is a watched folder, which has files instead of a port
   */
  public static Port portOf(Transport transport) {
    return switch (transport) {
      case Transport.Serial serial -> new SerialPort(serial);
      case Transport.Tcp tcp -> new TcpPort(tcp);
      case Transport.Folder folder ->
          throw new IllegalArgumentException("a watched folder has no port: " + folder.root());
      case Transport.OpcUa opcUa ->
          throw new IllegalArgumentException(
              "an OPC UA server has nodes instead of a port: " + opcUa.endpoint());
    };
  }
}
