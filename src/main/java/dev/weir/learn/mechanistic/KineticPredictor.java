package dev.weir.learn.mechanistic;

import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.learn.ConversionTransform;
import dev.weir.learn.Prediction;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.QuantumTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Predicts both conversions from a kinetic model whose parameters are estimated from runs, plus a
 * Gaussian-process correction for what the model leaves out. Immutable; any thread.
 *
 * <p>On the complementary log-log scale the two measured conversions of a run are y = m(theta) + g
 * + e: m the kinetics with parameters theta ~ N(mu, S) from the literature ({@link KineticPriors}),
 * g a correction of rate (common to both) and of selectivity (opposite), each a Gaussian process
 * over the kinetic coordinates and the similarity of the comonomers, e the analyser's noise taken
 * through the slope. The maximum a posteriori theta comes from Gauss-Newton steps theta = mu + S J'
 * M^-1 (y - m + J (theta - mu)), M = J S J' + cov(g) + cov(e). The widths of the two corrections
 * are those of a small grid with the largest evidence. A prediction is the joint normal of the two
 * transformed conversions under the linearised model, so errors of a common rate stay correlated
 * and cancel in F1. (Kennedy and O'Hagan, J. R. Stat. Soc. B 63 (2001) 425, for the idea; assumed.)
 *
 * <p>One monomer of each run must be MMA: the literature priors are of pairs with it.
 */
public final class KineticPredictor {
  /** How many draws a prediction has. */
  public static final int DRAWS = 256;

  private final KineticPriors priors;
  private final List<SpeciesName> comonomers;
  private final DMatrixRMaj priorCovariance;
  private final List<LearningRun> runs;
  private final double[] theta;
  private final double[] widths;
  private final DMatrixRMaj jacobian;
  private final DMatrixRMaj weights;
  private final LinearSolverDense<DMatrixRMaj> solver;
  private final double noise;
  private final long seed;

  private KineticPredictor(Fit fit, long seed) {
    this.priors = fit.priors;
    this.comonomers = fit.comonomers;
    this.priorCovariance = fit.priorCovariance;
    this.runs = fit.runs;
    this.theta = fit.theta;
    this.widths = fit.widths;
    this.jacobian = fit.jacobian;
    this.weights = fit.weights;
    this.solver = fit.solver;
    this.noise = fit.noise();
    this.seed = seed;
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
    Fit fit = new Fit(priors, List.copyOf(names), hidden, oriented);
    fit.chooseWidths();
    fit.settle(fit.widths);
    return new KineticPredictor(fit, seed);
  }

  /**
   * Returns what is expected of a run, as draws without the analyser's noise.
   *
   * @throws dev.weir.learn.features.MissingFeatures when nothing is known of the comonomer
   * @throws IllegalArgumentException when neither monomer is MMA
   */
  public Prediction predict(SpeciesName monomer1, SpeciesName monomer2, Conditions conditions) {
    MeasuredConversion none = new MeasuredConversion(0.5, 0.0);
    LearningRun asked = new LearningRun(monomer1, monomer2, conditions, none, none);
    LearningRun run = oriented(asked);
    boolean turned = !run.monomer1().equals(monomer1);
    double[] mean = new double[2];
    double[] covariance = joint(run, mean);
    double a = Math.sqrt(Math.max(0.0, covariance[0]));
    double b = a > 0.0 ? covariance[1] / a : 0.0;
    double c = Math.sqrt(Math.max(0.0, covariance[2] - b * b));
    double[] first = new double[DRAWS];
    double[] second = new double[DRAWS];
    Random random = new Random(seed);
    for (int s = 0; s < DRAWS; s += 2) {
      double u = random.nextGaussian();
      double v = random.nextGaussian();
      for (int sign = 0; sign < 2; sign++) {
        double turn = sign == 0 ? 1.0 : -1.0;
        first[s + sign] = ConversionTransform.back(mean[0] + turn * a * u);
        second[s + sign] = ConversionTransform.back(mean[1] + turn * (b * u + c * v));
      }
    }
    double f10 = conditions.feedComposition().value();
    return turned ? Prediction.of(second, first, f10) : Prediction.of(first, second, f10);
  }

  /** Returns the deviation of the analyser over the runs that were learnt, in mol/mol. */
  public double noise() {
    return noise;
  }

  /** Returns the parameters with their 95 % intervals, common ones first. */
  public List<Parameter> parameters() {
    int size = theta.length;
    DMatrixRMaj cross = new DMatrixRMaj(jacobian.numRows, size);
    CommonOps_DDRM.mult(jacobian, priorCovariance, cross);
    DMatrixRMaj solved = new DMatrixRMaj(jacobian.numRows, size);
    solver.solve(cross, solved);
    DMatrixRMaj explained = new DMatrixRMaj(size, size);
    CommonOps_DDRM.multTransA(cross, solved, explained);
    List<Parameter> parameters = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      double variance = priorCovariance.get(k, k) - explained.get(k, k);
      double side = 1.96 * Math.sqrt(Math.max(0.0, variance));
      parameters.add(parameter(k, theta[k], side));
    }
    return parameters;
  }

  private Parameter parameter(int k, double value, double side) {
    if (k == 1) {
      return new Parameter(
          "change of Ea of dissociation, kJ/mol", value, value - side, value + side);
    }
    String name;
    if (k < KineticModel.COMMON) {
      name = k == 0 ? "factor on kd at 80 °C" : "factor on kt";
    } else {
      int own = k - KineticModel.COMMON;
      String comonomer = comonomers.get(own / KineticPriors.PER_MONOMER).text();
      name =
          switch (own % KineticPriors.PER_MONOMER) {
            case 0 -> "r1 of " + comonomer + " with MMA";
            case 1 -> "r2 of " + comonomer + " with MMA";
            default -> "kp of " + comonomer + " over that of MMA at 80 °C";
          };
    }
    return new Parameter(name, Math.exp(value), Math.exp(value - side), Math.exp(value + side));
  }

  /** Fills the mean of the two transformed conversions; returns var 1, covariance, var 2. */
  private double[] joint(LearningRun run, double[] mean) {
    int size = 2 * runs.size();
    DMatrixRMaj own = new DMatrixRMaj(2, theta.length);
    Fit.rows(run, theta, comonomers, mean, own, 0);
    DMatrixRMaj ownPrior = new DMatrixRMaj(2, theta.length);
    CommonOps_DDRM.mult(own, priorCovariance, ownPrior);
    DMatrixRMaj correction = new DMatrixRMaj(2, size);
    for (int i = 0; i < runs.size(); i++) {
      Fit.block(priors, run, runs.get(i), widths, correction, 0, 2 * i);
    }
    for (int row = 0; row < 2; row++) {
      for (int k = 0; k < size; k++) {
        mean[row] += correction.get(row, k) * weights.get(k, 0);
      }
    }
    DMatrixRMaj cross = new DMatrixRMaj(2, size);
    CommonOps_DDRM.multTransB(ownPrior, jacobian, cross);
    CommonOps_DDRM.addEquals(cross, correction);
    DMatrixRMaj right = new DMatrixRMaj(size, 2);
    CommonOps_DDRM.transpose(cross, right);
    DMatrixRMaj solved = new DMatrixRMaj(size, 2);
    solver.solve(right, solved);
    DMatrixRMaj explained = new DMatrixRMaj(2, 2);
    CommonOps_DDRM.mult(cross, solved, explained);
    DMatrixRMaj prior = new DMatrixRMaj(2, 2);
    CommonOps_DDRM.multTransB(ownPrior, own, prior);
    Fit.block(priors, run, run, widths, prior, 0, 0);
    return new double[] {
      prior.get(0, 0) - explained.get(0, 0),
      0.5 * (prior.get(0, 1) + prior.get(1, 0) - explained.get(0, 1) - explained.get(1, 0)),
      prior.get(1, 1) - explained.get(1, 1)
    };
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
