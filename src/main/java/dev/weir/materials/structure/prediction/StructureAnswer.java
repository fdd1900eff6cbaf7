package dev.weir.materials.structure.prediction;

/** What a batch answers to one of its formulas. */
public sealed interface StructureAnswer {
  /** The formula could be read. */
  record Predicted(Prediction prediction) implements StructureAnswer {}

  /**
   * The text is no formula that can be asked for.
   *
   * @param reason one line
   */
  record Refused(String reason) implements StructureAnswer {}
}
