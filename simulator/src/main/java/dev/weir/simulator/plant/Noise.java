package dev.weir.simulator.plant;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random numbers of the plant: one stream for each source, so that a new source does not move the others. */
final class Noise {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** Spreads stream numbers over the seeds: the golden ratio in 64 bits. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Noise() {}

  /** Returns the stream of the given number. */
  static RandomGenerator stream(long seed, int number) {
    return FACTORY.create(seed ^ (GOLDEN * (number + 1L)));
  }
}
