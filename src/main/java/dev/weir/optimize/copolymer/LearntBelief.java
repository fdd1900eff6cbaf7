package dev.weir.optimize.copolymer;

import dev.weir.chemistry.Arrhenius;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.Initiator;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.learn.Cholesky;
import dev.weir.learn.ConversionTransform;
import dev.weir.learn.features.MissingFeatures;
import dev.weir.learn.mechanistic.KineticPredictor;
import dev.weir.learn.mechanistic.PairParameter;
import dev.weir.learn.mechanistic.PairPosterior;
import java.util.Collections;

/**
 * What a kinetic predictor that learnt other runs believes of a campaign's chemistry: its mean
 * becomes the prior mean of the campaign's surrogate, the posterior of its parameters their prior.
 *
 * <p>Idea: the predictor's parameters p ~ N(m, C) become those of the terminal model by a linear
 * map, theta = A p (kt enters as the root of the rate, two radical reactivity ratios as their mean
 * logarithm, the energy of dissociation as half an energy of the rate). The prior of theta is N(A
 * m, A C A' + W), W for what may be new in this campaign, and is whitened by its Cholesky factor,
 * so that its coordinates are independent. What the map and the simpler model lose, and the
 * predictor's own correction, is added as the difference of the two means at every point: before
 * any run of the campaign the surrogate's mean is the predictor's.
 */
public final class LearntBelief {
  /**
   * Share of the literature's variance by which this campaign may differ from the runs that were
   * learnt: 1 less the square of a correlation of 0.95; assumed, as for the same pair in {@link
   * EarlierCampaign}.
   */
  private static final double MAY_DIFFER = 1.0 - 0.95 * 0.95;

  /** The predictor is not asked about homopolymers: this near to them it stands for them. */
  private static final double NEAREST_TO_PURE = 0.005;

  private LearntBelief() {}

  /**
   * Returns the belief.
   *
   * @param name of the predictor, for the record
   * @throws MissingFeatures when the predictor knows nothing of the system: it knows pairs with MMA
   *     started by AIBN
   */
  public static KineticBelief of(KineticPredictor predictor, CopolymerSystem system, String name) {
    if (!system.initiator().equals(Initiator.AIBN.name())) {
      throw new MissingFeatures(
          "it knows runs started by %s only, not by %s"
              .formatted(Initiator.AIBN.name(), system.initiator()));
    }
    boolean first = system.monomer2().equals(Monomers.MMA.name());
    if (!first && !system.monomer1().equals(Monomers.MMA.name())) {
      throw new MissingFeatures(
          "it knows pairs with MMA only, not %s with %s"
              .formatted(system.monomer1(), system.monomer2()));
    }
    SpeciesName comonomer = first ? system.monomer1() : system.monomer2();
    PairPosterior posterior = predictor.pair(comonomer);
    double[][] map = map(first);
    double[] mean = new double[KineticParameter.COUNT];
    double known = knownPropagation(comonomer);
    for (KineticParameter parameter : KineticParameter.values()) {
      int place = parameter.place();
      for (PairParameter from : PairParameter.values()) {
        double value = posterior.mean(from);
        double departure = from == PairParameter.LOG_PROPAGATION ? value - known : value;
        mean[place] += map[place][from.place()] * departure;
      }
    }
    Basis basis = new Basis(mean, lower(system, posterior, map));
    return new KineticBelief(
        "literature and " + name,
        Collections.nCopies(KineticParameter.COUNT, 0.0),
        Collections.nCopies(KineticParameter.COUNT, 1.0),
        new PredictorMean(predictor, system, new TerminalModel(system), basis));
  }

  /** The lower Cholesky factor of the prior covariance of the parameters, row by row. */
  private static double[][] lower(CopolymerSystem system, PairPosterior posterior, double[][] map) {
    KineticBelief literature = KineticBelief.literature(system);
    int count = KineticParameter.COUNT;
    double[] covariance = new double[count * count];
    for (KineticParameter one : KineticParameter.values()) {
      for (KineticParameter other : KineticParameter.values()) {
        double sum = 0.0;
        for (PairParameter a : PairParameter.values()) {
          for (PairParameter b : PairParameter.values()) {
            sum +=
                map[one.place()][a.place()]
                    * posterior.covariance(a, b)
                    * map[other.place()][b.place()];
          }
        }
        if (one == other) {
          double width = literature.deviation(one);
          sum += width * width * (isLearnt(one) ? MAY_DIFFER : 1.0);
        }
        covariance[one.place() * count + other.place()] = sum;
      }
    }
    Cholesky factor = Cholesky.of(covariance, count);
    double[][] columns = new double[count][];
    for (int k = 0; k < count; k++) {
      double[] unit = new double[count];
      unit[k] = 1.0;
      columns[k] = factor.timesLower(unit);
    }
    return columns;
  }

