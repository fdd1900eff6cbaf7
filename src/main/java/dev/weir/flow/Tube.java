package dev.weir.flow;

import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.Volume;

/**
 * A straight round tube by its volume and bore, with the numbers of flow in it.
 *
 * @param volume inside, above zero
 * @param innerDiameter bore, above zero
 */
public record Tube(Volume volume, Length innerDiameter) {
  /** Rejects a tube without volume or bore. */
  public Tube {
    if (volume.microlitres() <= 0.0) {
      throw new IllegalArgumentException("tube volume must be above 0 µL, was " + volume);
    }
    if (innerDiameter.millimetres() <= 0.0) {
      throw new IllegalArgumentException("inner diameter must be above 0 mm, was " + innerDiameter);
    }
  }

  /** Returns the tube's length. */
  public Length length() {
    double squareMillimetres = crossSectionSquareMetres() * 1e6;
    return new Length(volume.microlitres() / squareMillimetres);
  }

  /** Returns the mean velocity, in m/s. */
  double velocityMetresPerSecond(FlowRate flow) {
    return cubicMetresPerSecond(flow) / crossSectionSquareMetres();
  }

  /** Returns the bore, in m. */
  double diameterMetres() {
    return innerDiameter.millimetres() * 1e-3;
  }

  /** Returns the length, in m. */
  double lengthMetres() {
    return length().millimetres() * 1e-3;
  }

  static double cubicMetresPerSecond(FlowRate flow) {
    return flow.microlitresPerMinute() * 1e-9 / 60.0;
  }

  private double crossSectionSquareMetres() {
    double diameter = innerDiameter.millimetres() * 1e-3;
    return Math.PI * diameter * diameter / 4.0;
  }
}
