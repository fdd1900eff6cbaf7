package dev.weir.learn.mechanistic;

import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.learn.ConversionTransform;
import dev.weir.learn.Prediction;
import dev.weir.learn.Predictor;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.QuantumTable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;

/**
 * Predicts both conversions from a kinetic model whose parameters are estimated from runs, plus a
 * Gaussian-process correction for what the model leaves out. Immutable; any thread.
 *
 * <p>On the complementary log-log scale the two conversions of a run are y = m(theta) + g: m the
 * kinetics with parameters theta ~ N(mu, S) from the literature ({@link KineticPriors}), g a
 * correction of rate (common to both) and of selectivity (opposite), each a Gaussian process over
 * the kinetic coordinates and the similarity of the comonomers; the analyser adds noise to the
 * conversions themselves. The most probable theta comes from Gauss-Newton steps; about it the
 * problem is linear and everything normal. The widths of the two corrections are not known: the
 * answer is the average over a grid of them, weighted by evidence and prior. Draws are joint, so
 * errors of a common rate stay correlated and cancel in F1, and draw n of every prediction belongs
 * to one possible truth. (Kennedy and O'Hagan, J. R. Stat. Soc. B 63 (2001) 425, for the idea;
 * assumed.)
 *
 * <p>One monomer of each run must be MMA: the literature priors are of pairs with it.
 */
public final class KineticPredictor {
  /** How many draws a prediction has. */
  public static final int DRAWS = 256;

  private final TrainingRuns runs;
  private final ParameterVector parameters;
  private final double[] theta;
  private final KineticDraws draws;
  private final Posterior posterior;

  private KineticPredictor(
      TrainingRuns runs, ParameterVector parameters, Settling.Settled settled, long seed) {
    this.runs = runs;
    this.parameters = parameters;
    this.theta = settled.at().theta;
    this.draws = KineticDraws.of(runs, settled, DRAWS / 2, seed);
    this.posterior = Posterior.of(parameters, settled);
  }

  /**
   * A parameter with its posterior.
   *
   * @param name what it is, with its unit
   * @param estimate most probable value
   * @param low lower end of the 95 % interval
   * @param high upper end
   */
  public record Parameter(String name, double estimate, double low, double high) {}

  /** Learns with the shipped quantum-chemical values as measure of similarity. */
  public static KineticPredictor fit(RunTable table, long seed) {
    return fit(table, QuantumTable.SHIPPED, List.of(), seed);
  }

  /**
   * Learns.
   *
   * @param table runs of comonomers with MMA
   * @param quantum features D of every comonomer that is in the table or will be asked about
   * @param hidden comonomers whose literature shall not be used, to test extrapolation
   * @param seed of the draws
   */
  public static KineticPredictor fit(
      RunTable table, QuantumTable quantum, List<SpeciesName> hidden, long seed) {
    KineticPriors priors = new KineticPriors(quantum);
    List<LearningRun> oriented = table.runs().stream().map(KineticPredictor::oriented).toList();
    TreeSet<SpeciesName> names = new TreeSet<>();
    oriented.forEach(run -> names.add(run.monomer1()));
    names.addAll(hidden);
    for (SpeciesName name : quantum.values().keySet()) {
      if (!name.equals(Monomers.MMA.name())) {
        names.add(name);
      }
    }
    ParameterVector parameters = new ParameterVector(priors, List.copyOf(names), hidden);
    TrainingRuns runs = new TrainingRuns(priors, oriented);
    return new KineticPredictor(runs, parameters, Settling.of(runs, parameters), seed);
  }

