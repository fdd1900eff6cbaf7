package dev.weir.device.line;

import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A serial port or pty as a port, over jSerialComm. The path may be a link, for example one below
 * {@code /dev/serial/by-id}: it is resolved anew at each opening, so that an adapter is found again
 * under its own name.
 *
 * <p>The native reads would pin a virtual thread: owned by one platform thread.
 */
public final class SerialPort implements Port {
  /** Tries to hand a request to the driver before the port counts as stuck. */
  private static final int WRITES_AT_MOST = 64;

  private static final int CHUNK_BYTES = 512;

  private final Transport.Serial transport;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private Optional<com.fazecast.jSerialComm.SerialPort> device = Optional.empty();

  /** Makes a closed port. */
  public SerialPort(Transport.Serial transport) {
    this.transport = transport;
  }

  @Override
  public void open() throws IOException {
    close();
    com.fazecast.jSerialComm.SerialPort opening;
    try {
      opening = com.fazecast.jSerialComm.SerialPort.getCommPort(transport.path());
    } catch (SerialPortInvalidPortException e) {
      throw new IOException(this + ": there is no such port", e);
    }
    boolean set =
        opening.setComPortParameters(
            transport.baud(), transport.dataBits(), stopBits(), parity(transport.parity()));
    set &= opening.setFlowControl(flowControl(transport.flow()));
    set &=
        opening.setComPortTimeouts(com.fazecast.jSerialComm.SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
    if (!set || !opening.openPort()) {
      int code = opening.getLastErrorCode();
      opening.closePort();
      throw new IOException(
          this
              + ": cannot be opened (system error "
              + code
              + "); is it there, is it permitted, is it in use?");
    }
    device = Optional.of(opening);
  }

  private int stopBits() throws IOException {
    return switch (transport.stopBits()) {
      case 1 -> com.fazecast.jSerialComm.SerialPort.ONE_STOP_BIT;
      case 2 -> com.fazecast.jSerialComm.SerialPort.TWO_STOP_BITS;
      default ->
          throw new IOException(this + ": stop bits must be 1 or 2, were " + transport.stopBits());
    };
  }

  private static int flowControl(Transport.FlowControl flow) {
    return switch (flow) {
      case NONE -> com.fazecast.jSerialComm.SerialPort.FLOW_CONTROL_DISABLED;
      case XON_XOFF ->
          com.fazecast.jSerialComm.SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED
              | com.fazecast.jSerialComm.SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
      case RTS_CTS ->
          com.fazecast.jSerialComm.SerialPort.FLOW_CONTROL_RTS_ENABLED
              | com.fazecast.jSerialComm.SerialPort.FLOW_CONTROL_CTS_ENABLED;
    };
  }

  private static int parity(Transport.Parity parity) {
    return switch (parity) {
      case NONE -> com.fazecast.jSerialComm.SerialPort.NO_PARITY;
      case EVEN -> com.fazecast.jSerialComm.SerialPort.EVEN_PARITY;
      case ODD -> com.fazecast.jSerialComm.SerialPort.ODD_PARITY;
    };
  }

  @Override
  public boolean isOpen() {
    return device.isPresent() && device.get().isOpen();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int count = opened().readBytes(chunk, Math.min(chunk.length, into.remaining()));
    if (count < 0) {
      // isOpen() stays true after an adapter was unplugged: the failed read is the only sign of it.
      throw new IOException(this + ": the port is gone");
    }
    into.put(chunk, 0, count);
    return count;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    byte[] content = new byte[bytes.remaining()];
    bytes.get(content);
    int sent = 0;
    for (int tries = 0; sent < content.length; tries++) {
      int count = opened().writeBytes(content, content.length - sent, sent);
      if (count < 0) {
        throw new IOException(this + ": the port is gone");
      }
      sent += count;
      if (tries == WRITES_AT_MOST) {
        throw new IOException(
            this + ": the port takes no bytes, " + (content.length - sent) + " are left");
      }
    }
  }

  private com.fazecast.jSerialComm.SerialPort opened() throws IOException {
    return device.orElseThrow(() -> new IOException(this + " is not open"));
  }

  @Override
  public void close() {
    device.ifPresent(com.fazecast.jSerialComm.SerialPort::closePort);
    device = Optional.empty();
  }

  @Override
  public String toString() {
    return "serial " + transport.path();
  }
}
