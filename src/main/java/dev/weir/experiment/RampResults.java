package dev.weir.experiment;

import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Analysis;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.reactor.Cycle;
import dev.weir.units.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of the aliquots of a ramp. Each result is judged by itself and, when it is good,
 * accepted for good, but not before the steady sample of its run is. Owned by the control thread.
 */
final class RampResults {
  private final RunPlan plan;
  private final Map<RampUnderWay.Drawn, Analysis> early = new LinkedHashMap<>();
  private final List<Integer> decided = new ArrayList<>();
  private final List<Observation> accepted = new ArrayList<>();
  private Optional<Observation> steady = Optional.empty();

  RampResults(RunPlan plan) {
    this.plan = plan;
  }

  /** Returns the steady sample, once it is accepted. */
  Optional<Observation> steady() {
    return steady;
  }

  /** Returns the aliquots that are accepted, in order. */
  List<Observation> accepted() {
    return List.copyOf(accepted);
  }

  /** Tells whether nothing is to be expected of an aliquot any more. */
  boolean isDecided(RampUnderWay.Drawn drawn) {
    return decided.contains(drawn.number());
  }

  /** Takes the accepted steady sample, and the results that came before it. */
  void steadyAccepted(Observation observation, Cycle cycle) {
    steady = Optional.of(observation);
    Map<RampUnderWay.Drawn, Analysis> waiting = new LinkedHashMap<>(early);
    early.clear();
    waiting.forEach((drawn, analysis) -> judge(drawn, analysis, cycle));
  }

  /** Takes a result. */
  void take(RampUnderWay.Drawn drawn, Analysis analysis, Cycle cycle) {
    if (isDecided(drawn) || early.containsKey(drawn)) {
      return;
    }
    cycle.append(new RunEvent.AnalysisTaken(plan.campaign(), plan.run(), analysis));
    if (steady.isEmpty()) {
      early.put(drawn, analysis);
    } else {
      judge(drawn, analysis, cycle);
    }
  }

  /** Gives up an aliquot whose result did not come. */
  void give(RampUnderWay.Drawn drawn, String reason, Cycle cycle) {
    if (!isDecided(drawn)) {
      decided.add(drawn.number());
      cycle.append(new RunEvent.AliquotVoided(plan.campaign(), plan.run(), drawn.number(), reason));
    }
  }

  private void judge(RampUnderWay.Drawn drawn, Analysis analysis, Cycle cycle) {
    Widened widened = widened(analysis, drawn);
    switch (OutcomeOfAnalysis.of(widened.analysis(), plan, drawn.achieved().conditions())) {
      case OutcomeOfAnalysis.Unusable(String reason, VoidCause _) -> give(drawn, reason, cycle);
      case OutcomeOfAnalysis.Usable(Outcome outcome) -> {
        Observation observation = observation(drawn, outcome, analysis, widened);
        decided.add(drawn.number());
        accepted.add(observation);
        cycle.appendForced(new RunEvent.AliquotAccepted(plan.campaign(), observation));
      }
    }
  }

  /** A result with the deviations that the ramp adds. */
  private record Widened(Analysis analysis, double added1, double added2) {}

  /**
   * Adds what dispersion on the ramp adds to the deviations, as independent of the analyser's own.
   * Where the analyser does not tell its deviation, it stays untold.
   */
  private Widened widened(Analysis analysis, RampUnderWay.Drawn drawn) {
    Map<String, MeasuredConversion> conversions = new TreeMap<>(analysis.conversions());
    double[] added = new double[2];
    List<SpeciesName> monomers = List.of(plan.monomer1(), plan.monomer2());
    for (int i = 0; i < added.length; i++) {
      MeasuredConversion measured = conversions.get(monomers.get(i).text());
      if (measured != null) {
        added[i] = AddedSpread.at(measured.value(), drawn.achieved().spread());
        double own = measured.standardDeviation();
        if (own > 0.0) {
          conversions.put(
              monomers.get(i).text(),
              new MeasuredConversion(measured.value(), Math.min(1.0, Math.hypot(own, added[i]))));
        }
      }
    }
    return new Widened(
        new Analysis(analysis.sample(), conversions, analysis.contentHash(), analysis.acquiredAt()),
        added[0],
        added[1]);
  }

  private Observation observation(
      RampUnderWay.Drawn drawn, Outcome outcome, Analysis analysis, Widened widened) {
    Observation before = steady.orElseThrow();
    Instant fed = before.sampledAt().minus(before.waited().toDuration());
    return new Observation(
        plan.run(),
        new Conditions(
            plan.conditions().feedComposition(),
            drawn.intended(),
            plan.conditions().temperature(),
            plan.conditions().totalMonomer(),
            plan.conditions().initiator()),
        drawn.achieved().conditions(),
        outcome,
        before.steadyState(),
        drawn.sample(),
        before.startedAt(),
        drawn.at(),
        new TimeSpan(Duration.between(fed, drawn.at()).toNanos() * 1e-9),
        drawn.used(),
        analysis.contentHash(),
        Optional.of(
            new RampAliquot(
                drawn.number(),
                drawn.achieved().spread().deviation(),
                drawn.achieved().spread().steadyDeviation(),
                widened.added1(),
                widened.added2())));
  }
}
