package dev.weir.learn.mechanistic;

import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.learn.KineticCoordinates.Axis;
import dev.weir.learn.data.LearningRun;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The runs that are learnt, monomer 2 of each MMA, and how alike they are. Immutable. */
final class TrainingRuns {
  /** Length scale of the correction along each coordinate of the unit cube; assumed. */
  private static final double LENGTH = 0.4;

  /** Standard deviation where the analyser does not say, in mol/mol; assumed. */
  private static final double UNSTATED_NOISE = 0.01;

  /** Share of a correction that no other run has: keeps the factor of the likeness stable. */
  private static final double NUGGET = 1e-6;

  private final KineticPriors priors;
  private final List<LearningRun> runs;
  private final double[] likeness;
  private final Factor factor;

  TrainingRuns(KineticPriors priors, List<LearningRun> runs) {
    this.priors = priors;
    this.runs = List.copyOf(runs);
    int size = runs.size();
    likeness = new double[size * size];
    for (int i = 0; i < size; i++) {
      double[] row = likeness(runs.get(i));
      row[i] = 1.0 + NUGGET;
      System.arraycopy(row, 0, likeness, i * size, size);
    }
    factor = Factor.of(DMatrixRMaj.wrap(size, size, likeness.clone()));
  }

  /** Returns at most so many of the runs, evenly taken; itself when there are no more. */
  TrainingRuns evenly(int most) {
    if (runs.size() <= most) {
      return this;
    }
    List<LearningRun> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(runs.get((int) ((long) i * runs.size() / most)));
    }
    return new TrainingRuns(priors, some);
  }

  List<LearningRun> runs() {
    return runs;
  }

  int size() {
    return runs.size();
  }

  /** Returns how alike the conditions and comonomer of a run are to those of each run here. */
  double[] likeness(LearningRun run) {
    double[] row = new double[runs.size()];
    for (int i = 0; i < row.length; i++) {
      double squares = 0.0;
      for (Axis axis : Axis.values()) {
        double apart = (axis.of(run.conditions()) - axis.of(runs.get(i).conditions())) / LENGTH;
        squares += apart * apart;
      }
      row[i] = Math.exp(-0.5 * squares) * priors.similarity(run.monomer1(), runs.get(i).monomer1());
    }
    return row;
  }

  /** Returns the likeness of two runs by their numbers. */
  double likeness(int one, int other) {
    return likeness[one * runs.size() + other];
  }

  /** Returns the Cholesky factor of the likeness. */
  Factor factor() {
    return factor;
  }

  /** Returns measured conversions in mol/mol, two of each run. */
  double[] measured() {
    double[] measured = new double[2 * runs.size()];
    for (int i = 0; i < runs.size(); i++) {
      measured[2 * i] = runs.get(i).conversion1().value();
      measured[2 * i + 1] = runs.get(i).conversion2().value();
    }
    return measured;
  }

  /** Returns the analyser's deviations in mol/mol, two of each run. */
  double[] deviations() {
    double[] deviations = new double[2 * runs.size()];
    for (int i = 0; i < runs.size(); i++) {
      deviations[2 * i] = deviation(runs.get(i).conversion1());
      deviations[2 * i + 1] = deviation(runs.get(i).conversion2());
    }
    return deviations;
  }

  /** Returns the root mean square of the deviations, in mol/mol. */
  double noise() {
    double squares = 0.0;
    double[] deviations = deviations();
    for (double deviation : deviations) {
      squares += deviation * deviation / deviations.length;
    }
    return Math.sqrt(squares);
  }

  private static double deviation(MeasuredConversion measured) {
    return measured.standardDeviation() > 0.0 ? measured.standardDeviation() : UNSTATED_NOISE;
  }
}
