package dev.weir.device.profile.dialogue;

import dev.weir.device.Capability;
import dev.weir.device.DeviceReport;
import dev.weir.device.Tag;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.Limit;
import dev.weir.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The ranges of a device's set-points: those of its profile and its configuration, narrowed by what
 * it says itself. They only ever become narrower. Owned by one line thread.
 */
final class SetpointLimits {
  private final Map<Capability, Limit> declared;
  private final Map<Capability, DeviceDescription.Range> ranges;

  SetpointLimits(
      Map<Capability, Limit> declared, Map<Capability, DeviceDescription.Range> configured) {
    this.declared = declared;
    this.ranges = new TreeMap<>(configured);
  }

  /** Returns why a value is refused, if it is. */
  Optional<String> refusal(Capability capability, Quantity value) {
    DeviceDescription.Range range = ranges.get(capability);
    boolean fits =
        range != null
            && value.canonicalValue() >= range.lowest().canonicalValue()
            && value.canonicalValue() <= range.highest().canonicalValue();
    return fits
        ? Optional.empty()
        : Optional.of(
            "'%s' of %s refused: limits are %s"
                .formatted(
                    capability.word(),
                    value.print(),
                    range == null
                        ? "unknown"
                        : range.lowest().print(3) + " to " + range.highest().print(3)));
  }

  /** Takes what a reply says about limits; returns those that became narrower. */
  List<DeviceReport> narrow(String command, Fields fields, Telling telling) {
    List<DeviceReport> narrower = new ArrayList<>();
    for (var entry : declared.entrySet()) {
      for (Limit.Reported reported : entry.getValue().reported()) {
        if (reported.command().equals(command) && narrow(entry.getKey(), reported, fields)) {
          DeviceDescription.Range range = Objects.requireNonNull(ranges.get(entry.getKey()));
          narrower.add(
              new DeviceReport.LimitsNarrowed(
                  new Tag(telling.device(), entry.getKey()),
                  range.lowest(),
                  range.highest(),
                  telling.now()));
        }
      }
    }
    return narrower;
  }

  private boolean narrow(Capability capability, Limit.Reported reported, Fields fields) {
    DeviceDescription.Range range = ranges.get(capability);
    if (range == null) {
      return false;
    }
    Quantity lowest =
        reported
            .lowest()
            .flatMap(fields::quantity)
            .filter(told -> told.canonicalValue() > range.lowest().canonicalValue())
            .orElse(range.lowest());
    Quantity highest =
        reported
            .highest()
            .flatMap(fields::quantity)
            .filter(told -> told.canonicalValue() < range.highest().canonicalValue())
            .orElse(range.highest());
    if (lowest == range.lowest() && highest == range.highest()) {
      return false;
    }
    ranges.put(capability, new DeviceDescription.Range(lowest, highest));
    return true;
  }
}
