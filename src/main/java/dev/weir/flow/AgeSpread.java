package dev.weir.flow;

import dev.weir.units.FlowRate;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long the liquid at the sampling point was in the coil, when the flow has not been constant:
 * the mean over the liquid that arrives together, and its spread.
 *
 * <p>Idea: without dispersion, liquid that leaves the coil at t and entered at t' obeys that the
 * volume delivered from t' to t is the coil's, and its residence time is t - t'. Dispersion lets a
 * part of the liquid need the volume V g instead, where g has the mean 1 and the variance 2/Pe of
 * the narrow dispersion model ({@link ResidenceTimeDistribution}); while the flow changes, that is
 * the mean of 2/Pe over the volume that passes meanwhile. g is taken as gamma distributed, as in
 * tanks in series, which is the bell where it is narrow and never negative where it is not. The
 * mean and the variance of the residence time follow by the Gauss rule of two points over the g of
 * the coil and that of the way from the coil to the sampling point. At constant flow the mean is
 * V/Q and the deviation sqrt(2/Pe) V/Q.
 *
 * @param plugFlow residence time in the coil without dispersion
 * @param mean mean residence time
 * @param deviation its standard deviation in the liquid that arrives together
 * @param steadyDeviation the standard deviation in a constant flow with the same mean
 */
public record AgeSpread(
    TimeSpan plugFlow, TimeSpan mean, TimeSpan deviation, TimeSpan steadyDeviation) {
  /** Stretches of a tube over which the Péclet number is averaged. */
  private static final int STRETCHES = 8;

  /**
   * Returns the residence time without dispersion of the liquid that is at the sampling point;
   * empty when the history does not reach back to where it entered the coil.
   */
  public static OptionalDouble plugFlowSeconds(
      DeliveredVolume history, double atSeconds, FlowPath path) {
    OptionalDouble taken = history.microlitresAt(atSeconds);
    if (taken.isEmpty()) {
      return OptionalDouble.empty();
    }
    double leaving = taken.getAsDouble() - path.downstream().microlitres();
    OptionalDouble left = history.secondsAt(leaving);
    OptionalDouble entered = history.secondsAt(leaving - path.coil().microlitres());
    return left.isPresent() && entered.isPresent()
        ? OptionalDouble.of(left.getAsDouble() - entered.getAsDouble())
        : OptionalDouble.empty();
  }

  /**
   * Returns the residence times of the liquid that is at the sampling point; empty when the history
   * does not reach back far enough.
   *
   * @param history what has entered the path
   * @param atSeconds when the liquid is at the sampling point
   * @param path volumes and bore; the dead volume is taken as a tube of the coil's bore (assumed)
   */
  public static Optional<AgeSpread> at(
      DeliveredVolume history, double atSeconds, FlowPath path, Diffusivity diffusivity) {
    OptionalDouble taken = history.microlitresAt(atSeconds);
    OptionalDouble plug = plugFlowSeconds(history, atSeconds, path);
    if (taken.isEmpty() || plug.isEmpty()) {
      return Optional.empty();
    }
    double way = path.downstream().microlitres();
    double coil = path.coil().microlitres();
    double leaving = taken.getAsDouble() - way;
    double ofWay = way > 0.0 ? variance(history, leaving, path.downstream(), path, diffusivity) : 0;
    double ofCoil = variance(history, leaving - coil, path.coil(), path, diffusivity);
    if (Double.isNaN(ofWay) || Double.isNaN(ofCoil)) {
      return Optional.empty();
    }
    double mean = 0.0;
    double square = 0.0;
    for (Node ofOut : Node.both(ofWay)) {
      double out = taken.getAsDouble() - way * ofOut.at();
      for (Node ofIn : Node.both(ofCoil)) {
        OptionalDouble left = history.secondsAt(out);
        OptionalDouble entered = history.secondsAt(out - coil * ofIn.at());
        if (left.isEmpty() || entered.isEmpty()) {
          return Optional.empty();
        }
        double age = left.getAsDouble() - entered.getAsDouble();
        double weight = ofOut.weight() * ofIn.weight();
        mean += weight * age;
        square += weight * age * age;
      }
    }
    return Optional.of(
        new AgeSpread(
            new TimeSpan(plug.getAsDouble()),
            new TimeSpan(mean),
            new TimeSpan(Math.sqrt(Math.max(0.0, square - mean * mean))),
            new TimeSpan(mean * Math.sqrt(ofCoil))));
  }

  /**
   * Returns by how much the variance of the residence time differs from that in a constant flow
   * with the same mean, over the mean squared: what the change of the flow adds or takes.
   */
  public double relativeExcess() {
    double own = deviation.seconds() / mean.seconds();
    double steady = steadyDeviation.seconds() / mean.seconds();
    return Math.abs(own * own - steady * steady);
  }

  /** A node of the Gauss rule of two points for a gamma distribution with the mean 1. */
  private record Node(double at, double weight) {
    static List<Node> both(double variance) {
      double half = Math.sqrt(variance * (1.0 + variance));
      double low = 1.0 + variance - half;
      double high = 1.0 + variance + half;
      return variance > 0.0
          ? List.of(
              new Node(low, (high - 1.0) / (2.0 * half)),
              new Node(high, (1.0 - low) / (2.0 * half)))
          : List.of(new Node(1.0, 1.0));
    }
  }

  /** Averages 2/Pe over the volume that passes while the liquid is in the tube. */
  private static double variance(
      DeliveredVolume history,
      double enteredAt,
      Volume volume,
      FlowPath path,
      Diffusivity diffusivity) {
    Tube tube = new Tube(volume, path.innerDiameter());
    double stretch = volume.microlitres() / STRETCHES;
    double sum = 0.0;
    for (int i = 0; i < STRETCHES; i++) {
      OptionalDouble from = history.secondsAt(enteredAt + i * stretch);
      OptionalDouble to = history.secondsAt(enteredAt + (i + 1) * stretch);
      if (from.isEmpty() || to.isEmpty() || !(to.getAsDouble() > from.getAsDouble())) {
        return Double.NaN;
      }
      FlowRate flow = new FlowRate(60.0 * stretch / (to.getAsDouble() - from.getAsDouble()));
      sum += 2.0 / AxialDispersion.of(tube, flow, diffusivity).peclet();
    }
    return sum / STRETCHES;
  }
}