  /**
   * Returns what is expected of a run, as draws without the analyser's noise.
   *
   * @throws dev.weir.learn.features.MissingFeatures when nothing is known of the comonomer
   * @throws IllegalArgumentException when neither monomer is MMA
   */
  public Prediction predict(SpeciesName monomer1, SpeciesName monomer2, Conditions conditions) {
    LearningRun run = asked(monomer1, monomer2, conditions);
    boolean turned = !run.monomer1().equals(monomer1);
    double[] expected = new double[2];
    DMatrixRMaj derivatives = new DMatrixRMaj(2, theta.length);
    parameters.rows(run, theta, expected, derivatives, 0);
    double[][] jacobian = new double[2][theta.length];
    for (int k = 0; k < theta.length; k++) {
      jacobian[0][k] = derivatives.get(0, k);
      jacobian[1][k] = derivatives.get(1, k);
    }
    double[] likeness = runs.likeness(run);
    double[] whitened = likeness.clone();
    runs.factor().solveLower(whitened);
    double left = 1.0;
    for (double each : whitened) {
      left -= each * each;
    }
    double open = Math.sqrt(Math.max(0.0, left));
    double[] first = new double[draws.all().size()];
    double[] second = new double[first.length];
    for (int s = 0; s < first.length; s++) {
      double[] two = draws.all().get(s).at(expected, jacobian, likeness, open);
      first[s] = ConversionTransform.back(two[0]);
      second[s] = ConversionTransform.back(two[1]);
    }
    double f10 = conditions.feedComposition().value();
    return turned ? Prediction.of(second, first, f10) : Prediction.of(first, second, f10);
  }

  /** Returns the predictor of one pair, one of which is MMA; its draws are joint. */
  public Predictor of(SpeciesName monomer1, SpeciesName monomer2) {
    return conditions -> predict(monomer1, monomer2, conditions);
  }

  /** Returns the deviation of the analyser over the runs that were learnt, in mol/mol. */
  public double noise() {
    return runs.noise();
  }

  /** Returns the parameters with their 95 % intervals, common ones first. */
  public List<Parameter> parameters() {
    List<Parameter> estimates = new ArrayList<>();
    for (int k = 0; k < parameters.size(); k++) {
      double mean = posterior.mean(k);
      double side = 1.96 * posterior.deviation(k);
      boolean logarithm = ParameterVector.isLogarithm(k);
      estimates.add(
          new Parameter(
              parameters.name(k),
              logarithm ? Math.exp(mean) : mean,
              logarithm ? Math.exp(mean - side) : mean - side,
              logarithm ? Math.exp(mean + side) : mean + side));
    }
    return List.copyOf(estimates);
  }

  /**
   * Returns what the runs say of the kinetics of a comonomer with MMA.
   *
   * @throws dev.weir.learn.features.MissingFeatures when nothing is known of the comonomer
   */
  public PairPosterior pair(SpeciesName comonomer) {
    return posterior.of(parameters.places(comonomer));
  }

  /**
   * Writes what is expected of the two conversions on the complementary log-log scale, ln(-ln(1 -
   * X)): the kinetics at the mean of the parameters and the mean of the correction. Much cheaper
   * than a prediction.
   *
   * @param into takes those of monomer 1 and of monomer 2
   */
  public void expected(
      SpeciesName monomer1, SpeciesName monomer2, Conditions conditions, double[] into) {
    LearningRun run = asked(monomer1, monomer2, conditions);
    double[] two = parameters.evaluated(run, posterior.means());
    double[] mean = draws.meanCorrection(runs.likeness(run));
    boolean turned = !run.monomer1().equals(monomer1);
    into[turned ? 1 : 0] = two[0] + mean[0] + 0.5 * mean[1];
    into[turned ? 0 : 1] = two[1] + mean[0] - 0.5 * mean[1];
  }

  private static LearningRun asked(
      SpeciesName monomer1, SpeciesName monomer2, Conditions conditions) {
    MeasuredConversion none = new MeasuredConversion(0.5, 0.0);
    return oriented(new LearningRun(monomer1, monomer2, conditions, none, none));
  }

  private static LearningRun oriented(LearningRun run) {
    if (run.monomer2().equals(Monomers.MMA.name())) {
      return run;
    }
    if (!run.monomer1().equals(Monomers.MMA.name())) {
      throw new IllegalArgumentException(
          "the kinetic predictor knows pairs with MMA only, was asked for %s and %s"
              .formatted(run.monomer1(), run.monomer2()));
    }
    return run.swapped();
  }
}
