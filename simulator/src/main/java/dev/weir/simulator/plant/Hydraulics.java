package dev.weir.simulator.plant;

import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;

/**
 * Pressure at the inlet: what is pumped in and does not come out compresses the path. Out goes what
 * passes the viscous resistance against the back-pressure regulator, which opens at its set
 * pressure, and what a leak at the mixer takes.
 *
 * <p>C dP/dt = Q - G P - max(0, (P - Pb) / R). Owned by the thread that steps the plant.
 */
public final class Hydraulics {
  /** Volume that the path takes per pressure, µL/bar: 1 mL/min into a plug then makes 17 bar/s. */
  private static final double COMPLIANCE = 1.0;

  /**
   * What a closed regulator lets through, µL/s per bar: pressure is gone some ten minutes after the
   * flow.
   */
  private static final double WEEP = 0.002;

  /** No pressure answers faster than this, s. */
  private static final double FASTEST = 0.2;

  private static final double SECONDS_PER_MINUTE = 60.0;

  private final double backPressure;
  private double pressure;
  private double viscousResistance;
  private double clogResistance;
  private double leakConductance;

  Hydraulics(PlantSettings.Hydraulic settings) {
    this.backPressure = settings.backPressure().bars();
  }

  /** Returns the pressure at the inlet without noise. */
  public Pressure pressure() {
    return new Pressure(pressure);
  }

  /** Makes a clog that drops the given pressure at the given flow; no pressure clears it. */
  public void clog(Pressure drop, FlowRate at) {
    clogResistance = drop.bars() / (at.microlitresPerMinute() / SECONDS_PER_MINUTE);
  }

  /**
   * Makes a leak at the mixer that takes the given flow at the given pressure; no flow mends it.
   */
  public void leak(FlowRate flow, Pressure at) {
    leakConductance = flow.microlitresPerMinute() / SECONDS_PER_MINUTE / at.bars();
  }

  double bar() {
    return pressure;
  }

  void viscousResistance(double barPerMicrolitrePerSecond) {
    viscousResistance = barPerMicrolitrePerSecond;
  }

  /** Returns the share of the pumped liquid that a leak leaves to the coil. */
  double shareKept(double microlitresPerSecond) {
    if (leakConductance <= 0.0 || microlitresPerSecond <= 0.0) {
      return 1.0;
    }
    return Math.max(0.0, 1.0 - leakConductance * pressure / microlitresPerSecond);
  }

  void step(double microlitresPerSecond, double seconds) {
    double resistance = viscousResistance + clogResistance;
    double conductance = WEEP + leakConductance;
    double target = microlitresPerSecond / conductance;
    double timeConstant = COMPLIANCE / conductance;
    double opened =
        (backPressure + resistance * microlitresPerSecond) / (1.0 + resistance * conductance);
    if (target > backPressure && pressure >= backPressure) {
      target = opened;
      timeConstant = COMPLIANCE * resistance / (1.0 + resistance * conductance);
    }
    timeConstant = Math.max(FASTEST, timeConstant);
    double before = pressure;
    pressure = target + (pressure - target) * Math.exp(-seconds / timeConstant);
    if (before < backPressure && pressure > backPressure) {
      // The regulator opened within this step; what lies above belongs to the open branch.
      pressure = Math.min(pressure, Math.max(backPressure, opened));
    }
  }
}
