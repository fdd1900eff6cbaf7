package dev.weir.simulator.wire;

import dev.weir.device.DeviceName;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Port;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.flow.FeedName;
import dev.weir.simulator.plant.FeedPump;
import dev.weir.simulator.plant.NoiseSource;
import dev.weir.simulator.plant.TestPlants;
import dev.weir.simulator.plant.VirtualPlant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A plant with one bus and its devices, spoken to in bytes. */
final class Rig {
  static final Duration TICK = Duration.ofMillis(100);
  private static final Transport TCP = new Transport.Tcp("127.0.0.1", 1);

  final VirtualPlant plant;
  final VirtualWire wire = new VirtualWire(new LineName("line"));
  private final Bus bus;
  private final Port port = wire.end();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  Rig(Map<String, String> settings) {
    plant = new VirtualPlant(TestPlants.description(settings));
    bus = new Bus(wire, new NoiseSource(1L, "line"), now);
    try {
      port.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path profile(String id) {
    return Path.of(System.getProperty("weir.home", ".."))
        .resolve("device-profiles/" + id + ".yaml");
  }

  SimulatedDevice add(
      String profile, String address, Map<String, String> parameters, PlantBinding binding) {
    DeviceDescription description =
        new DeviceDescription(
            new DeviceName("device-" + (address.isEmpty() ? "0" : address)),
            profile,
            new LineName("line"),
            address,
            parameters,
            Map.of());
    SimulatedDevice device =
        new SimulatedDevice(
            description,
            ProfileReader.read(profile(profile)),
            TCP,
            binding,
            bus.transmitter(new Garbling()));
    bus.add(device);
    return device;
  }

  FeedPump pump(String feed) {
    return plant.pump(new FeedName(feed));
  }

  PlantBinding pumping(String feed) {
    return PlantBinding.pump(plant, pump(feed));
  }

  void run(double seconds) {
    for (int i = 0; i < Math.round(seconds * 10.0); i++) {
      now = now.plus(TICK);
      plant.step(0.1);
      bus.step(now);
    }
  }

  void write(Bytes bytes) {
    try {
      port.write(bytes.toBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Bytes read() {
    ByteBuffer buffer = ByteBuffer.allocate(1024);
    try {
      port.read(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return Bytes.of(bytes);
  }

  /** Writes a request, lets a tick pass and returns what came back. */
  Bytes ask(Bytes request) {
    write(request);
    run(0.1);
    return read();
  }

  /** Asks in text; control characters of the reply are shown as their names. */
  String ask(String request) {
    return ask(Bytes.ofText(request))
        .toText()
        .replace("\u0002", "<STX>")
        .replace("\u0003", "<ETX>")
        .replace("\n", "<LF>")
        .replace("\r", "<CR>");
  }

  String askHex(String request) {
    return ask(Bytes.ofHex(request)).toString();
  }
}
