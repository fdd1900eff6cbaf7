package dev.weir.learn.features;

import dev.weir.learn.KineticCoordinates.Axis;
import dev.weir.learn.data.LearningRun;
import java.util.ArrayList;
import java.util.List;

/** The feature sets of the validation table; each holds the process variables. */
public enum FeatureSet {
  /** Process variables only, in the coordinates in which kinetics is near to simple. */
  A("A"),
  /** Process variables and a flag for each monomer. */
  A_B("A+B"),
  /** Process variables, fingerprint and counts of the structure. */
  A_C("A+C"),
  /** Process variables and quantum-chemical values. */
  A_D("A+D");

  private final String title;

  FeatureSet(String title) {
    this.title = title;
  }

  /** Returns the name used in tables. */
  public String title() {
    return title;
  }

  /**
   * Returns the features of a run: the process variables, then what this set says of monomer 1,
   * then of monomer 2.
   *
   * @throws MissingFeatures when a monomer's are not known
   */
  public double[] of(LearningRun run, MonomerFeatures monomers) {
    List<double[]> parts = new ArrayList<>();
    Axis[] axes = Axis.values();
    double[] process = new double[axes.length];
    for (int k = 0; k < axes.length; k++) {
      process[k] = axes[k].of(run.conditions());
    }
    parts.add(process);
    switch (this) {
      case A -> {}
      case A_B -> {
        parts.add(monomers.flags(run.monomer1()));
        parts.add(monomers.flags(run.monomer2()));
      }
      case A_C -> {
        parts.add(monomers.structure(run.monomer1()));
        parts.add(monomers.structure(run.monomer2()));
      }
      case A_D -> {
        parts.add(monomers.quantum(run.monomer1()));
        parts.add(monomers.quantum(run.monomer2()));
      }
    }
    double[] all = new double[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (double[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
