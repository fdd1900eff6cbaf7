package dev.weir.app.extension;

import java.time.Instant;

/**
 * Makes virtual benches; found through the service loader, so that the daemon never compiles
 * against the simulator.
 */
public interface VirtualBenchProvider {
  /**
   * Makes a bench at rest: pumps stopped, coil cold and full of solvent, vessels full.
   *
   * @param bench what to stand in for
   * @param start the plant's first instant
   * @throws IllegalArgumentException when the description names something the simulator does not
   *     know; the message says which
   */
  VirtualBench create(BenchDescription bench, Instant start);
}
