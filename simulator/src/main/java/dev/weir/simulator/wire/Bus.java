package dev.weir.simulator.wire;

import dev.weir.device.line.Bytes;
import dev.weir.simulator.plant.NoiseSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One wire with the simulated devices on it: each hears everything. Owned by the thread that steps
 * the bench.
 */
public final class Bus {
  private final VirtualWire wire;
  private final NoiseSource noise;
  private final List<SimulatedDevice> devices = new ArrayList<>();
  private Instant heardAt;

  /** A bus without devices at the given instant. */
  public Bus(VirtualWire wire, NoiseSource noise, Instant start) {
    this.wire = wire;
    this.noise = noise;
    this.heardAt = start;
  }

  /** Returns its wire. */
  public VirtualWire wire() {
    return wire;
  }

  /** Adds a device. */
  public void add(SimulatedDevice device) {
    devices.add(device);
  }

  /** Returns the device's way of sending on this bus, with damage as far as the garbling says. */
  public SimulatedDevice.Transmitter transmitter(Garbling garbling) {
    return (bytes, ready) -> wire.answer(garbling.pass(bytes, noise), ready);
  }

  /** Lets the devices hear what was written since the last step, move on and answer. */
  public void step(Instant now) {
    Optional<Bytes> request =
        wire.hasRequest() ? Optional.of(wire.takeRequest()) : Optional.empty();
    for (SimulatedDevice device : devices) {
      request.ifPresent(bytes -> device.receive(bytes, heardAt));
      device.step(now);
    }
    wire.arrive(now);
    heardAt = now;
  }
}
