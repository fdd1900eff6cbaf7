package dev.weir.reactor;

import dev.weir.device.Capability;
import dev.weir.device.Device;
import dev.weir.device.DeviceName;
import dev.weir.reactor.ReactorDescription.FeedLine;
import dev.weir.reactor.ReactorDescription.Limits;
import dev.weir.units.FlowRate;
import dev.weir.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What makes a reactor's description unusable: every contradiction between devices, feeds and
 * limits, one line each.
 */
public final class DescriptionFaults {
  private final ReactorDescription description;
  private final List<String> faults = new ArrayList<>();

  private DescriptionFaults(ReactorDescription description) {
    this.description = description;
  }

  /**
   * Returns every fault with value, limit and unit; empty when the reactor can be controlled as
   * described.
   */
  public static List<String> of(ReactorDescription description) {
    DescriptionFaults judge = new DescriptionFaults(description);
    judge.judgeFeeds();
    judge.judgeDevices();
    judge.judgeLimits();
    judge.judgeRest();
    return List.copyOf(judge.faults);
  }

  private void judgeFeeds() {
    TreeSet<DeviceName> pumps = new TreeSet<>();
    boolean flushes = false;
    for (FeedLine line : description.feeds()) {
      String feed = "feed " + line.feed().name();
      if (!(description.devices().get(line.pump()) instanceof Device.Pump)) {
        faults.add("%s: device %s is not a pump".formatted(feed, line.pump()));
      }
      if (!pumps.add(line.pump())) {
        faults.add("%s: pump %s delivers another feed already".formatted(feed, line.pump()));
      }
      if (line.reserve().microlitres() >= line.capacity().microlitres()) {
        faults.add(
            "%s: reserve %s is not below capacity %s"
                .formatted(feed, line.reserve(), line.capacity()));
      }
      if (line.feed().name().equals(description.flushFeed())) {
        flushes = true;
        if (!line.feed().isSolvent()) {
          faults.add("%s: it flushes, so it must be pure solvent".formatted(feed));
        }
      }
    }
    if (!flushes) {
      faults.add("the flush feed %s is not among the feeds".formatted(description.flushFeed()));
    }
    for (Device device : description.devices().values()) {
      if (device instanceof Device.Pump && !pumps.contains(device.name())) {
        faults.add("pump %s delivers no feed".formatted(device.name()));
      }
    }
  }

  private void judgeDevices() {
    if (!(description.devices().get(description.temperatureController())
        instanceof Device.TemperatureController controller)) {
      faults.add(
          "device %s is not a temperature controller"
              .formatted(description.temperatureController()));
    } else {
      needs(controller, Capability.TEMPERATURE_ACTUAL);
    }
    Device sensor = description.devices().get(description.pressureSensor());
    if (sensor == null) {
      faults.add(
          "there is no device named %s for the pressure".formatted(description.pressureSensor()));
    } else {
      needs(sensor, Capability.PRESSURE_ACTUAL);
    }
    if (!(description.devices().get(description.analyser()) instanceof Device.Analyser)) {
      faults.add("device %s is not an analyser".formatted(description.analyser()));
    }
  }

  private void needs(Device device, Capability capability) {
    if (!device.capabilities().contains(capability)) {
      faults.add("device %s does not report %s".formatted(device.name(), capability.word()));
    }
  }

  private void judgeLimits() {
    Limits limits = description.limits();
    below("pressure LL", limits.pressureLowLow(), "L", limits.pressureLow());
    below("pressure L", limits.pressureLow(), "H", limits.pressureHigh());
    below("pressure H", limits.pressureHigh(), "HH", limits.pressureHighHigh());
    below("pressure HH", limits.pressureHighHigh(), "rating", limits.pressureRating());
    below("temperature H", limits.temperatureHigh(), "HH", limits.temperatureHighHigh());
    for (Device device : description.devices().values()) {
      if (device instanceof Device.Pump pump && pump.pressureLimit().bars() > 0.0) {
        below(
            "pressure HH",
            limits.pressureHighHigh(),
            "limit of pump " + pump.name(),
            pump.pressureLimit());
        below(
            "limit of pump " + pump.name(),
            pump.pressureLimit(),
            "rating",
            limits.pressureRating());
      }
    }
  }

  private void judgeRest() {
    ReactorDescription.Rest rest = description.rest();
    below(
        "safe temperature",
        rest.safeTemperature(),
        "temperature H",
        description.limits().temperatureHigh());
    if (description.devices().get(description.temperatureController())
        instanceof Device.TemperatureController controller) {
      notAbove(
          "lowest of " + controller.name(),
          controller.lowest(),
          "safe temperature",
          rest.safeTemperature());
      notAbove(
          "safe temperature",
          rest.safeTemperature(),
          "highest of " + controller.name(),
          controller.highest());
    }
    for (FeedLine line : description.feeds()) {
      if (line.feed().name().equals(description.flushFeed())
          && description.devices().get(line.pump()) instanceof Device.Pump pump) {
        judgeSolvent("flush flow", rest.flushFlow(), pump);
        judgeSolvent("idle flow", rest.idleFlow(), pump);
      }
    }
  }

  private void judgeSolvent(String what, FlowRate flow, Device.Pump pump) {
    if (flow.microlitresPerMinute() == 0.0) {
      faults.add(what + " must be above 0 µL/min");
    }
    notAbove("lowest of pump " + pump.name(), pump.lowest(), what, flow);
    notAbove(what, flow, "highest of pump " + pump.name(), pump.highest());
  }

  private void below(String what, Quantity value, String other, Quantity limit) {
    if (!(value.canonicalValue() < limit.canonicalValue())) {
      faults.add("%s %s must be below %s %s".formatted(what, value.print(), other, limit.print()));
    }
  }

  private void notAbove(String what, Quantity value, String other, Quantity limit) {
    if (value.canonicalValue() > limit.canonicalValue()) {
      faults.add(
          "%s %s must not be above %s %s".formatted(what, value.print(), other, limit.print()));
    }
  }
}
