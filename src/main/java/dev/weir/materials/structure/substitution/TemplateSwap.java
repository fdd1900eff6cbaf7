package dev.weir.materials.structure.substitution;

/**
 * A template with an order in which the elements of a formula take its places, and how well that
 * fits. Immutable.
 */
public final class TemplateSwap {
  private final int entry;
  private final int[] replaced;
  private final int merged;
  private final double odds;
  private final double distance;
  private final double score;

  /**
   * Creates a swap.
   *
   * @param entry place in the library
   * @param replaced for each element of the query, by rising coefficient, the atomic number of the
   *     template's element whose places it takes
   * @param merged atomic number of a further element of the template whose places are taken by the
   *     one that takes those of another; 0 when every element gets one of its own
   * @param odds summed log-odds of the element swaps
   * @param distance of the descriptors
   * @param score of both together; larger is likelier
   */
  TemplateSwap(int entry, int[] replaced, int merged, double odds, double distance, double score) {
    this.entry = entry;
    this.replaced = replaced.clone();
    this.merged = merged;
    this.odds = odds;
    this.distance = distance;
    this.score = score;
  }

  public int entry() {
    return entry;
  }

  /** Returns the atomic number that a query's element replaces. */
  public int replaced(int slot) {
    return replaced[slot];
  }

  /** Returns the atomic number of the template's element that is merged into another, or 0. */
  public int merged() {
    return merged;
  }

  public double odds() {
    return odds;
  }

  public double distance() {
    return distance;
  }

  public double score() {
    return score;
  }
}
