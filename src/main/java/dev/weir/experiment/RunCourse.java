package dev.weir.experiment;

import dev.weir.flow.Diffusivity;
import dev.weir.flow.FlowPath;
import dev.weir.flow.ResidenceTimeDistribution;
import dev.weir.units.FlowRate;
import dev.weir.units.Fraction;
import dev.weir.units.TimeSpan;

/**
 * How long a run takes at least, and so what it costs. Immutable; any thread.
 *
 * @param path volumes from the mixer to the sampling point
 * @param settings how a run proves its steady state
 */
public record RunCourse(FlowPath path, RunSettings settings) {
  /**
   * Returns the time during which the feeds flow at least: until the old liquid is washed out, then
   * while the window fills and the aliquot is drawn.
   *
   * @param total flow, above zero
   */
  public TimeSpan least(FlowRate total) {
    double washout =
        ResidenceTimeDistribution.ofPath(path, total, Diffusivity.SMALL_MOLECULE)
            .timeToWashout(new Fraction(settings.washout()))
            .seconds();
    return new TimeSpan(washout + settings.window().seconds() + settings.sampling().seconds());
  }
}
