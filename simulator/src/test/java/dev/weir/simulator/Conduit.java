package dev.weir.simulator;

import dev.weir.device.line.LineName;
import dev.weir.device.line.Port;
import dev.weir.device.line.PortFactory;
import dev.weir.device.line.PseudoTerminal;
import dev.weir.device.line.Transport;
import dev.weir.simulator.serve.PortRelay;
import dev.weir.simulator.serve.Relay;
import dev.weir.simulator.serve.TcpRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A real line of this machine between a driver and a virtual bench that are stepped by one thread
 * in virtual time: every byte written into it has come out of it before the clock moves on, so that
 * a story over a socket or a pseudo terminal is the same each time it is told.
 */
final class Conduit implements AutoCloseable {
  /** Looks at a line of this machine before a byte in it counts as lost: some seconds. */
  private static final int LOOKS_AT_MOST = 3_000_000;

  private final LineEnd lineEnd;
  private final Relay relay;
  private int benchOpenings;
  private long toBench;
  private long fromBench;
  private long written;
  private long read;

  private Conduit(Port near, RelayMaker maker, Port bench) throws IOException {
    this.relay = maker.around(new BenchEnd(bench));
    this.lineEnd = new LineEnd(near);
  }

  @FunctionalInterface
  private interface RelayMaker {
    Relay around(Port bench) throws IOException;
  }

  /** Makes a line over a TCP connection of the loopback. */
  static Conduit tcp(LineName line, Port bench) throws IOException {
    TcpRelay[] made = new TcpRelay[1];
    return new Conduit(
        new LatePort(() -> PortFactory.portOf(new Transport.Tcp("127.0.0.1", port(made[0])))),
        end -> {
          made[0] = new TcpRelay(line, end, new Transport.Tcp("127.0.0.1", 0));
          return made[0];
        },
        bench);
  }

  private static int port(TcpRelay relay) {
    try {
      return relay.port();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a line over a pseudo terminal, set up as the profile says. */
  static Conduit pty(LineName line, Port bench, Function<String, Transport.Serial> serial)
      throws IOException {
    PseudoTerminal far = new PseudoTerminal();
    return new Conduit(
        new LatePort(() -> PortFactory.portOf(serial.apply(far.path()))),
        end -> new PortRelay(line, end, far, "a pseudo terminal"),
        bench);
  }

  /** Returns the driver's end. */
  Port lineEnd() {
    return lineEnd;
  }

  /** Brings everything that was written at either end to the other. */
  void carry() {
    untilSo(() -> toBench >= written);
  }

  private void untilSo(BooleanSupplier so) {
    for (int look = 0; look < LOOKS_AT_MOST; look++) {
      try {
        relay.exchange();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (so.getAsBoolean()) {
        return;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError(
        "a line of this machine loses bytes: %d of %d came".formatted(toBench, written));
  }

  @Override
  public void close() {
    lineEnd.close();
    relay.close();
  }

  /** A port that is made when it is opened: before, its place is not known. */
  private static final class LatePort implements Port {
    private final java.util.function.Supplier<Port> maker;
    private Port port = new NoPort();

    LatePort(java.util.function.Supplier<Port> maker) {
      this.maker = maker;
    }

    @Override
    public void open() throws IOException {
      port = maker.get();
      port.open();
    }

    @Override
    public boolean isOpen() {
      return port.isOpen();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return port.read(into);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      port.write(bytes);
    }

    @Override
    public void close() {
      port.close();
    }
  }

  /** A port that was never opened. */
  private static final class NoPort implements Port {
    @Override
    public void open() throws IOException {
      throw new IOException("no port");
    }

    @Override
    public boolean isOpen() {
      return false;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      throw new IOException("no port");
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      throw new IOException("no port");
    }

    @Override
    public void close() {
      // It is closed.
    }
  }

  /** The driver's end: a read waits for what is on its way. */
  private final class LineEnd implements Port {
    private final Port port;

    LineEnd(Port port) {
      this.port = port;
    }

    @Override
    public void open() throws IOException {
      int before = benchOpenings;
      port.open();
      toBench = 0;
      fromBench = 0;
      written = 0;
      read = 0;
      if (relay instanceof TcpRelay) {
        untilSo(() -> benchOpenings > before);
      }
    }

    @Override
    public boolean isOpen() {
      return port.isOpen();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int count = port.read(into);
      for (int look = 0; count == 0 && read < fromBench && into.hasRemaining(); look++) {
        if (look == LOOKS_AT_MOST) {
          throw new AssertionError("a line of this machine keeps bytes back");
        }
        Thread.onSpinWait();
        count = port.read(into);
      }
      read += Math.max(0, count);
      return count;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      written += bytes.remaining();
      port.write(bytes);
    }

    @Override
    public void close() {
      if (!port.isOpen()) {
        return;
      }
      carry();
      drain();
      port.close();
    }

    /**
     * What is on its way when the line is closed is lost here, and not found at the next opening.
     */
    private void drain() {
      ByteBuffer lost = ByteBuffer.allocate(4096);
      try {
        while (read < fromBench) {
          lost.clear();
          read(lost);
        }
      } catch (IOException _) {
        // The other end is gone, and what it sent with it.
        read = fromBench;
      }
    }
  }

  /** The bench's end: what passes is counted. */
  private final class BenchEnd implements Port {
    private final Port port;

    BenchEnd(Port port) {
      this.port = port;
    }

    @Override
    public void open() throws IOException {
      port.open();
      benchOpenings++;
    }

    @Override
    public boolean isOpen() {
      return port.isOpen();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int count = port.read(into);
      fromBench += Math.max(0, count);
      return count;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      toBench += bytes.remaining();
      port.write(bytes);
    }

    @Override
    public void close() {
      port.close();
    }
  }
}
