package dev.weir.experiment;

import dev.weir.chemistry.CompositionFromConversions;
import dev.weir.device.Analysis;
import dev.weir.device.Analysis.MeasuredConversion;
import java.util.Optional;

/** What an analysis means for a run: an outcome, or the reason why there is none. */
sealed interface OutcomeOfAnalysis {
  /**
   * The analysis gives an outcome.
   *
   * @param outcome conversions and what follows from them
   */
  record Usable(Outcome outcome) implements OutcomeOfAnalysis {}

  /**
   * It gives none.
   *
   * @param reason one line
   * @param cause what kind of reason
   */
  record Unusable(String reason, VoidCause cause) implements OutcomeOfAnalysis {}

  /** Judges an analysis of a run whose feed was as achieved. */
  static OutcomeOfAnalysis of(Analysis analysis, RunPlan plan, Conditions achieved) {
    Optional<MeasuredConversion> first = conversion(analysis, plan.monomer1().text());
    Optional<MeasuredConversion> second = conversion(analysis, plan.monomer2().text());
    if (first.isEmpty() || second.isEmpty()) {
      return new Unusable(
          "the result for %s has no conversion of %s; it has %s"
              .formatted(
                  analysis.sample(),
                  first.isEmpty() ? plan.monomer1() : plan.monomer2(),
                  String.join(", ", analysis.conversions().keySet())),
          VoidCause.EQUIPMENT);
    }
    MeasuredConversion x1 = first.get();
    MeasuredConversion x2 = second.get();
    var measured =
        CompositionFromConversions.Conversions.independent(
            x1.value(), x1.standardDeviation(), x2.value(), x2.standardDeviation());
    return switch (CompositionFromConversions.of(achieved.feedComposition(), measured)) {
      case CompositionFromConversions.Undefined undefined ->
          new Unusable(undefined.reason(), VoidCause.CHEMISTRY);
      case CompositionFromConversions.Known known ->
          new Usable(
              new Outcome(
                  x1,
                  x2,
                  known.composition(),
                  known.compositionDeviation(),
                  known.conversion(),
                  known.conversionDeviation()));
    };
  }

  private static Optional<MeasuredConversion> conversion(Analysis analysis, String monomer) {
    return Optional.ofNullable(analysis.conversions().get(monomer));
  }
}
