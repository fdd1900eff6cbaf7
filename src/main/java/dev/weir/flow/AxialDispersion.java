package dev.weir.flow;

import dev.weir.units.FlowRate;
import java.util.ArrayList;
import java.util.List;

/**
 * Dispersion along a tube in laminar flow with molecular diffusion (Taylor and Aris).
 *
 * <p>1/Pe_d = 1/(Re Sc) + Re Sc/192 with Re Sc = u d/D, and Pe_L = Pe_d L/d (Levenspiel, Chemical
 * Reaction Engineering, chapter on dispersion). Bends are left out: the secondary flow of a coil
 * narrows the distribution, so the truth is at least this narrow.
 *
 * @param peclet Pe_L, above zero, dimensionless
 * @param radialFourier time in the tube times D over the radius squared, dimensionless
 */
public record AxialDispersion(double peclet, double radialFourier) {
  /**
   * Below this Fourier number the liquid leaves before diffusion has evened out the velocities, and
   * the dispersion model does not hold; assumed.
   */
  public static final double LEAST_RADIAL_FOURIER = 0.5;

  /**
   * Above this Péclet number the distribution is a narrow bell (Levenspiel: small deviation from
   * plug flow).
   */
  public static final double NARROW_PECLET = 100.0;

  /**
   * Below this Péclet number the ends of the tube decide, and the model is a rough guide; assumed.
   */
  public static final double LEAST_PECLET = 5.0;

  /** Rejects numbers that are not above zero. */
  public AxialDispersion {
    if (!(peclet > 0.0) || !Double.isFinite(peclet)) {
      throw new IllegalArgumentException("Péclet number must be finite and > 0, was " + peclet);
    }
    if (!(radialFourier > 0.0)) {
      throw new IllegalArgumentException("Fourier number must be > 0, was " + radialFourier);
    }
  }

  /**
   * Returns the dispersion in a tube.
   *
   * @param flow above zero
   * @throws IllegalArgumentException when nothing flows
   */
  public static AxialDispersion of(Tube tube, FlowRate flow, Diffusivity diffusivity) {
    if (flow.microlitresPerMinute() <= 0.0) {
      throw new IllegalArgumentException("dispersion needs a flow above 0 µL/min, was " + flow);
    }
    double diameter = tube.diameterMetres();
    double diffusion = diffusivity.squareMetresPerSecond();
    double reynoldsSchmidt = tube.velocityMetresPerSecond(flow) * diameter / diffusion;
    double pecletOfDiameter = 1.0 / (1.0 / reynoldsSchmidt + reynoldsSchmidt / 192.0);
    double seconds = tube.volume().at(flow).seconds();
    double fourier = seconds * diffusion / (diameter * diameter / 4.0);
    return new AxialDispersion(pecletOfDiameter * tube.lengthMetres() / diameter, fourier);
  }

  /** Returns, one line each, why the dispersion model does not hold here; nothing when it does. */
  public List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    if (radialFourier < LEAST_RADIAL_FOURIER) {
      doubts.add(
          "radial Fourier number %.3g is below %s: too short for Taylor dispersion"
              .formatted(radialFourier, LEAST_RADIAL_FOURIER));
    }
    if (peclet < LEAST_PECLET) {
      doubts.add(
          "Péclet number %.3g is below %s: the ends of the tube decide"
              .formatted(peclet, LEAST_PECLET));
    }
    return List.copyOf(doubts);
  }
}
