package dev.weir.device.line;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * A TCP connection as a port. Only {@link #open} waits, at most for the connect timeout (and for
 * the name to be resolved). Owned by one line thread.
 */
public final class TcpPort implements Port {
  /** Longest wait for the other side to take the connection. */
  static final Duration CONNECT_AT_MOST = Duration.ofSeconds(2);

  /** Tries to hand a request to the network before the connection counts as stuck. */
  private static final int WRITES_AT_MOST = 64;

  private final Transport.Tcp transport;
  private Optional<SocketChannel> channel = Optional.empty();

  /** Makes a closed port. */
  public TcpPort(Transport.Tcp transport) {
    this.transport = transport;
  }

  @Override
  public void open() throws IOException {
    close();
    InetSocketAddress address = new InetSocketAddress(transport.host(), transport.port());
    if (address.isUnresolved()) {
      throw new IOException(this + ": the name cannot be resolved");
    }
    SocketChannel opening = SocketChannel.open();
    try {
      opening.setOption(StandardSocketOptions.TCP_NODELAY, true);
      opening.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      opening.socket().connect(address, Math.toIntExact(CONNECT_AT_MOST.toMillis()));
      opening.configureBlocking(false);
    } catch (IOException e) {
      opening.close();
      throw new IOException(this + ": " + e.getMessage(), e);
    }
    channel = Optional.of(opening);
  }

  @Override
  public boolean isOpen() {
    return channel.isPresent() && channel.get().isOpen();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int count = opened().read(into);
    if (count < 0) {
      throw new IOException(this + ": the other side closed the connection");
    }
    return count;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    SocketChannel opened = opened();
    for (int tries = 0; bytes.hasRemaining(); tries++) {
      if (tries == WRITES_AT_MOST) {
        throw new IOException(
            this + ": the other side takes no bytes, " + bytes.remaining() + " are left");
      }
      opened.write(bytes);
    }
  }

  private SocketChannel opened() throws IOException {
    return channel.orElseThrow(() -> new IOException(this + " is not open"));
  }

  @Override
  public void close() {
    if (channel.isPresent()) {
      SocketChannel closing = channel.get();
      channel = Optional.empty();
      try {
        closing.close();
      } catch (IOException e) {
        // The connection is given up either way: there is nobody left to tell.
        channel = Optional.empty();
      }
    }
  }

  @Override
  public String toString() {
    return "tcp " + transport.host() + ":" + transport.port();
  }
}
