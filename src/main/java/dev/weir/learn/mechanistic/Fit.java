package dev.weir.learn.mechanistic;

import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.learn.ConversionTransform;
import dev.weir.learn.KineticCoordinates.Axis;
import dev.weir.learn.data.LearningRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** The estimation behind {@link KineticPredictor}. Owned by the thread that made it. */
final class Fit {
  /**
   * Widths tried for the correction of the rate, on the transformed scale: 0.1 there is about 10 %
   * of the rate. Few runs cannot tell that the kinetics has no fault, so the least is not small.
   */
  private static final double[] RATE_WIDTHS = {0.05, 0.12, 0.3};

  /** The same for the correction of the selectivity. */
  private static final double[] SELECTIVITY_WIDTHS = {0.02, 0.06, 0.15};

  /** Length scale of the correction along each coordinate of the unit cube; assumed. */
  private static final double LENGTH = 0.4;

  /** Standard deviation where the analyser does not say, in mol/mol; assumed. */
  private static final double UNSTATED_NOISE = 0.01;

  private static final int ITERATIONS = 15;
  private static final double SETTLED = 1e-4;
  private static final double STEP = 1e-4;

  /** Largest change of a parameter in one iteration, in prior deviations. */
  private static final double LONGEST_STEP = 2.0;

  /** Above this many runs the widths are chosen on as many, evenly taken. */
  private static final int MOST_FOR_WIDTHS = 80;

  final KineticPriors priors;
  final List<SpeciesName> comonomers;
  final List<SpeciesName> hidden;
  final List<LearningRun> runs;
  final double[] priorMeans;
  final DMatrixRMaj priorCovariance;
  double[] theta;
  double[] widths = {RATE_WIDTHS[1], SELECTIVITY_WIDTHS[1]};
  DMatrixRMaj jacobian = new DMatrixRMaj(1, 1);
  DMatrixRMaj weights = new DMatrixRMaj(1, 1);
  LinearSolverDense<DMatrixRMaj> solver = solver();

  Fit(
      KineticPriors priors,
      List<SpeciesName> comonomers,
      List<SpeciesName> hidden,
      List<LearningRun> runs) {
    this.priors = priors;
    this.comonomers = comonomers;
    this.hidden = hidden;
    this.runs = runs;
    int size = KineticModel.COMMON + KineticPriors.PER_MONOMER * comonomers.size();
    priorMeans = new double[size];
    double[] deviations = new double[size];
    System.arraycopy(KineticModel.COMMON_DEVIATIONS, 0, deviations, 0, KineticModel.COMMON);
    for (int c = 0; c < comonomers.size(); c++) {
      KineticPriors.Prior prior = priors.of(comonomers.get(c), hidden);
      for (int k = 0; k < KineticPriors.PER_MONOMER; k++) {
        int at = KineticModel.COMMON + KineticPriors.PER_MONOMER * c + k;
        priorMeans[at] = prior.means().get(k);
        deviations[at] = prior.deviations().get(k);
      }
    }
    priorCovariance = covariance(deviations);
    theta = priorMeans.clone();
  }

  private DMatrixRMaj covariance(double[] deviations) {
    DMatrixRMaj covariance = new DMatrixRMaj(deviations.length, deviations.length);
    for (int i = 0; i < deviations.length; i++) {
      covariance.set(i, i, deviations[i] * deviations[i]);
    }
    for (int c = 0; c < comonomers.size(); c++) {
      for (int d = 0; d < c; d++) {
        double correlation = priors.correlation(comonomers.get(c), comonomers.get(d));
        for (int k = 0; k < KineticPriors.PER_MONOMER; k++) {
          int i = KineticModel.COMMON + KineticPriors.PER_MONOMER * c + k;
          int j = KineticModel.COMMON + KineticPriors.PER_MONOMER * d + k;
          double both = correlation * deviations[i] * deviations[j];
          covariance.set(i, j, both);
          covariance.set(j, i, both);
        }
      }
    }
    return covariance;
  }

