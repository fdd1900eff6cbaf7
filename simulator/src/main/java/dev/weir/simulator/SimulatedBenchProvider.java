package dev.weir.simulator;

import dev.weir.app.extension.BenchDescription;
import dev.weir.app.extension.VirtualBench;
import dev.weir.app.extension.VirtualBenchProvider;
import java.time.Instant;

/** Makes simulated benches in memory; found through the service loader. */
public final class SimulatedBenchProvider implements VirtualBenchProvider {
  /** Called by the service loader. */
  public SimulatedBenchProvider() {}

  @Override
  public VirtualBench create(BenchDescription bench, Instant start) {
    return SimulatedBench.inMemory(bench, start);
  }
}
