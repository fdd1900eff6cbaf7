package dev.weir.chemistry;

import java.util.Optional;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;

/**
 * Copolymer composition of the terminal model: instantaneous, inverted, and drifting with
 * conversion.
 *
 * <p>Mayo and Lewis, J. Am. Chem. Soc. 66 (1944) 1594; drift after Skeist, J. Am. Chem. Soc. 68
 * (1946) 1781. Valid for two monomers with irreversible propagation.
 */
public final class MayoLewis {
  /** Tolerance of the drift integral, in mol/mol. */
  private static final double DRIFT_TOLERANCE = 1e-12;

  /** Smallest share of monomer at which the drift integral ends; below it f1 no longer matters. */
  private static final double LEAST_REMAINDER = 1e-12;

  private MayoLewis() {}

  /**
   * How far the composition has drifted at a conversion.
   *
   * @param unreacted mole fraction of monomer 1 in what is left of the monomers, f1
   * @param instantaneous mole fraction of monomer 1 in the chains that form now
   * @param cumulative mole fraction of monomer 1 in all polymer made so far, which is what an
   *     analyser sees
   */
  public record Drift(
      FeedComposition unreacted,
      CopolymerComposition instantaneous,
      CopolymerComposition cumulative) {}

  /**
   * Returns the instantaneous copolymer composition, F1 = (r1 f1² + f1 f2) / (r1 f1² + 2 f1 f2 + r2
   * f2²).
   *
   * @param f1 mole fraction of monomer 1 in the unreacted monomers
   */
  public static CopolymerComposition instantaneous(ReactivityRatios ratios, FeedComposition f1) {
    return new CopolymerComposition(instantaneous(ratios, f1.value()));
  }

  private static double instantaneous(ReactivityRatios ratios, double f1) {
    if (f1 <= 0.0 || f1 >= 1.0) {
      return f1 <= 0.0 ? 0.0 : 1.0;
    }
    double f2 = 1.0 - f1;
    double ends1 = ratios.r1() * f1 * f1 + f1 * f2;
    double ends2 = ratios.r2() * f2 * f2 + f1 * f2;
    return ends1 / (ends1 + ends2);
  }

  /**
   * Returns the feed composition whose instantaneous copolymer has the wanted composition.
   *
   * <p>With x = f1/f2 and G = F1/F2 the equation is r1 x² + (1 - G) x - G r2 = 0, which has one
   * root that is not negative. Nothing is returned where no feed gives the wanted composition,
   * which happens only with a ratio of zero.
   */
  public static Optional<FeedComposition> feedFor(
      ReactivityRatios ratios, CopolymerComposition wanted) {
    double capital = wanted.value();
    if (capital == 0.0 || capital == 1.0) {
      return Optional.of(new FeedComposition(capital));
    }
    double ratio = capital / (1.0 - capital);
    double linear = 1.0 - ratio;
    double root = Math.sqrt(linear * linear + 4.0 * ratios.r1() * ratios.r2() * ratio);
    // Of the two forms of the root take the one that does not subtract nearly equal numbers.
    double x =
        linear > 0.0
            ? 2.0 * ratio * ratios.r2() / (linear + root)
            : (root - linear) / (2.0 * ratios.r1());
    boolean exists = Double.isFinite(x) && x > 0.0;
    return exists ? Optional.of(new FeedComposition(x / (1.0 + x))) : Optional.empty();
  }

  /**
   * Returns the feed composition at which the copolymer has the composition of the feed, (1 - r2) /
   * (2 - r1 - r2).
   *
   * <p>It exists when both ratios are below one or both above; with both equal to one every feed is
   * an azeotrope and none is singled out.
   */
  public static Optional<FeedComposition> azeotrope(ReactivityRatios ratios) {
    double above1 = 1.0 - ratios.r1();
    double above2 = 1.0 - ratios.r2();
    if (above1 * above2 <= 0.0) {
      return Optional.empty();
    }
    return Optional.of(new FeedComposition(above2 / (above1 + above2)));
  }

  /**
   * Returns the drift of the composition when the given share of all monomer has reacted, without
   * any monomer being added.
   *
   * <p>Skeist: df1/dX = (f1 - F1) / (1 - X), integrated over -ln(1 - X), in which it has no
   * singular end, by Dormand and Prince 8(5,3). At zero conversion the cumulative composition is
   * the instantaneous one, its limit.
   *
   * @param f10 feed composition at the inlet
   * @param conversion overall molar conversion
   */
  public static Drift drift(ReactivityRatios ratios, FeedComposition f10, Conversion conversion) {
    double remainder = Math.max(1.0 - conversion.value(), LEAST_REMAINDER);
    double span = -Math.log(remainder);
    double f1 = span > 0.0 ? integrate(ratios, f10.value(), span) : f10.value();
    CopolymerComposition now = new CopolymerComposition(instantaneous(ratios, f1));
    double x = conversion.value();
    double made = x > 0.0 ? bounded((f10.value() - (1.0 - x) * f1) / x) : instantaneous(ratios, f1);
    return new Drift(new FeedComposition(f1), now, new CopolymerComposition(made));
  }

  private static double integrate(ReactivityRatios ratios, double f10, double span) {
    double[] y = {f10};
    FirstOrderDifferentialEquations skeist =
        new FirstOrderDifferentialEquations() {
          @Override
          public int getDimension() {
            return 1;
          }

          @Override
          public void computeDerivatives(double t, double[] state, double[] slope) {
            slope[0] = state[0] - instantaneous(ratios, state[0]);
          }
        };
    new DormandPrince853Integrator(1e-12, span, DRIFT_TOLERANCE, DRIFT_TOLERANCE)
        .integrate(skeist, 0.0, y, span, y);
    return bounded(y[0]);
  }

  /** Takes off what rounding puts outside the range of a mole fraction. */
  private static double bounded(double fraction) {
    return Math.min(1.0, Math.max(0.0, fraction));
  }
}