  /** Sets the widths of rate and selectivity correction to those with the largest evidence. */
  void chooseWidths() {
    Fit trial = this;
    if (runs.size() > MOST_FOR_WIDTHS) {
      List<LearningRun> some = new ArrayList<>();
      for (int i = 0; i < MOST_FOR_WIDTHS; i++) {
        some.add(runs.get((int) ((long) i * runs.size() / MOST_FOR_WIDTHS)));
      }
      trial = new Fit(priors, comonomers, hidden, some);
    }
    double best = Double.NEGATIVE_INFINITY;
    for (double rate : RATE_WIDTHS) {
      for (double selectivity : SELECTIVITY_WIDTHS) {
        double[] tried = {rate, selectivity};
        double evidence = trial.settle(tried);
        if (evidence > best) {
          best = evidence;
          widths = tried;
        }
      }
    }
    theta = trial.theta.clone();
  }

  /** Finds the most probable parameters under given widths; returns the logarithm of evidence. */
  double settle(double[] tried) {
    int size = 2 * runs.size();
    double[] measured = new double[size];
    DMatrixRMaj remainder = remainder(tried, measured);
    DMatrixRMaj right = new DMatrixRMaj(size, 1);
    double logDeterminant = 0.0;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] expected = new double[size];
      jacobian = new DMatrixRMaj(size, theta.length);
      for (int i = 0; i < runs.size(); i++) {
        double[] two = new double[2];
        rows(runs.get(i), theta, comonomers, two, jacobian, 2 * i);
        expected[2 * i] = two[0];
        expected[2 * i + 1] = two[1];
      }
      DMatrixRMaj cross = new DMatrixRMaj(size, theta.length);
      CommonOps_DDRM.mult(jacobian, priorCovariance, cross);
      DMatrixRMaj whole = remainder.copy();
      CommonOps_DDRM.multAddTransB(cross, jacobian, whole);
      for (int i = 0; i < size; i++) {
        double moved = 0.0;
        for (int k = 0; k < theta.length; k++) {
          moved += jacobian.get(i, k) * (theta[k] - priorMeans[k]);
        }
        right.set(i, 0, measured[i] - expected[i] + moved);
      }
      CholeskyDecompositionInner_DDRM decomposition = new CholeskyDecompositionInner_DDRM(true);
      solver = new LinearSolverChol_DDRM(decomposition);
      if (!solver.setA(whole)) {
        throw new ArithmeticException(
            "the covariance of " + runs.size() + " runs is not positive definite");
      }
      logDeterminant = logDeterminant(decomposition, size);
      weights = new DMatrixRMaj(size, 1);
      solver.solve(right.copy(), weights);
      DMatrixRMaj step = new DMatrixRMaj(theta.length, 1);
      CommonOps_DDRM.multTransA(cross, weights, step);
      if (advance(step) < SETTLED) {
        break;
      }
    }
    double fit = 0.0;
    for (int i = 0; i < size; i++) {
      fit += right.get(i, 0) * weights.get(i, 0);
    }
    return -0.5 * (fit + logDeterminant);
  }

  /** Moves towards the new estimate; returns the largest move in prior deviations. */
  private double advance(DMatrixRMaj step) {
    double largest = 0.0;
    double[] moves = new double[theta.length];
    for (int k = 0; k < theta.length; k++) {
      moves[k] = priorMeans[k] + step.get(k, 0) - theta[k];
      largest = Math.max(largest, Math.abs(moves[k]) / Math.sqrt(priorCovariance.get(k, k)));
    }
    double share = largest > LONGEST_STEP ? LONGEST_STEP / largest : 1.0;
    double[] next = theta.clone();
    for (int k = 0; k < theta.length; k++) {
      next[k] += share * moves[k];
    }
    theta = next;
    return largest;
  }

  /** Covariance of correction and noise; fills the measured transformed conversions. */
  private DMatrixRMaj remainder(double[] tried, double[] measured) {
    int size = 2 * runs.size();
    DMatrixRMaj remainder = new DMatrixRMaj(size, size);
    for (int i = 0; i < runs.size(); i++) {
      for (int j = 0; j < runs.size(); j++) {
        block(priors, runs.get(i), runs.get(j), tried, remainder, 2 * i, 2 * j);
      }
      MeasuredConversion[] both = {runs.get(i).conversion1(), runs.get(i).conversion2()};
      for (int k = 0; k < 2; k++) {
        double deviation = deviation(both[k]) * ConversionTransform.slope(both[k].value());
        remainder.add(2 * i + k, 2 * i + k, deviation * deviation);
        measured[2 * i + k] = ConversionTransform.forward(both[k].value());
      }
    }
    return remainder;
  }

  /** Returns the root mean square deviation of the analyser, in mol/mol. */
  double noise() {
    double squares = 0.0;
    for (LearningRun run : runs) {
      double one = deviation(run.conversion1());
      double two = deviation(run.conversion2());
      squares += (one * one + two * two) / (2.0 * runs.size());
    }
    return Math.sqrt(squares);
  }

  private static double deviation(MeasuredConversion measured) {
    return measured.standardDeviation() > 0.0 ? measured.standardDeviation() : UNSTATED_NOISE;
  }

  /** Adds the covariance of the corrections of two runs' transformed conversions. */
  static void block(
      KineticPriors priors,
      LearningRun one,
      LearningRun other,
      double[] widths,
      DMatrixRMaj into,
      int row,
      int column) {
    double squares = 0.0;
    for (Axis axis : Axis.values()) {
      double apart = (axis.of(one.conditions()) - axis.of(other.conditions())) / LENGTH;
      squares += apart * apart;
    }
    double likeness =
        Math.exp(-0.5 * squares) * priors.similarity(one.monomer1(), other.monomer1());
    double rate = widths[0] * widths[0] * likeness;
    double selectivity = 0.25 * widths[1] * widths[1] * likeness;
    into.add(row, column, rate + selectivity);
    into.add(row, column + 1, rate - selectivity);
    into.add(row + 1, column, rate - selectivity);
    into.add(row + 1, column + 1, rate + selectivity);
  }

  /** Fills two transformed conversions of a run and two rows of their derivatives. */
  static void rows(
      LearningRun run,
      double[] theta,
      List<SpeciesName> comonomers,
      double[] expected,
      DMatrixRMaj jacobian,
      int row) {
    int own = comonomers.indexOf(run.monomer1());
    if (own < 0) {
      throw new IllegalArgumentException(
          "comonomer %s is not among those of the predictor: %s"
              .formatted(run.monomer1(), comonomers));
    }
    int from = KineticModel.COMMON + KineticPriors.PER_MONOMER * own;
    double[] all = new double[KineticModel.COMMON + KineticPriors.PER_MONOMER];
    System.arraycopy(theta, 0, all, 0, KineticModel.COMMON);
    System.arraycopy(theta, from, all, KineticModel.COMMON, KineticPriors.PER_MONOMER);
    evaluate(run, all, expected);
    double[] moved = new double[2];
    for (int k = 0; k < all.length; k++) {
      double kept = all[k];
      all[k] = kept + STEP;
      evaluate(run, all, moved);
      all[k] = kept;
      int column = k < KineticModel.COMMON ? k : from + k - KineticModel.COMMON;
      jacobian.set(row, column, (moved[0] - expected[0]) / STEP);
      jacobian.set(row + 1, column, (moved[1] - expected[1]) / STEP);
    }
  }

  private static void evaluate(LearningRun run, double[] all, double[] into) {
    double[] common = Arrays.copyOf(all, KineticModel.COMMON);
    double[] own = Arrays.copyOfRange(all, KineticModel.COMMON, all.length);
    KineticModel.conversions(run.monomer1(), run.conditions(), common, own, into);
  }

  private static double logDeterminant(CholeskyDecompositionInner_DDRM decomposition, int size) {
    DMatrixRMaj lower = decomposition.getT(null);
    double sum = 0.0;
    for (int i = 0; i < size; i++) {
      sum += Math.log(lower.get(i, i));
    }
    return 2.0 * sum;
  }

  private static LinearSolverDense<DMatrixRMaj> solver() {
    return new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
  }
}
