package dev.weir.optimize.copolymer;

import dev.weir.learn.features.QuantumTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A campaign that came before, as far as it may inform another one.
 *
 * <p>Idea: what an earlier campaign learnt is by how far its plant and its monomers departed from
 * the literature. A departure of what the plant decides (rate, dissociation, activation, gel) is
 * expected again; one of what the monomers decide, as far as the comonomers are alike in their
 * quantum-chemical values. With correlation rho of the two departures, the belief about the new one
 * is mean rho d and variance w² (1 - rho²) + rho² s², d and s the earlier departure and its
 * deviation, w the literature's width. The result is one more belief beside the literature's, and
 * runs decide between them: an earlier campaign that misleads loses its weight.
 *
 * @param name for the record, such as the campaign's name
 * @param system which substances reacted
 * @param runs its accepted runs
 */
public record EarlierCampaign(String name, CopolymerSystem system, List<Measured> runs) {
  /** Correlation of departures that the plant decides; assumed. */
  private static final double SAME_PLANT = 0.9;

  /** Correlation of departures of the same pair of monomers; assumed. */
  private static final double SAME_PAIR = 0.95;

  /** Correlation of departures of comonomers that are alike in every value; assumed. */
  private static final double ALIKE = 0.7;

  /** Least correlation of departures of pairs with one monomer in common; assumed. */
  private static final double RELATED = 0.3;

  /** Copies the list. */
  public EarlierCampaign {
    runs = List.copyOf(runs);
  }

  /**
   * Returns what to believe of a system after this campaign.
   *
   * @param quantum values by which comonomers are compared
   */
  public KineticBelief belief(CopolymerSystem of, QuantumTable quantum) {
    EarlierCampaign turned = oriented(of);
    KineticBelief before = KineticBelief.literature(turned.system);
    KineticFit fit = KineticFit.of(new TerminalModel(turned.system), before, turned.runs);
    KineticBelief literature = KineticBelief.literature(of);
    double[] learnt = fit.parameters();
    double[] doubts = fit.deviations();
    double own = turned.likeness(of, quantum);
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (KineticParameter parameter : KineticParameter.values()) {
      double shared = parameter.isCommon() ? SAME_PLANT : own;
      double departure = learnt[parameter.place()] - before.mean(parameter);
      double doubt = doubts[parameter.place()];
      double width = literature.deviation(parameter);
      means.add(literature.mean(parameter) + shared * departure);
      deviations.add(
          Math.sqrt(width * width * (1.0 - shared * shared) + shared * shared * doubt * doubt));
    }
    return new KineticBelief("literature and " + name, means, deviations);
  }

  private double likeness(CopolymerSystem of, QuantumTable quantum) {
    if (system.monomer1().equals(of.monomer1()) && system.monomer2().equals(of.monomer2())) {
      return SAME_PAIR;
    }
    boolean shareFirst = system.monomer1().equals(of.monomer1());
    boolean shareSecond = system.monomer2().equals(of.monomer2());
    if (!shareFirst && !shareSecond) {
      return 0.0;
    }
    double alike =
        shareFirst
            ? MonomerLikeness.of(system.monomer2(), of.monomer2(), quantum)
            : MonomerLikeness.of(system.monomer1(), of.monomer1(), quantum);
    return RELATED + (ALIKE - RELATED) * alike;
  }

  /** Returns it with the monomers numbered so that a common one is the same number. */
  private EarlierCampaign oriented(CopolymerSystem of) {
    boolean turned =
        !system.monomer1().equals(of.monomer1())
            && !system.monomer2().equals(of.monomer2())
            && (system.monomer1().equals(of.monomer2()) || system.monomer2().equals(of.monomer1()));
    return turned
        ? new EarlierCampaign(
            name,
            new CopolymerSystem(system.monomer2(), system.monomer1(), system.initiator()),
            runs.stream().map(Measured::turned).toList())
        : this;
  }
}
