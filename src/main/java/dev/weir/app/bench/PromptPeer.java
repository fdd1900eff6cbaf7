package dev.weir.app.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A peer on the loopback that answers every line at once with the same line, one client after
 * another.
 */
final class PromptPeer implements AutoCloseable {
  private static final byte[] REPLY = "25.00\r\n".getBytes(StandardCharsets.US_ASCII);

  /** Bytes of its answer. */
  static final int REPLY_LENGTH = REPLY.length;

  private final ServerSocket server;

  PromptPeer() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().name("peer").daemon(true).start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      serveOne();
    }
  }

  private void serveOne() {
    try (Socket client = server.accept()) {
      client.setTcpNoDelay(true);
      InputStream in = client.getInputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          client.getOutputStream().write(REPLY);
        }
      }
    } catch (IOException _) {
      // The client is gone, or the bench is over.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
