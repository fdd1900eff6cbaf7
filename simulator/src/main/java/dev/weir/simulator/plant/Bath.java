package dev.weir.simulator.plant;

import dev.weir.units.Fraction;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;

/**
 * The heated bath or block around the coil with its sensor and the controller's PID loop.
 *
 * <p>First order: time constant · dT/dt = reach · output - (T - ambient) + heat brought in; the
 * sensor follows with a lag. The loop knows only the sensor. Owned by the thread that steps the
 * plant.
 */
public final class Bath {
  /** Proportional band of the loop, K; a usual tuning for such a block. */
  private static final double PROPORTIONAL_BAND = 10.0;

  /** Integral time, s. */
  private static final double INTEGRAL_TIME = 150.0;

  /** Derivative time, s. */
  private static final double DERIVATIVE_TIME = 15.0;

  private final double ambient;
  private final double timeConstant;
  private final double reach;
  private final double sensorLag;
  private double block;
  private double sensor;
  private double setpoint;
  private double integral;
  private double output;
  private boolean controlling = true;
  private boolean stuck;
  private double excessPerSecond;
  private double sensorError;

  Bath(PlantSettings.Surroundings surroundings) {
    this.ambient = surroundings.ambient().celsius();
    this.timeConstant = surroundings.bathTimeConstant().seconds();
    this.reach = surroundings.bathReach().kelvins();
    this.sensorLag = surroundings.sensorLag().seconds();
    this.block = ambient;
    this.sensor = ambient;
    this.setpoint = ambient;
  }

  /** Sets what the loop holds. */
  public void setpoint(Temperature wanted) {
    setpoint = wanted.celsius();
  }

  /** Returns what the loop holds. */
  public Temperature setpoint() {
    return new Temperature(setpoint);
  }

  /** Switches the loop; off means no heating. */
  public void control(boolean wanted) {
    controlling = wanted;
    if (!wanted) {
      integral = 0.0;
    }
  }

  /** Tells whether the loop controls. */
  public boolean isControlling() {
    return controlling;
  }

  /** Returns the true temperature of the bath. */
  public Temperature temperature() {
    return new Temperature(block);
  }

  /** Returns what the sensor shows, without noise. */
  public Temperature measured() {
    return new Temperature(sensor + sensorError);
  }

  /** Returns the heater's power as a share of full power. */
  public Fraction output() {
    return new Fraction(output);
  }

  /** Welds the heater's relay on, or frees it: full power whatever the loop wants. */
  public void weldHeater(boolean wanted) {
    stuck = wanted;
  }

  /** Brings in heat from elsewhere, as a rise of the bath; zero ends it. */
  public void heatFromElsewhere(double kelvins, TimeSpan over) {
    excessPerSecond = kelvins / over.seconds();
  }

  /** Makes the sensor show so many kelvins too much; negative shows too little. */
  public void sensorError(double kelvins) {
    sensorError = kelvins;
  }

  double celsius() {
    return block;
  }

  void step(double seconds) {
    double shown = sensor + sensorError;
    double sensorBefore = sensor;
    double target = ambient + reach * output + excessPerSecond * timeConstant;
    block = target + (block - target) * Math.exp(-seconds / timeConstant);
    sensor = block + (sensor - block) * Math.exp(-seconds / sensorLag);
    double slope = (sensor - sensorBefore) / seconds;
    output = stuck ? 1.0 : controlling ? loop(shown, slope, seconds) : 0.0;
  }

  /** One step of the loop; it integrates only while its output is not at an end. */
  private double loop(double shown, double slope, double seconds) {
    double error = setpoint - shown;
    double wanted = (error + integral - DERIVATIVE_TIME * slope) / PROPORTIONAL_BAND;
    boolean within = wanted > 0.0 && wanted < 1.0;
    if (within || (wanted >= 1.0 && error < 0.0) || (wanted <= 0.0 && error > 0.0)) {
      integral += error * seconds / INTEGRAL_TIME;
    }
    return Math.clamp(wanted, 0.0, 1.0);
  }
}
