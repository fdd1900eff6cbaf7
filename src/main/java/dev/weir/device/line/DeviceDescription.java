package dev.weir.device.line;

import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.units.Quantity;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One device as configured.
 *
 * @param name its name
 * @param profile the id of its profile
 * @param line the line it is on
 * @param address its address on the line; empty when the profile has no addresses
 * @param parameters values of the profile's parameters, by name: syringe diameter, head type, scale
 * @param limits narrower limits than the profile's, by set-point capability
 */
public record DeviceDescription(
    DeviceName name,
    String profile,
    LineName line,
    String address,
    Map<String, String> parameters,
    Map<Capability, Range> limits) {
  /** Copies the maps in key order. */
  public DeviceDescription {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    limits = Collections.unmodifiableMap(new TreeMap<>(limits));
  }

  /**
   * A range of a quantity, ends included.
   *
   * @param lowest the lowest value
   * @param highest the highest value, of the same dimension
   */
  public record Range(Quantity lowest, Quantity highest) {
    /** Rejects mixed dimensions and ranges that are upside down. */
    public Range {
      if (lowest.dimension() != highest.dimension()) {
        throw new IllegalArgumentException(
            "a range mixes %s and %s"
                .formatted(lowest.dimension().title(), highest.dimension().title()));
      }
      if (lowest.canonicalValue() > highest.canonicalValue()) {
        throw new IllegalArgumentException(
            "lowest %s is above highest %s".formatted(lowest.print(), highest.print()));
      }
    }
  }
}
