package dev.weir.reactor;

import dev.weir.device.Device;
import dev.weir.device.DeviceName;
import dev.weir.flow.Feed;
import dev.weir.flow.FeedName;
import dev.weir.flow.FlowPath;
import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import dev.weir.units.Temperature;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.Volume;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reactor as configured: what is connected to what, and every limit.
 *
 * @param name the reactor's name
 * @param feeds every feed with its pump
 * @param flushFeed the solvent feed that flushes and never stops in a hold
 * @param path volumes from the mixer to the sampling point
 * @param devices every device by its name, with its effective limits
 * @param temperatureController the device that heats the coil and reports its temperature
 * @param pressureSensor the device that reports the pressure at the inlet
 * @param analyser the device that reports conversions
 * @param limits every limit
 * @param rest what the reactor does when no run wants anything
 * @param wasteCapacity what the waste vessel may hold; without one nobody watches it
 */
public record ReactorDescription(
    String name,
    List<FeedLine> feeds,
    FeedName flushFeed,
    FlowPath path,
    Map<DeviceName, Device> devices,
    DeviceName temperatureController,
    DeviceName pressureSensor,
    DeviceName analyser,
    Limits limits,
    Rest rest,
    Optional<Volume> wasteCapacity) {
  /** A reactor whose waste nobody watches. */
  public ReactorDescription(
      String name,
      List<FeedLine> feeds,
      FeedName flushFeed,
      FlowPath path,
      Map<DeviceName, Device> devices,
      DeviceName temperatureController,
      DeviceName pressureSensor,
      DeviceName analyser,
      Limits limits,
      Rest rest) {
    this(
        name,
        feeds,
        flushFeed,
        path,
        devices,
        temperatureController,
        pressureSensor,
        analyser,
        limits,
        rest,
        Optional.empty());
  }

  /** Copies the collections. */
  public ReactorDescription {
    feeds = List.copyOf(feeds);
    devices = Map.copyOf(devices);
  }

  /** Returns the feed line with the given name. */
  public FeedLine feedLine(FeedName feed) {
    return feeds.stream()
        .filter(line -> line.feed().name().equals(feed))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no feed named " + feed));
  }

  /**
   * A feed with its pump and vessel.
   *
   * @param feed the stream
   * @param pump the device that delivers it
   * @param capacity what the bottle or syringe holds when full
   * @param reserve what must stay in it
   */
  public record FeedLine(Feed feed, DeviceName pump, Volume capacity, Volume reserve) {}

  /**
   * The limits, which must satisfy LL &lt; L &lt; H &lt; HH &lt; pump limit &lt; rating.
   *
   * @param pressureLowLow below it, at flow, a leak is assumed
   * @param pressureLow alarm
   * @param pressureHigh alarm
   * @param pressureHighHigh trip
   * @param pressureRating what tube and fittings bear at the run temperature
   * @param temperatureHigh alarm, and the highest set-point accepted
   * @param temperatureHighHigh trip
   * @param temperatureAboveSetpoint trip when the reactor is hotter than its set-point by more than
   *     this
   * @param adiabaticRise the largest adiabatic temperature rise of a recipe that is accepted
   */
  public record Limits(
      Pressure pressureLowLow,
      Pressure pressureLow,
      Pressure pressureHigh,
      Pressure pressureHighHigh,
      Pressure pressureRating,
      Temperature temperatureHigh,
      Temperature temperatureHighHigh,
      TemperatureDifference temperatureAboveSetpoint,
      TemperatureDifference adiabaticRise) {}

  /**
   * What the reactor does by itself.
   *
   * @param safeTemperature bath set-point of the safe states
   * @param flushFlow solvent flow while flushing
   * @param idleFlow solvent flow between runs and in a hold after the flush
   */
  public record Rest(Temperature safeTemperature, FlowRate flushFlow, FlowRate idleFlow) {}
}
