package dev.weir.simulator;

import dev.weir.device.line.LineName;
import dev.weir.device.line.Transport;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Single simulated devices, for tests in other packages. */
public final class SimulatedDevices {
  /** The line that a device is alone on. */
  public static final LineName LINE = BenchParts.ALONE_LINE;

  private SimulatedDevices() {}

  /** Makes a bench with one device. */
  public static SimulatedBench alone(
      String profile,
      Transport transport,
      String address,
      Map<String, String> parameters,
      Instant now) {
    boolean heats = !profile.equals("modbus-ai-420");
    return new SimulatedBench(
        BenchParts.alone(
            profile,
            Benches.profiles(),
            transport,
            new BenchParts.Device(address, parameters, heats),
            1L),
        now,
        _ -> Optional.empty());
  }
}
