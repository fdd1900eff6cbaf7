package dev.weir.flow;

import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;

/**
 * The pressure that a flow loses in the coil: laminar flow of a Newtonian liquid in a straight
 * tube, {@code dp = 128 mu L Q / (pi d^4)} (Hagen and Poiseuille; Bird, Stewart and Lightfoot,
 * Transport Phenomena, 2nd ed., eq. 2.3-21). Valid below a Reynolds number of about 2,100; a wound
 * coil loses a little more.
 */
public final class PressureDrop {
  private static final double CUBIC_METRES_PER_SECOND = 1e-9 / 60.0;
  private static final double PASCALS_PER_BAR = 1e5;

  private PressureDrop() {}

  /**
   * Returns the pressure drop along the coil.
   *
   * @param path whose coil has a volume and a bore, and so a length
   * @param total flow through it
   * @param pascalSeconds dynamic viscosity of what flows, in Pa s, above 0
   */
  public static Pressure laminar(FlowPath path, FlowRate total, double pascalSeconds) {
    if (!(pascalSeconds > 0.0)) {
      throw new IllegalArgumentException(
          "a viscosity must be above 0 Pa s, was " + pascalSeconds + " Pa s");
    }
    double bore = path.innerDiameter().millimetres() / 1e3;
    double length = path.coil().microlitres() * 1e-9 / (Math.PI * bore * bore / 4.0);
    double flow = total.microlitresPerMinute() * CUBIC_METRES_PER_SECOND;
    double pascals = 128.0 * pascalSeconds * length * flow / (Math.PI * Math.pow(bore, 4.0));
    return new Pressure(pascals / PASCALS_PER_BAR);
  }
}
