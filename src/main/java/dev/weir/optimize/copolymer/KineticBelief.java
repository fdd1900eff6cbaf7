package dev.weir.optimize.copolymer;

import dev.weir.chemistry.Monomer;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.ReactivityRatios;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is believed of the kinetic parameters before a campaign's own runs: independent Student
 * distributions, whose wide tails let runs overrule the literature.
 *
 * <p>All widths are assumed; the ratios and rates are those of the catalogue.
 *
 * @param origin where it comes from, in a few words
 * @param means one for each {@link KineticParameter}, in its unit
 * @param deviations scale of each, in its unit, above 0
 * @param priorMean how these become kinetic parameters and what is known beyond the model; beside
 *     the terminal model by itself they are coordinates without unit
 */
public record KineticBelief(
    String origin, List<Double> means, List<Double> deviations, PriorMean priorMean) {
  /** Degrees of freedom of the Student distributions; assumed. */
  static final double FREEDOM = 4.0;

  private static final double READ_RATIO = 0.35;
  private static final double ASSUMED_RATIO = 0.5;
  private static final double UNKNOWN_RATIO = 0.9;
  private static final double KNOWN_PROPAGATION = 0.35;
  private static final double UNKNOWN_PROPAGATION = 0.9;
  private static final double RATE = 0.35;
  private static final double DISSOCIATION = 0.25;
  private static final double ACTIVATION = 0.3;
  private static final double GEL = 0.3;

  /** Middle between the terminal model and the s of styrene with MMA (Fukuda 1985). */
  private static final double STYRENIC_PENULTIMATE = -0.5;

  private static final double STYRENIC_PENULTIMATE_WIDTH = 0.7;
  private static final double PENULTIMATE_WIDTH = 0.4;

  /** Copies; rejects vectors of another length and widths that are not positive. */
  public KineticBelief {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    if (means.size() != KineticParameter.COUNT || deviations.size() != KineticParameter.COUNT) {
      throw new IllegalArgumentException(
          "need %d means and deviations, got %d and %d"
              .formatted(KineticParameter.COUNT, means.size(), deviations.size()));
    }
    for (double deviation : deviations) {
      if (!(deviation > 0.0) || !Double.isFinite(deviation)) {
        throw new IllegalArgumentException(
            "deviations of kinetic parameters must be finite and > 0, was " + deviation);
      }
    }
  }

  /** A belief in the terminal model by itself. */
  public KineticBelief(String origin, List<Double> means, List<Double> deviations) {
    this(origin, means, deviations, PriorMean.terminalModel());
  }

  /** Returns what the catalogue says of a system, wide where it says nothing. */
  public static KineticBelief literature(CopolymerSystem system) {
    Optional<ReactivityRatios> ratios =
        ReactivityRatios.between(system.monomer1(), system.monomer2())
            .filter(known -> known.r1() > 0.0 && known.r2() > 0.0);
    double ratioWidth =
        ratios.map(known -> known.isAssumed() ? ASSUMED_RATIO : READ_RATIO).orElse(UNKNOWN_RATIO);
    boolean known =
        Monomers.find(system.monomer1()).isPresent()
            && Monomers.find(system.monomer2()).isPresent();
    boolean styrenic =
        isStyrenic(CopolymerSystem.monomer(system.monomer1()))
            || isStyrenic(CopolymerSystem.monomer(system.monomer2()));
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (KineticParameter parameter : KineticParameter.values()) {
      means.add(
          switch (parameter) {
            case LOG_RATIO_1 -> ratios.map(value -> StrictMath.log(value.r1())).orElse(0.0);
            case LOG_RATIO_2 -> ratios.map(value -> StrictMath.log(value.r2())).orElse(0.0);
            case LOG_PENULTIMATE -> styrenic ? STYRENIC_PENULTIMATE : 0.0;
            case LOG_PROPAGATION_2, LOG_RATE, LOG_DISSOCIATION, ACTIVATION, GEL -> 0.0;
          });
      deviations.add(
          switch (parameter) {
            case LOG_RATIO_1, LOG_RATIO_2 -> ratioWidth;
            case LOG_PROPAGATION_2 -> known ? KNOWN_PROPAGATION : UNKNOWN_PROPAGATION;
            case LOG_RATE -> RATE;
            case LOG_DISSOCIATION -> DISSOCIATION;
            case ACTIVATION -> ACTIVATION;
            case LOG_PENULTIMATE -> styrenic ? STYRENIC_PENULTIMATE_WIDTH : PENULTIMATE_WIDTH;
            case GEL -> GEL;
          });
    }
    return new KineticBelief("literature", means, deviations);
  }

  /** Styryl radicals combine: in the catalogue that marks the styrenics. */
  private static boolean isStyrenic(Monomer monomer) {
    return monomer.disproportionation().value() == 0.0;
  }

  double mean(KineticParameter parameter) {
    return means.get(parameter.place());
  }

  double deviation(KineticParameter parameter) {
    return deviations.get(parameter.place());
  }

  double[] meanVector() {
    return means.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Returns the variances under which normal priors pull the given parameters as the Student priors
   * do: sigma² (nu + z²) / (nu + 1).
   */
  double[] variances(double[] parameters) {
    double[] variances = new double[KineticParameter.COUNT];
    for (int k = 0; k < variances.length; k++) {
      double deviation = deviations.get(k);
      double z = (parameters[k] - means.get(k)) / deviation;
      variances[k] = deviation * deviation * (FREEDOM + z * z) / (FREEDOM + 1.0);
    }
    return variances;
  }
}
