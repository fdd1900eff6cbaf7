package dev.weir.simulator.wire;

import dev.weir.device.Capability;
import dev.weir.simulator.plant.FeedPump;
import dev.weir.simulator.plant.VirtualPlant;
import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import dev.weir.units.Quantity;
import dev.weir.units.Scalar;
import dev.weir.units.Share;
import dev.weir.units.Temperature;
import dev.weir.units.Volume;
import java.util.Optional;

/**
 * What one simulated device touches in the plant: a pump moves its feed; a controller heats the
 * bath; every device may show what can be measured at its place. Owned by the thread that steps the
 * bench.
 */
public final class PlantBinding {
  private final VirtualPlant plant;
  private final Optional<FeedPump> pump;
  private final boolean heats;
  private double counterStart;

  private PlantBinding(VirtualPlant plant, Optional<FeedPump> pump, boolean heats) {
    this.plant = plant;
    this.pump = pump;
    this.heats = heats;
  }

  /** Returns the binding of a pump to its feed. */
  public static PlantBinding pump(VirtualPlant plant, FeedPump pump) {
    return new PlantBinding(plant, Optional.of(pump), false);
  }

  /** Returns the binding of a temperature controller to the bath. */
  public static PlantBinding controller(VirtualPlant plant) {
    return new PlantBinding(plant, Optional.empty(), true);
  }

  /** Returns the binding of a sensor, which moves nothing. */
  public static PlantBinding sensor(VirtualPlant plant) {
    return new PlantBinding(plant, Optional.empty(), false);
  }

  /** Returns the pump, when the device is one. */
  Optional<FeedPump> pump() {
    return pump;
  }

  /** Returns the plant. */
  VirtualPlant plant() {
    return plant;
  }

  /**
   * Returns what the plant shows for a value; nothing when the device must remember it by itself.
   */
  Optional<Quantity> measured(Capability capability) {
    return switch (capability) {
      case FLOW_ACTUAL -> pump.map(FeedPump::believedFlow);
      case VOLUME_DISPENSED -> pump.map(this::dispensed);
      case RUN -> pump.isPresent() ? pump.map(running -> flag(running.isRunning())) : controlling();
      case PRESSURE_ACTUAL -> Optional.of(plant.shownPressure());
      case TEMPERATURE_ACTUAL -> Optional.of(plant.shownTemperature());
      case OUTPUT_ACTUAL ->
          heats
              ? Optional.of(new Share(100.0 * plant.bath().output().canonicalValue()))
              : Optional.empty();
      case PERMIT -> Optional.of(flag(plant.isPermitted()));
      case FLOW_SETPOINT,
          TEMPERATURE_SETPOINT,
          PRESSURE_LIMIT,
          WATCHDOG,
          REMOTE_LOCK,
          VALVE_POSITION,
          MASS_ACTUAL,
          SPECTRUM,
          RESULT_FILE,
          ANALYSIS ->
          Optional.empty();
    };
  }

  private Optional<Quantity> controlling() {
    return heats ? Optional.of(flag(plant.bath().isControlling())) : Optional.empty();
  }

  private static Quantity flag(boolean value) {
    return new Scalar(value ? 1.0 : 0.0);
  }

  private Volume dispensed(FeedPump of) {
    return new Volume(Math.max(0.0, of.delivered().microlitres() - counterStart));
  }

  /** Sets a value in the plant, if it is one that this device moves. */
  void set(Capability capability, Quantity value) {
    switch (value) {
      case FlowRate flow when capability == Capability.FLOW_SETPOINT ->
          pump.ifPresent(moved -> moved.rate(flow));
      case Temperature setpoint when capability == Capability.TEMPERATURE_SETPOINT && heats ->
          plant.bath().setpoint(setpoint);
      case Scalar run when capability == Capability.RUN -> run(run.value() != 0.0);
      case Quantity other -> {
        // Remembered by the device alone.
      }
    }
  }

  /** Starts or stops what the device moves. */
  void run(boolean wanted) {
    pump.ifPresent(
        moved -> {
          if (wanted) {
            moved.release();
          }
          moved.run(wanted);
        });
    if (heats) {
      plant.bath().control(wanted);
    }
  }

  /** Sets the counter of dispensed volume to zero. */
  void clearCounter() {
    counterStart = pump.map(of -> of.delivered().microlitres()).orElse(0.0);
  }

  /** Tells whether the pressure has passed a limit. */
  boolean isAbove(Pressure limit) {
    return plant.hydraulics().pressure().bars() > limit.bars();
  }
}
