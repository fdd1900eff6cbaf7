package dev.weir.optimize;

import java.util.SplittableRandom;

/** Seeds that have nothing in common, spread from a campaign's one seed. */
final class Seeds {
  /** Odd number that parts the streams of neighbouring seeds. */
  private static final long STREAM = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** What a seed is for. */
  enum Use {
    DESIGN(1),
    SEARCH(2),
    DRAWS(3),
    RANDOM(4);

    private final long stream;

    Use(long stream) {
      this.stream = stream;
    }
  }

  /**
   * Returns the seed for one use.
   *
   * @param index of the proposal; 0 for what is the same for all
   */
  static long of(long campaign, Use use, int index) {
    SplittableRandom random = new SplittableRandom(campaign);
    long base = random.nextLong() + STREAM * use.stream;
    return new SplittableRandom(base ^ (STREAM * index)).nextLong();
  }
}
