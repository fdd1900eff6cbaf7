package dev.weir.optimize.copolymer;

import dev.weir.chemistry.CopolymerComposition;
import dev.weir.experiment.Conditions;
import dev.weir.optimize.Objective;

/** What is wanted, as one to three losses, smaller is better, of an outcome. Pure; any thread. */
public sealed interface Goal {
  /** Returns how many losses there are, 1 to 3. */
  int losses();

  /**
   * Writes the losses of an outcome.
   *
   * @param composition F1, in mol/mol
   * @param conversion X, in mol/mol
   * @param conditions under which it came out
   * @param into takes them
   */
  void losses(double composition, double conversion, Conditions conditions, double[] into);

  /**
   * Tells whether a loss is small enough; with several losses nothing ever is.
   *
   * @param loss the loss, or the sum of all
   */
  boolean isReached(double loss);

  /** Returns the worst loss of each that is worth anything. */
  double[] reference();

  /**
   * A composition to be reached with at least a given conversion: one loss, in mol/mol.
   *
   * @param objective the composition, its tolerance and the least conversion
   */
  record Reach(Objective objective) implements Goal {
    @Override
    public int losses() {
      return 1;
    }

    @Override
    public void losses(
        double composition, double conversion, Conditions conditions, double[] into) {
      into[0] = objective.loss(composition, conversion);
    }

    /** The conversion has no tolerance, so a little less counts as the same loss of F1. */
    @Override
    public boolean isReached(double loss) {
      return loss <= objective.tolerance();
    }

    @Override
    public double[] reference() {
      return new double[] {1.0};
    }
  }

  /**
   * Composition near a target and high conversion: two losses, |F1 - target| over {@value
   * #COMPOSITION_SCALE} mol/mol and 1 - X.
   *
   * @param target wanted F1
   */
  record CompositionAndConversion(CopolymerComposition target) implements Goal {
    /** A distance of F1 that weighs as much as all of the conversion, in mol/mol; assumed. */
    public static final double COMPOSITION_SCALE = 0.2;

    @Override
    public int losses() {
      return 2;
    }

    @Override
    public void losses(
        double composition, double conversion, Conditions conditions, double[] into) {
      into[0] = Math.abs(composition - target.value()) / COMPOSITION_SCALE;
      into[1] = 1.0 - conversion;
    }

    @Override
    public boolean isReached(double loss) {
      return false;
    }

    @Override
    public double[] reference() {
      return new double[] {1.0, 1.0};
    }
  }

  /**
   * The same and high productivity: three losses, the third 1 - P/P0 with P = X c / tau, the
   * monomer made into polymer for each volume and time.
   *
   * @param target wanted F1
   * @param productivity P0 that counts as all, in mol/(L h)
   */
  record WithProductivity(CopolymerComposition target, double productivity) implements Goal {
    private static final double MINUTES_PER_HOUR = 60.0;

    /** Rejects a productivity that is not positive. */
    public WithProductivity {
      if (!(productivity > 0.0) || !Double.isFinite(productivity)) {
        throw new IllegalArgumentException(
            "productivity must be finite and > 0 mol/(L h), was " + productivity);
      }
    }

    @Override
    public int losses() {
      return 3;
    }

    @Override
    public void losses(
        double composition, double conversion, Conditions conditions, double[] into) {
      new CompositionAndConversion(target).losses(composition, conversion, conditions, into);
      double made =
          conversion
              * conditions.totalMonomer().molesPerLitre()
              / (conditions.residenceTime().minutes() / MINUTES_PER_HOUR);
      into[2] = 1.0 - made / productivity;
    }

    @Override
    public boolean isReached(double loss) {
      return false;
    }

    @Override
    public double[] reference() {
      return new double[] {1.0, 1.0, 1.0};
    }
  }
}
