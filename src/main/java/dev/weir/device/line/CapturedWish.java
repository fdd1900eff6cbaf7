package dev.weir.device.line;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceRequest;
import dev.weir.device.SampleName;
import dev.weir.device.Wanted;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import java.time.DateTimeException;
import java.time.Instant;

/** The text of a wish in a capture: {@code DEVICE LEASE-END KIND VALUE}. */
final class CapturedWish {
  private static final int PARTS = 4;

  private CapturedWish() {}

  static String print(DeviceRequest request) {
    String wanted =
        switch (request.wanted()) {
          case Wanted.Safe() -> "safe";
          case Wanted.Observed() -> "observed";
          case Wanted.Pumping(FlowRate flow) -> "flow " + flow.print();
          case Wanted.Tempering(Temperature temperature) -> "temperature " + temperature.print();
          case Wanted.Analysing(SampleName sample) -> "analysing " + sample.text();
        };
    return "%s %s %s".formatted(request.device(), request.leaseUntil(), wanted);
  }

  /**
   * Reads a wish.
   *
   * @throws IllegalArgumentException when it is none
   */
  static DeviceRequest parse(String text) {
    String[] parts = text.split(" ", PARTS);
    if (parts.length < PARTS - 1) {
      throw new IllegalArgumentException("'" + text + "' is no wish of a capture");
    }
    String value = parts.length == PARTS ? parts[PARTS - 1] : "";
    Wanted wanted =
        switch (parts[2]) {
          case "safe" -> new Wanted.Safe();
          case "observed" -> new Wanted.Observed();
          case "flow" -> new Wanted.Pumping(FlowRate.parse(value));
          case "temperature" -> new Wanted.Tempering(Temperature.parse(value));
          case "analysing" -> new Wanted.Analysing(new SampleName(value));
          default -> throw new IllegalArgumentException("'" + text + "' is no wish of a capture");
        };
    try {
      return new DeviceRequest(new DeviceName(parts[0]), wanted, Instant.parse(parts[1]));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + parts[1] + "' is not an instant", e);
    }
  }
}
