package dev.weir.flow;

import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;

/**
 * The way of the liquid from the mixer to the sampling point.
 *
 * @param upstream dead volume from the mixer to the heated coil
 * @param coil heated reactor volume
 * @param innerDiameter of the coil's tube
 * @param downstream dead volume from the coil to the sampling point
 */
public record FlowPath(Volume upstream, Volume coil, Length innerDiameter, Volume downstream) {
  /** Rejects a coil without volume or bore. */
  public FlowPath {
    if (coil.microlitres() <= 0.0) {
      throw new IllegalArgumentException("coil volume must be above 0 µL, was " + coil);
    }
    if (innerDiameter.millimetres() <= 0.0) {
      throw new IllegalArgumentException("inner diameter must be above 0 mm, was " + innerDiameter);
    }
  }

  /** Returns the whole volume from the mixer to the sampling point. */
  public Volume total() {
    return upstream.plus(coil).plus(downstream);
  }

  /** Returns the total flow at which the coil has the given residence time at inlet conditions. */
  public FlowRate totalFlow(TimeSpan residenceTime) {
    if (residenceTime.seconds() <= 0.0) {
      throw new IllegalArgumentException("residence time must be above 0 s, was " + residenceTime);
    }
    return new FlowRate(coil.microlitres() / residenceTime.minutes());
  }

  /** Returns the residence time in the coil at the given total flow. */
  public TimeSpan residenceTime(FlowRate totalFlow) {
    return coil.at(totalFlow);
  }
}
