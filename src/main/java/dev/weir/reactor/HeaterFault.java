package dev.weir.reactor;

import dev.weir.device.BadReason;
import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.Temperature;
import java.util.function.Consumer;

/**
 * Interlock 9, the heater does not heat or its sensor fails: less than 2 K gained in 120 s at more
 * than half power while well below the set-point, or the device says that its sensor is broken or
 * out of range for 3 s. Feeds stop, solvent flushes.
 */
record HeaterFault() implements Interlock {
  private static final long HEATING_SPAN = 120 * Nanos.SECOND;
  private static final double SMALLEST_GAIN = 2.0;

  /**
   * Nearer to the set-point than this a heater at half power may just hold the temperature, in K
   * (assumed).
   */
  private static final double WELL_BELOW = 5.0;

  private static final long BAD_FOR = 3 * Nanos.SECOND;

  @Override
  public AlarmKind kind() {
    return AlarmKind.HEATER_FAULT;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    String controller = evidence.description().temperatureController().text();
    Channel channel = evidence.values().temperatureChannel();
    BadReason reason = channel.badReason();
    boolean sensorBroken = reason == BadReason.SENTINEL || reason == BadReason.OUT_OF_RANGE;
    if (channel.quality() == Quality.BAD
        && sensorBroken
        && Nanos.lasted(channel.notGoodSince(), BAD_FOR, evidence.now())) {
      findings.accept(trip(controller, "no reactor temperature for 3 s: " + reason));
      return;
    }
    Trace trace = evidence.temperatureMinutes();
    double gain = trace.riseOver(HEATING_SPAN);
    if (trace.isFresh(evidence.oldestRecent())
        && Nanos.lasted(evidence.outputHighSince(), HEATING_SPAN, evidence.now())
        && trace.value(0) < evidence.bath() - WELL_BELOW
        && gain < SMALLEST_GAIN) {
      findings.accept(
          trip(
              controller,
              "reactor at %s gained %.1f K in 120 s at more than half power, below 2.0 K; set-point %s"
                  .formatted(
                      new Temperature(trace.value(0)).print(1),
                      gain,
                      new Temperature(evidence.bath()).print(1))));
    }
  }

  private static Finding trip(String source, String text) {
    return new Finding(AlarmKind.HEATER_FAULT, source, text, Reaction.FLUSH_TRIP);
  }
}
