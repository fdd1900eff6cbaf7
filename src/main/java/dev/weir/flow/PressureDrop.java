package dev.weir.flow;

import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;

/**
 * Pressure that laminar flow needs, by Hagen and Poiseuille: 128 µ L Q / (π d⁴).
 *
 * <p>Valid for a Newtonian liquid below Re 2100; bends, fittings and entries are left out.
 */
public final class PressureDrop {
  /** Largest Reynolds number at which flow in a tube is surely laminar, dimensionless. */
  public static final double LAMINAR_REYNOLDS = 2100.0;

  private static final double PASCALS_PER_BAR = 1e5;

  private PressureDrop() {}

  /** Returns the pressure drop along a tube, as a difference in bar. */
  public static Pressure along(Tube tube, FlowRate flow, Viscosity viscosity) {
    double diameter = tube.diameterMetres();
    double pascals =
        128.0
            * viscosity.millipascalSeconds()
            * 1e-3
            * tube.lengthMetres()
            * Tube.cubicMetresPerSecond(flow)
            / (Math.PI * Math.pow(diameter, 4.0));
    return new Pressure(pascals / PASCALS_PER_BAR);
  }

  /**
   * Returns the pressure drop from the mixer to the sampling point, as a difference in bar. The
   * dead volumes are taken as tubes of the coil's bore (assumed), and the liquid as having one
   * viscosity.
   */
  public static Pressure along(FlowPath path, FlowRate flow, Viscosity viscosity) {
    return along(new Tube(path.total(), path.innerDiameter()), flow, viscosity);
  }

  /**
   * Returns the Reynolds number, u d rho / µ, dimensionless.
   *
   * @param gramsPerLitre density of the liquid, in g/L
   */
  public static double reynolds(
      Tube tube, FlowRate flow, Viscosity viscosity, double gramsPerLitre) {
    return tube.velocityMetresPerSecond(flow)
        * tube.diameterMetres()
        * gramsPerLitre
        / (viscosity.millipascalSeconds() * 1e-3);
  }
}
