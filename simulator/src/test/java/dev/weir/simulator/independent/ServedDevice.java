package dev.weir.simulator.independent;

import dev.weir.device.line.LineName;
import dev.weir.device.line.PortFactory;
import dev.weir.device.line.Transport;
import dev.weir.simulator.SimulatedBench;
import dev.weir.simulator.SimulatedDevices;
import dev.weir.simulator.serve.PortRelay;
import dev.weir.simulator.serve.RealTimeServer;
import dev.weir.simulator.serve.Relay;
import dev.weir.simulator.serve.TcpRelay;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A simulated device that is served in real time, by a thread of its own, while a test lasts. */
final class ServedDevice implements AutoCloseable {
  private final AtomicBoolean goOn = new AtomicBoolean(true);
  private final RealTimeServer server;
  private final int port;

  private ServedDevice(SimulatedBench bench, Relay relay, int port, SystemClock clock) {
    this.port = port;
    this.server = new RealTimeServer(bench, List.of(relay), clock);
    Thread.ofPlatform()
        .daemon(true)
        .name("served-device")
        .start(
            () -> {
              try {
                server.serve(goOn::get);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  static ServedDevice overTcp(String profile, String address, Map<String, String> parameters)
      throws IOException {
    SystemClock clock = new SystemClock();
    Transport.Tcp at = new Transport.Tcp("127.0.0.1", 0);
    SimulatedBench bench = SimulatedDevices.alone(profile, at, address, parameters, clock.now());
    LineName line = SimulatedDevices.LINE;
    TcpRelay relay = new TcpRelay(line, bench.port(line), at);
    return new ServedDevice(bench, relay, relay.port(), clock);
  }

  static ServedDevice overSerial(
      String profile, String address, Map<String, String> parameters, String path)
      throws IOException {
    SystemClock clock = new SystemClock();
    Transport.Serial at = new Transport.Serial(path, 9600, 8, Transport.Parity.NONE, 1);
    SimulatedBench bench = SimulatedDevices.alone(profile, at, address, parameters, clock.now());
    LineName line = SimulatedDevices.LINE;
    PortRelay relay = new PortRelay(line, bench.port(line), PortFactory.portOf(at), path);
    return new ServedDevice(bench, relay, 0, clock);
  }

  /** Returns the port on which it listens. */
  String port() {
    return Integer.toString(port);
  }

  @Override
  public void close() {
    goOn.set(false);
    server.awaitEnd();
  }
}
