package dev.weir.simulator.plant;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One stream of random numbers. Each source of noise has its own, so that a new one does not move
 * the others. Owned by the thread that steps the bench.
 */
public final class NoiseSource {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** Spreads stream names over the seeds: the golden ratio in 64 bits. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final RandomGenerator random;

  /** The stream of a name under a seed. */
  public NoiseSource(long seed, String stream) {
    this.random = FACTORY.create(seed ^ (GOLDEN * (stream.hashCode() | 1L)));
  }

  /** Returns the next number of a normal distribution with mean 0 and standard deviation 1. */
  public double gaussian() {
    return random.nextGaussian();
  }

  /** Returns the next number of an even distribution over 0 to 1. */
  public double uniform() {
    return random.nextDouble();
  }

  /** Returns the next whole number from 0 to below the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