  /** The predictor has no gel effect. */
  private static boolean isLearnt(KineticParameter parameter) {
    return switch (parameter) {
      case LOG_RATIO_1,
          LOG_RATIO_2,
          LOG_PROPAGATION_2,
          LOG_RATE,
          LOG_DISSOCIATION,
          ACTIVATION,
          LOG_PENULTIMATE ->
          true;
      case GEL -> false;
    };
  }

  /**
   * Returns the map A, by {@link KineticParameter} and {@link PairParameter}.
   *
   * @param first whether the comonomer is monomer 1
   */
  private static double[][] map(boolean first) {
    double[][] map = new double[KineticParameter.COUNT][PairParameter.COUNT];
    set(map, KineticParameter.LOG_RATE, PairParameter.LOG_TERMINATION, -0.5);
    set(map, KineticParameter.LOG_DISSOCIATION, PairParameter.LOG_DISSOCIATION, 1.0);
    // The rate goes with the root of kd; kJ/mol to units of 10 kJ/mol.
    set(map, KineticParameter.ACTIVATION, PairParameter.DISSOCIATION_ENERGY, 0.05);
    set(map, KineticParameter.LOG_PENULTIMATE, PairParameter.LOG_PENULTIMATE_1, 0.5);
    set(map, KineticParameter.LOG_PENULTIMATE, PairParameter.LOG_PENULTIMATE_2, 0.5);
    if (first) {
      set(map, KineticParameter.LOG_RATIO_1, PairParameter.LOG_RATIO_1, 1.0);
      set(map, KineticParameter.LOG_RATIO_2, PairParameter.LOG_RATIO_2, 1.0);
      set(map, KineticParameter.LOG_RATE, PairParameter.LOG_PROPAGATION, 1.0);
      set(map, KineticParameter.LOG_PROPAGATION_2, PairParameter.LOG_PROPAGATION, -1.0);
    } else {
      set(map, KineticParameter.LOG_RATIO_1, PairParameter.LOG_RATIO_2, 1.0);
      set(map, KineticParameter.LOG_RATIO_2, PairParameter.LOG_RATIO_1, 1.0);
      set(map, KineticParameter.LOG_PROPAGATION_2, PairParameter.LOG_PROPAGATION, 1.0);
    }
    return map;
  }

  private static void set(
      double[][] map, KineticParameter to, PairParameter from, double coefficient) {
    map[to.place()][from.place()] = coefficient;
  }

  /** The logarithm of the catalogue's propagation over that of MMA, at 80 °C. */
  private static double knownPropagation(SpeciesName comonomer) {
    Arrhenius own = CopolymerSystem.monomer(comonomer).propagation();
    return StrictMath.log(
        own.at(TerminalModel.MIDDLE_KELVINS)
            / Monomers.MMA.propagation().at(TerminalModel.MIDDLE_KELVINS));
  }

  /** Parameters are the mean plus the columns of the factor times the coordinates. */
  private static final class Basis {
    private final double[] mean;
    private final double[][] columns;

    Basis(double[] mean, double[][] columns) {
      this.mean = mean;
      this.columns = columns;
    }

    double[] parameters(double[] coordinates) {
      double[] parameters = mean.clone();
      for (int k = 0; k < coordinates.length; k++) {
        for (int i = 0; i < parameters.length; i++) {
          parameters[i] += columns[k][i] * coordinates[k];
        }
      }
      return parameters;
    }
  }

  /** Adds by how much the predictor's mean differs from the terminal model at the mean. */
  private static final class PredictorMean implements PriorMean {
    private final KineticPredictor predictor;
    private final CopolymerSystem system;
    private final TerminalModel model;
    private final Basis basis;

    PredictorMean(
        KineticPredictor predictor, CopolymerSystem system, TerminalModel model, Basis basis) {
      this.predictor = predictor;
      this.system = system;
      this.model = model;
      this.basis = basis;
    }

    @Override
    public double[] parameters(double[] coordinates) {
      return basis.parameters(coordinates);
    }

    @Override
    public void add(Conditions conditions, double[] transformed) {
      Conditions inside = inside(conditions);
      double[] wanted = new double[2];
      predictor.expected(system.monomer1(), system.monomer2(), inside, wanted);
      double[] plain = new double[2];
      model.transformed(basis.mean, inside, model.steps(basis.mean, inside), plain);
      for (int k = 0; k < 2; k++) {
        // The predictor's scale ends where conversions can no longer be told from 0 or 1.
        transformed[k] += wanted[k] - ConversionTransform.forward(Transformed.back(plain[k]));
      }
    }

    private static Conditions inside(Conditions conditions) {
      double f10 = conditions.feedComposition().value();
      double near = Math.max(NEAREST_TO_PURE, Math.min(1.0 - NEAREST_TO_PURE, f10));
      return near == f10
          ? conditions
          : new Conditions(
              new FeedComposition(near),
              conditions.residenceTime(),
              conditions.temperature(),
              conditions.totalMonomer(),
              conditions.initiator());
    }
  }
}
