package dev.weir.learn.validation;

import dev.weir.learn.data.LearningRun;
import dev.weir.learn.regress.Normal;

/** What is scored, each in mol/mol. */
public enum Target {
  /** Conversion of monomer 1. */
  CONVERSION_1("X1"),
  /** Conversion of monomer 2. */
  CONVERSION_2("X2"),
  /** Overall conversion. */
  CONVERSION("X"),
  /** Copolymer composition learnt by itself. */
  COMPOSITION_DIRECT("F1 direct"),
  /** Copolymer composition from the predicted conversions. */
  COMPOSITION_FROM_CONVERSIONS("F1 from X1, X2");

  private final String title;

  Target(String title) {
    this.title = title;
  }

  /** Returns its name in tables. */
  public String title() {
    return title;
  }

  /** Returns what was measured. */
  public double measured(LearningRun run) {
    return switch (this) {
      case CONVERSION_1 -> run.conversion1().value();
      case CONVERSION_2 -> run.conversion2().value();
      case CONVERSION -> run.conversion();
      case COMPOSITION_DIRECT, COMPOSITION_FROM_CONVERSIONS -> run.copolymerComposition();
    };
  }

  /** Returns what was expected. */
  public Normal predicted(RunPrediction prediction) {
    return switch (this) {
      case CONVERSION_1 -> prediction.conversion1();
      case CONVERSION_2 -> prediction.conversion2();
      case CONVERSION -> prediction.conversion();
      case COMPOSITION_DIRECT -> prediction.compositionDirect();
      case COMPOSITION_FROM_CONVERSIONS -> prediction.compositionFromConversions();
    };
  }
}
