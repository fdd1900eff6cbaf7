package dev.weir.simulator.serve;

import dev.weir.device.line.LineName;
import dev.weir.device.line.Port;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A serial port, or one end of a pty pair, in front of one virtual line. Tries again when the port
 * is lost, at most once a hundred exchanges.
 */
public final class PortRelay implements Relay {
  private static final int BUFFER = 4096;
  private static final int TRY_EVERY = 100;

  private final LineName line;
  private final Port bench;
  private final Port outside;
  private final String place;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private int untilTry;

  /**
   * Opens the port.
   *
   * @param line the line that is served, for messages
   * @param bench the daemon's end of the virtual line
   * @param outside the port
   * @param place the port's path
   * @throws IOException when it cannot be opened; the message names it
   */
  public PortRelay(LineName line, Port bench, Port outside, String place) throws IOException {
    this.line = line;
    this.bench = bench;
    this.outside = outside;
    this.place = place;
    outside.open();
    bench.open();
  }

  @Override
  public void exchange() {
    if (outside.isOpen() && bench.isOpen()) {
      try {
        carry(outside, bench);
        carry(bench, outside);
      } catch (IOException e) {
        close();
        untilTry = TRY_EVERY;
      }
    } else if (untilTry-- <= 0) {
      reopen();
    }
  }

  private void reopen() {
    try {
      outside.open();
      bench.open();
    } catch (IOException e) {
      close();
      untilTry = TRY_EVERY;
    }
  }

  private void carry(Port from, Port to) throws IOException {
    buffer.clear();
    from.read(buffer);
    buffer.flip();
    if (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }

  @Override
  public String describe() {
    return "line %s on %s".formatted(line, place);
  }

  @Override
  public void close() {
    outside.close();
    bench.close();
  }
}
