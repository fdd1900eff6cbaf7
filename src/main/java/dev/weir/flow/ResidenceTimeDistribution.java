package dev.weir.flow;

import dev.weir.units.FlowRate;
import dev.weir.units.Fraction;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Erf;

/**
 * How long the parts of the liquid stay between the mixer and the sampling point.
 *
 * <p>Dispersion model. The density E is the narrow bell sqrt(Pe/4π) exp(-Pe (1-θ)²/4) above Pe 100
 * and the open-open form sqrt(Pe/4πθ) exp(-Pe (1-θ)²/4θ) below (Levenspiel). The washout uses the
 * open-open form at every Pe: both agree where the bell is narrow, and the open one is the later of
 * the two, so that a wait never ends early and never jumps at Pe 100.
 *
 * <p>Several tubes in a row: mean times add, and so do the variances, of which the Péclet number of
 * the whole follows.
 *
 * @param meanTime volume over flow
 * @param peclet Pe of the whole way, above zero, dimensionless
 * @param swept volume of the whole way
 * @param doubts why the model does not hold here, one line each; empty when it does
 */
public record ResidenceTimeDistribution(
    TimeSpan meanTime, double peclet, Volume swept, List<String> doubts) {
  /** From this argument on the tail of the normal distribution is taken by continued fraction. */
  private static final double FAR_TAIL = 5.0;

  private static final int CONTINUED_FRACTION_TERMS = 60;

  /** Largest number of mean times after which a washout is looked for. */
  private static final double LATEST = 1e4;

  private static final double TIME_ACCURACY = 1e-10;
  private static final int MOST_EVALUATIONS = 500;

  /** Copies the list and rejects a Péclet number that is not above zero. */
  public ResidenceTimeDistribution {
    if (!(peclet > 0.0) || !Double.isFinite(peclet)) {
      throw new IllegalArgumentException("Péclet number must be finite and > 0, was " + peclet);
    }
    doubts = List.copyOf(doubts);
  }

  /** Returns the distribution of the coil alone. */
  public static ResidenceTimeDistribution ofCoil(
      FlowPath path, FlowRate flow, Diffusivity diffusivity) {
    return ofTubes(List.of(new Tube(path.coil(), path.innerDiameter())), flow, diffusivity);
  }

  /**
   * Returns the distribution from the mixer to the sampling point. The dead volumes are taken as
   * tubes of the coil's bore (assumed; the path does not say).
   */
  public static ResidenceTimeDistribution ofPath(
      FlowPath path, FlowRate flow, Diffusivity diffusivity) {
    List<Tube> tubes = new ArrayList<>();
    for (Volume volume : List.of(path.upstream(), path.coil(), path.downstream())) {
      if (volume.microlitres() > 0.0) {
        tubes.add(new Tube(volume, path.innerDiameter()));
      }
    }
    return ofTubes(tubes, flow, diffusivity);
  }

  /**
   * Returns the distribution of tubes in a row.
   *
   * @param tubes at least one
   * @param flow above zero
   */
  public static ResidenceTimeDistribution ofTubes(
      List<Tube> tubes, FlowRate flow, Diffusivity diffusivity) {
    double seconds = 0.0;
    double variance = 0.0;
    Volume swept = Volume.ZERO;
    for (Tube tube : tubes) {
      double time = tube.volume().at(flow).seconds();
      variance += 2.0 * time * time / AxialDispersion.of(tube, flow, diffusivity).peclet();
      seconds += time;
      swept = swept.plus(tube.volume());
    }
    if (seconds <= 0.0) {
      throw new IllegalArgumentException("a residence-time distribution needs a tube");
    }
    double peclet = 2.0 * seconds * seconds / variance;
    return new ResidenceTimeDistribution(
        new TimeSpan(seconds), peclet, swept, doubts(tubes, flow, diffusivity, peclet));
  }

  private static List<String> doubts(
      List<Tube> tubes, FlowRate flow, Diffusivity diffusivity, double peclet) {
    double fourier =
        tubes.stream()
            .mapToDouble(tube -> AxialDispersion.of(tube, flow, diffusivity).radialFourier())
            .sum();
    return new AxialDispersion(peclet, fourier).doubts();
  }

  /**
   * Returns the density E of the dimensionless time, in the form that belongs to the Péclet number.
   *
   * @param theta time over mean time, 0 or more
   */
  public double density(double theta) {
    return peclet > AxialDispersion.NARROW_PECLET ? narrowDensity(theta) : openDensity(theta);
  }

  /**
   * Returns the density of small dispersion, sqrt(Pe/4π) exp(-Pe (1-θ)²/4); good above Pe 100.
   *
   * @param theta time over mean time, 0 or more
   */
  public double narrowDensity(double theta) {
    double late = 1.0 - theta;
    return Math.sqrt(peclet / (4.0 * Math.PI)) * Math.exp(-peclet * late * late / 4.0);
  }

  /**
   * Returns the density of an open vessel, sqrt(Pe/4πθ) exp(-Pe (1-θ)²/4θ); its mean is 1 + 2/Pe.
   *
   * @param theta time over mean time, 0 or more
   */
  public double openDensity(double theta) {
    if (theta <= 0.0) {
      return 0.0;
    }
    double late = 1.0 - theta;
    return Math.sqrt(peclet / (4.0 * Math.PI * theta))
        * Math.exp(-peclet * late * late / (4.0 * theta));
  }

  /**
   * Returns the share of new liquid at the sampling point when the given time has passed at this
   * flow since the feeds changed.
   *
   * <p>F(θ) = Φ(a) - exp(Pe) Φ(-b) with a = sqrt(Pe/2θ) (θ - 1), b = sqrt(Pe/2θ) (θ + 1), the
   * integral of the open form.
   */
  public Fraction washout(TimeSpan sinceChange) {
    return new Fraction(cumulative(sinceChange.seconds() / meanTime.seconds()));
  }

  /**
   * Returns the share of new liquid at the sampling point when the given volume has entered since
   * the feeds changed: the same, for a flow that was not quite constant.
   */
  public Fraction washoutAfter(Volume entered) {
    return new Fraction(cumulative(entered.microlitres() / swept.microlitres()));
  }

  /**
   * Returns the time at this flow after which the given share of the liquid at the sampling point
   * is new.
   *
   * @param share from 0 to below 1: all of it is never new
   * @throws IllegalArgumentException when the share is 1
   */
  public TimeSpan timeToWashout(Fraction share) {
    if (share.value() >= 1.0) {
      throw new IllegalArgumentException("washout must be below 1 mol/mol, was " + share);
    }
    if (share.value() == 0.0) {
      return new TimeSpan(0.0);
    }
    double late = 2.0;
    while (cumulative(late) < share.value() && late < LATEST) {
      late *= 2.0;
    }
    if (cumulative(late) < share.value()) {
      throw new IllegalArgumentException(
          "washout of %s is not reached within %s mean times".formatted(share, LATEST));
    }
    double theta =
        new BrentSolver(TIME_ACCURACY)
            .solve(MOST_EVALUATIONS, t -> cumulative(t) - share.value(), 0.0, late);
    return new TimeSpan(theta * meanTime.seconds());
  }

  private double cumulative(double theta) {
    if (theta <= 0.0) {
      return 0.0;
    }
    double scale = Math.sqrt(peclet / (2.0 * theta));
    double a = scale * (theta - 1.0);
    double b = scale * (theta + 1.0);
    // exp(Pe) overflows, but exp(Pe) phi(b) = phi(a): take the tail of b relative to its density.
    double density = Math.exp(-a * a / 2.0) / Math.sqrt(2.0 * Math.PI);
    double share = upperTail(-a) - density * tailOverDensity(b);
    return Math.min(1.0, Math.max(0.0, share));
  }

  private static double upperTail(double x) {
    return 0.5 * Erf.erfc(x / Math.sqrt(2.0));
  }

  /** Mills ratio of the normal distribution, (1 - Φ(x)) / φ(x), for x of 0 or more. */
  private static double tailOverDensity(double x) {
    if (x < FAR_TAIL) {
      return upperTail(x) * Math.sqrt(2.0 * Math.PI) * Math.exp(x * x / 2.0);
    }
    double fraction = x;
    for (int k = CONTINUED_FRACTION_TERMS; k >= 1; k--) {
      fraction = x + k / fraction;
    }
    return 1.0 / fraction;
  }
}
