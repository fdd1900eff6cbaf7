package dev.weir.app.bench;

import dev.weir.chemistry.CopolymerComposition;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.optimize.Objective;
import dev.weir.optimize.SearchSpace;
import dev.weir.optimize.SearchSpace.Quantity;
import dev.weir.optimize.SearchSpace.Variable;
import dev.weir.optimize.copolymer.CopolymerSystem;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.List;
import java.util.Map;

/**
 * The copolymerisation problems of the benchmark: a composition within 0.01 mol/mol with a
 * conversion of 0.6 mol/mol or more, on plants that follow the literature and on plants that do
 * not.
 */
enum CopolymerProblem {
  /** Styrene as the literature has it. */
  STYRENE("styrene", "St", 0.75, Map.of()),
  /** Glycidyl methacrylate as the literature has it, its ratios within their range. */
  GLYCIDYL("glycidyl", "GMA", 0.40, Map.of("r1", "0.80", "r2", "1.05")),
  /** Acetoxystyrene, whose ratios the literature does not have. */
  ACETOXYSTYRENE("acetoxystyrene", "PACS", 0.70, Map.of("r1", "0.52", "r2", "0.95")),
  /** Rates after the implicit penultimate model. */
  PENULTIMATE("penultimate", "St", 0.75, Map.of("kinetics", "implicit_penultimate")),
  /** Apparent ratios of a flow reactor, near 1. */
  FLOW_RATIOS("flow-ratios", "St", 0.75, Map.of("reactivity", "apparent_flow")),
  /** A strong gel effect and a broad distribution of residence times. */
  GEL(
      "gel",
      "St",
      0.75,
      Map.of("gel_effect", "exponential", "gel_strength", "20", "dispersion_factor", "5")),
  /** Ratios and rates that nobody would believe. */
  WRONG_PRIORS("wrong-priors", "St", 0.75, Map.of("r1", "2.5", "r2", "0.25", "rate_factor", "2")),
  /** Wrong ratios, penultimate rates, gel effect and dispersion at once. */
  HOSTILE(
      "hostile",
      "St",
      0.75,
      Map.of(
          "r1",
          "1.8",
          "r2",
          "1.6",
          "kinetics",
          "implicit_penultimate",
          "rate_factor",
          "1.5",
          "gel_effect",
          "exponential",
          "gel_strength",
          "20",
          "dispersion_factor",
          "5"));

  private static final double TOLERANCE = 0.01;
  private static final double LEAST_CONVERSION = 0.6;

  private final String word;
  private final CopolymerSystem system;
  private final Objective objective;
  private final Map<String, String> settings;

  CopolymerProblem(String word, String comonomer, double target, Map<String, String> settings) {
    this.word = word;
    this.system =
        new CopolymerSystem(
            new SpeciesName("MMA"), new SpeciesName(comonomer), new SpeciesName("AIBN"));
    this.objective = new Objective(new CopolymerComposition(target), TOLERANCE, LEAST_CONVERSION);
    this.settings = settings;
  }

  String word() {
    return word;
  }

  CopolymerSystem system() {
    return system;
  }

  Objective objective() {
    return objective;
  }

  Map<String, String> settings() {
    return settings;
  }

  /** Tells whether the plant breaks what the kinetic layer takes for granted. */
  boolean isMisspecified() {
    return switch (this) {
      case STYRENE, GLYCIDYL, ACETOXYSTYRENE -> false;
      case PENULTIMATE, FLOW_RATIOS, GEL, WRONG_PRIORS, HOSTILE -> true;
    };
  }

  /** Returns where runs may lie: feed, time, temperature and initiator, on the grids of pumps. */
  static SearchSpace space() {
    return new SearchSpace(
        List.of(
            new Variable(Quantity.FEED_COMPOSITION, 0.05, 0.95, 0.005),
            new Variable(Quantity.RESIDENCE_TIME, 300.0, 3600.0, 30.0),
            new Variable(Quantity.TEMPERATURE, 60.0, 95.0, 0.5),
            new Variable(Quantity.INITIATOR, 0.01, 0.08, 0.001)),
        new Conditions(
            new FeedComposition(0.5),
            TimeSpan.ofMinutes(20.0),
            new Temperature(80.0),
            new Concentration(3.0),
            new Concentration(0.04)));
  }
}
