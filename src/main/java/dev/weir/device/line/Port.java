package dev.weir.device.line;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of one line: a serial port, a TCP connection, or a virtual wire. Never blocks, except
 * that {@link #open} may take as long as the transport's connect time. Owned by one line thread.
 */
public interface Port extends AutoCloseable {
  /**
   * Opens the port, or opens it again.
   *
   * @throws IOException when it cannot be opened; the message names the address and the reason
   */
  void open() throws IOException;

  /**
   * Tells whether the port believes itself open; only a timed, correlated reply proves that a
   * device is alive.
   */
  boolean isOpen();

  /**
   * Moves what has arrived into the buffer.
   *
   * @return the number of bytes; 0 when nothing has arrived
   * @throws IOException when the other end is gone
   */
  int read(ByteBuffer into) throws IOException;

  /**
   * Sends all bytes.
   *
   * @throws IOException when the other end is gone
   */
  void write(ByteBuffer bytes) throws IOException;

  @Override
  void close();
}
