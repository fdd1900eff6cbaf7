package dev.weir.materials.formula;

/**
 * How the values of one elemental feature over the atoms of a reduced formula become one number.
 * Definitions after XenonPy (Liu et al., Sci. Technol. Adv. Mater. Methods 1 (2021) 75).
 */
public enum Statistic {
  /** Mean, weighted by atomic fraction. */
  MEAN("ave", 0),
  /** Sum over the atoms of the reduced formula. */
  SUM("sum", 1),
  /** Variance about the mean, weighted by atomic fraction. */
  VARIANCE("var", 2),
  /** Largest value among the elements. */
  MAXIMUM("max", 3),
  /** Smallest value among the elements. */
  MINIMUM("min", 4);

  private final String prefix;
  private final int block;

  Statistic(String prefix, int block) {
    this.prefix = prefix;
    this.block = block;
  }

  /** Returns the place of this statistic of a feature among the descriptors. */
  int place(int feature, int features) {
    return block * features + feature;
  }

  /** Returns the name of a descriptor: {@code ave:electronegativity}. */
  public String name(String feature) {
    return prefix + ":" + feature;
  }
}
