package dev.weir.simulator.serve;

import dev.weir.device.line.LineName;
import dev.weir.device.line.Port;
import dev.weir.device.line.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * A listening TCP port in front of one virtual line. One client at a time, as with a real device: a
 * newer connection takes the place of an older one.
 */
public final class TcpRelay implements Relay {
  private static final int BUFFER = 4096;

  private final LineName line;
  private final Port bench;
  private final ServerSocketChannel server;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
  private final ByteBuffer out = ByteBuffer.allocate(BUFFER);
  private Optional<SocketChannel> client = Optional.empty();

  /**
   * Starts to listen.
   *
   * @param line the line that is served, for messages
   * @param bench the daemon's end of the virtual line
   * @param at where to listen; port 0 takes any free port
   * @throws IOException when the port cannot be had; the message names it
   */
  public TcpRelay(LineName line, Port bench, Transport.Tcp at) throws IOException {
    this.line = line;
    this.bench = bench;
    this.server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.configureBlocking(false);
      server.bind(new InetSocketAddress(at.host(), at.port()));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw new IOException(
          "cannot listen on %s:%d: %s".formatted(at.host(), at.port(), e.getMessage()), e);
    }
  }

  /** Returns the port on which it listens. */
  public int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  @Override
  public void exchange() throws IOException {
    SocketChannel fresh = server.accept();
    if (fresh != null) {
      drop();
      fresh.configureBlocking(false);
      fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
      client = Optional.of(fresh);
      open();
    }
    if (client.isPresent()) {
      carry(client.get());
    }
  }

  /** A line that is cut refuses: then the client is let go, as by a device that is gone. */
  private void open() {
    try {
      bench.open();
    } catch (IOException e) {
      drop();
    }
  }

  private void carry(SocketChannel with) {
    try {
      int count = with.read(in);
      if (count < 0) {
        drop();
        return;
      }
      in.flip();
      if (in.hasRemaining()) {
        bench.write(in);
      }
      in.clear();
      bench.read(out);
      out.flip();
      with.write(out);
      out.compact();
    } catch (IOException e) {
      // The client went away or the line was cut: both end the connection and nothing else.
      drop();
    }
  }

  private void drop() {
    if (client.isPresent()) {
      try {
        client.get().close();
      } catch (IOException e) {
        // It is gone, which is what was wanted.
        in.clear();
      }
    }
    client = Optional.empty();
    bench.close();
    in.clear();
    out.clear();
  }

  @Override
  public String describe() {
    return "line %s on tcp %s".formatted(line, server.socket().getLocalSocketAddress());
  }

  @Override
  public void close() {
    drop();
    try {
      server.close();
    } catch (IOException e) {
      in.clear();
    }
  }
}
