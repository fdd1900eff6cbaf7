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

  private final Traffic traffic;
  private final Relay relay;
  private final LineEnd lineEnd;
  private boolean unplugged;

  /** What has passed since the line was opened. */
  private static final class Traffic {
    private int benchOpenings;
    private long written;
    private long toBench;
    private long fromBench;
    private long read;

    private void begin() {
      written = 0;
      toBench = 0;
      fromBench = 0;
      read = 0;
    }
  }

  private Conduit(Traffic traffic, Relay relay, Port near) {
    this.traffic = traffic;
    this.relay = relay;
    this.lineEnd = new LineEnd(near);
  }

  /** Makes a line over a TCP connection of the loopback. */
  static Conduit tcp(LineName line, Port bench) throws IOException {
    Traffic traffic = new Traffic();
    TcpRelay relay =
        new TcpRelay(line, new BenchEnd(bench, traffic), new Transport.Tcp("127.0.0.1", 0));
    return new Conduit(
        traffic, relay, PortFactory.portOf(new Transport.Tcp("127.0.0.1", relay.port())));
  }

  /** Makes a line over a pseudo terminal, set up as the profile says. */
  static Conduit pty(LineName line, Port bench, Function<String, Transport.Serial> serial)
      throws IOException {
    return pty(line, bench, new PseudoTerminal(), serial);
  }

  /** Makes a line over a pseudo terminal that may have a name of its own. */
  static Conduit pty(
      LineName line, Port bench, PseudoTerminal far, Function<String, Transport.Serial> serial)
      throws IOException {
    Traffic traffic = new Traffic();
    PortRelay relay = new PortRelay(line, new BenchEnd(bench, traffic), far, "a pseudo terminal");
    return new Conduit(traffic, relay, PortFactory.portOf(serial.apply(far.path())));
  }

  /** Returns the driver's end. */
  Port lineEnd() {
    return lineEnd;
  }

  /** Brings what the driver has written to the bench; costs nothing when it wrote nothing. */
  void deliver() {
    if (traffic.toBench < traffic.written) {
      carry();
    }
  }

  /** Brings everything that was written at either end to the other. */
  void carry() {
    if (unplugged) {
      return;
    }
    untilSo(() -> traffic.toBench >= traffic.written);
  }

  /** Pulls the plug: what is on its way is lost, and the driver's end finds its port gone. */
  void unplug() {
    unplugged = true;
    relay.close();
    traffic.begin();
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
        "%s loses bytes: %d of %d came"
            .formatted(relay.describe(), traffic.toBench, traffic.written));
  }

  @Override
  public void close() {
    lineEnd.close();
    relay.close();
  }

  /** The driver's end: a read waits for what is on its way. */
  private final class LineEnd implements Port {
    private final Port port;

    LineEnd(Port port) {
      this.port = port;
    }

    @Override
    public void open() throws IOException {
      int before = traffic.benchOpenings;
      port.open();
      traffic.begin();
      if (relay instanceof TcpRelay) {
        untilSo(() -> traffic.benchOpenings > before);
      }
    }

    @Override
    public boolean isOpen() {
      return port.isOpen();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int count = port.read(into);
      for (int look = 0; count == 0 && isOnItsWay() && into.hasRemaining(); look++) {
        if (look == LOOKS_AT_MOST) {
          throw new AssertionError(relay.describe() + " keeps bytes back");
        }
        Thread.onSpinWait();
        count = port.read(into);
      }
      traffic.read += Math.max(0, count);
      return count;
    }

    private boolean isOnItsWay() {
      return traffic.read < traffic.fromBench;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      traffic.written += bytes.remaining();
      port.write(bytes);
    }

    @Override
    public void close() {
      if (port.isOpen()) {
        carry();
        lose();
        port.close();
      }
    }

    /** What is on its way at the closing is lost here, and not found at the next opening. */
    private void lose() {
      ByteBuffer lost = ByteBuffer.allocate(4096);
      try {
        while (isOnItsWay()) {
          lost.clear();
          read(lost);
        }
      } catch (IOException _) {
        // The other end is gone, and what it sent with it.
        traffic.begin();
      }
    }
  }

  /** The bench's end: what passes is counted. */
  private record BenchEnd(Port port, Traffic traffic) implements Port {
    @Override
    public void open() throws IOException {
      port.open();
      traffic.benchOpenings++;
    }

    @Override
    public boolean isOpen() {
      return port.isOpen();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int count = port.read(into);
      traffic.fromBench += Math.max(0, count);
      return count;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      traffic.toBench += bytes.remaining();
      port.write(bytes);
    }

    @Override
    public void close() {
      port.close();
    }
  }
}
