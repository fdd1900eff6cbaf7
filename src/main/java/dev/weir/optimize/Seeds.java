package dev.weir.optimize;

import java.util.SplittableRandom;

/** Seeds that have nothing in common, spread from a campaign's one seed. */
public final class Seeds {
  /** Odd number that parts the streams of neighbouring seeds. */
  private static final long STREAM = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** What a seed is for. */
  public enum Use {
    /** The initial design. */
    DESIGN(1),
    /** The search for the best acquisition. */
    SEARCH(2),
    /** Draws of the outcome. */
    DRAWS(3),
    /** Points drawn at random. */
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
  public static long of(long campaign, Use use, int index) {
    SplittableRandom random = new SplittableRandom(campaign);
    long base = random.nextLong() + STREAM * use.stream;
    return new SplittableRandom(base ^ (STREAM * index)).nextLong();
  }
}
