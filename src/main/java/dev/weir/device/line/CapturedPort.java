package dev.weir.device.line;

import dev.weir.device.line.CaptureEvent.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * A port whose bytes are written down as they pass. Owned by the thread that drives its line.
 *
 * <p>Events carry the instant of the look that found them, so that a replay finds the same.
 */
final class CapturedPort implements Port {
  private final Port port;
  private final Supplier<Instant> now;
  private final Capture capture;

  /**
   * Puts itself around a port.
   *
   * @param now the instant of the look that is under way
   * @param capture takes the events
   */
  CapturedPort(Port port, Supplier<Instant> now, Capture capture) {
    this.port = port;
    this.now = now;
    this.capture = capture;
  }

  @Override
  public void open() throws IOException {
    try {
      port.open();
    } catch (IOException e) {
      throw failed(e);
    }
    capture.take(new CaptureEvent(now.get(), Kind.OPENED, ""));
  }

  @Override
  public boolean isOpen() {
    return port.isOpen();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int before = into.position();
    int count;
    try {
      count = port.read(into);
    } catch (IOException e) {
      throw failed(e);
    }
    if (count > 0) {
      byte[] bytes = new byte[count];
      into.get(before, bytes);
      capture.take(CaptureEvent.of(now.get(), Kind.CAME, Bytes.of(bytes)));
    }
    return count;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    byte[] content = new byte[bytes.remaining()];
    bytes.get(bytes.position(), content);
    capture.take(CaptureEvent.of(now.get(), Kind.SENT, Bytes.of(content)));
    try {
      port.write(bytes);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private IOException failed(IOException e) {
    capture.take(
        new CaptureEvent(now.get(), Kind.FAILED, CleanText.of(String.valueOf(e.getMessage()))));
    return e;
  }

  @Override
  public void close() {
    port.close();
  }
}
