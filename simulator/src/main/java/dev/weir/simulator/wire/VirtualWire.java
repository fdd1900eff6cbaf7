package dev.weir.simulator.wire;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Port;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * One line in memory: what the daemon writes waits for the devices, what the devices answer waits
 * for its time and then for the daemon. Each direction holds at most {@value #MOST_BYTES} bytes;
 * more is lost, as in a serial buffer. Owned by the thread that steps the bench.
 */
public final class VirtualWire {
  /** Most bytes that wait in one direction. */
  static final int MOST_BYTES = 16_384;

  private final LineName name;
  private final End end = new End();
  private final ByteBuffer toDevices = ByteBuffer.allocate(MOST_BYTES);
  private final ByteBuffer toDaemon = ByteBuffer.allocate(MOST_BYTES);
  private final ArrayDeque<OnItsWay> onTheirWay = new ArrayDeque<>();
  private int bytesOnTheirWay;
  private boolean open;
  private boolean cut;

  /** A wire of the given name. */
  public VirtualWire(LineName name) {
    this.name = name;
  }

  private record OnItsWay(Instant ready, Bytes bytes) {}

  /** Returns the end that the daemon holds. */
  public Port end() {
    return end;
  }

  /** Cuts the wire, or mends it: cut, nothing passes and it cannot be opened. */
  public void cut(boolean wanted) {
    cut = wanted;
    if (wanted) {
      forget();
    }
  }

  /** Tells whether bytes wait for the devices. */
  boolean hasRequest() {
    return toDevices.position() > 0;
  }

  /** Takes everything that the daemon has written. */
  Bytes takeRequest() {
    byte[] taken = new byte[toDevices.position()];
    toDevices.flip();
    toDevices.get(taken);
    toDevices.clear();
    return Bytes.of(taken);
  }

  /**
   * Sends bytes of a device, which arrive at the given instant; in the order in which they are
   * sent.
   */
  void answer(Bytes bytes, Instant ready) {
    if (cut || !open || bytes.length() == 0 || bytesOnTheirWay + bytes.length() > MOST_BYTES) {
      return;
    }
    onTheirWay.addLast(new OnItsWay(ready, bytes));
    bytesOnTheirWay += bytes.length();
  }

  /** Lets arrive what is due. */
  void arrive(Instant now) {
    while (!onTheirWay.isEmpty() && !onTheirWay.getFirst().ready().isAfter(now)) {
      Bytes bytes = onTheirWay.removeFirst().bytes();
      bytesOnTheirWay -= bytes.length();
      if (bytes.length() <= toDaemon.remaining()) {
        toDaemon.put(bytes.toBuffer());
      }
    }
  }

  private void forget() {
    toDevices.clear();
    toDaemon.clear();
    onTheirWay.clear();
    bytesOnTheirWay = 0;
  }

  /** The daemon's end. */
  private final class End implements Port {
    @Override
    public void open() throws IOException {
      if (cut) {
        throw new IOException("virtual line %s is cut".formatted(name));
      }
      forget();
      open = true;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      check();
      int count = Math.min(into.remaining(), toDaemon.position());
      if (count == 0) {
        return 0;
      }
      toDaemon.flip();
      ByteBuffer part = toDaemon.slice(0, count);
      into.put(part);
      toDaemon.position(count);
      toDaemon.compact();
      return count;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      check();
      if (bytes.remaining() > toDevices.remaining()) {
        bytes.position(bytes.limit());
        return;
      }
      toDevices.put(bytes);
    }

    @Override
    public void close() {
      open = false;
      forget();
    }

    private void check() throws IOException {
      if (!open) {
        throw new IOException("virtual line %s is not open".formatted(name));
      }
      if (cut) {
        open = false;
        throw new IOException("virtual line %s was cut".formatted(name));
      }
    }
  }
}
