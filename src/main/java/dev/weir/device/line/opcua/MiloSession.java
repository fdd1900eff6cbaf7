package dev.weir.device.line.opcua;

import dev.weir.device.line.LineName;
import dev.weir.device.line.Transport;
import dev.weir.device.line.node.NodeEvent;
import dev.weir.device.line.node.NodeRequest;
import dev.weir.device.line.node.NodeSession;
import dev.weir.device.line.node.NodeWatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A session with an OPC UA server, by Eclipse Milo. What takes time, the opening and the ending,
 * happens on one thread of its own; what is heard waits in a bounded queue for the line to take it.
 * A client is used for one session only: a new session is a new client, so that nothing of Milo's
 * own reconnecting is at work beside the line's. Owned by one line thread.
 */
public final class MiloSession implements NodeSession {
  private static final int IDLE_SECONDS = 30;

  private final Transport.OpcUa server;
  private final Path certificates;
  private final ThreadPoolExecutor thread;
  private Optional<LiveClient> live = Optional.empty();

  /**
   * Makes a session that is not open.
   *
   * @param line the line it is for, for the name of its thread
   * @param server which server, and how it is secured
   * @param certificates the folder of certificates, when the server's description names none
   */
  public MiloSession(LineName line, Transport.OpcUa server, Path certificates) {
    this.server = server;
    this.certificates = server.certificates().orElse(certificates);
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> Thread.ofPlatform().name("opcua-" + line).daemon(true).unstarted(work));
    this.thread.allowCoreThreadTimeOut(true);
  }

  @Override
  public void open(List<NodeWatch> watches) {
    close();
    LiveClient client = new LiveClient(server, certificates, watches);
    live = Optional.of(client);
    thread.execute(client::open);
  }

  @Override
  public void send(long ticket, NodeRequest request) {
    live.ifPresent(client -> client.send(ticket, request));
  }

  @Override
  public Optional<NodeEvent> next() {
    return live.flatMap(LiveClient::next);
  }

  @Override
  public void close() {
    live.ifPresent(
        client -> {
          client.abandon();
          thread.execute(client::end);
        });
    live = Optional.empty();
  }
}
