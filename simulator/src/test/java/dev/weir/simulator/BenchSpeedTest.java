package dev.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Port;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a step of a whole bench costs while it is polled. The limit asserted is loose; the number is
 * printed.
 */
final class BenchSpeedTest {
  private static final double LOOSE_LIMIT_MICROS = 100.0;
  private static final int STEPS = 100_000;
  private static final Bytes PRESSURE = Bytes.ofHex("00 02 00 00 00 06 01 04 00 00 00 01");
  private static final Bytes TEMPERATURE = Bytes.ofHex("00 02 00 00 00 06 01 03 00 01 00 05");

  @Test
  void aTenthOfASecondOfAPolledBenchCostsMicroseconds() throws IOException {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    SimulatedBench bench = SimulatedBench.inMemory(Benches.description(Map.of(), 1L), now);
    Port pressure = bench.port(new LineName("line-pressure"));
    Port heater = bench.port(new LineName("line-heater"));
    pressure.open();
    heater.open();
    ByteBuffer heard = ByteBuffer.allocate(256);
    long before = 0;
    for (int i = -STEPS / 2; i < STEPS; i++) {
      if (i == 0) {
        before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      }
      if (i % 5 == 0) {
        pressure.write(PRESSURE.toBuffer());
      }
      if (i % 10 == 0) {
        heater.write(TEMPERATURE.toBuffer());
      }
      now = now.plus(Duration.ofMillis(100));
      bench.step(now);
      pressure.read(heard.clear());
      heater.read(heard.clear());
    }
    double micros =
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e3 / STEPS;
    System.out.printf("us per 0.1 s step of a polled bench: %.2f%n", micros);
    assertThat(micros).isLessThan(LOOSE_LIMIT_MICROS);
  }
}
