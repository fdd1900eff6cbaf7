package dev.weir.simulator.plant;

import dev.weir.flow.FeedName;
import dev.weir.units.Pressure;
import dev.weir.units.Temperature;
import java.util.ArrayList;
import java.util.List;

/**
 * The virtual plant: feeds, mixer, dead volumes, heated coil, back-pressure regulator and bath,
 * moved on by {@link #step}.
 *
 * <p>Pumps and pressure follow every step; transport, reaction and bath follow in steps of one
 * second of virtual time, with the volumes that the pumps delivered meanwhile. Nothing is allocated
 * while stepping. Owned by the thread that steps it.
 */
public final class VirtualPlant {
  /** How often transport, reaction and bath are moved on, s. */
  static final double SLOW_STEP = 1.0;

  /** Longest step of pumps and pressure, s. */
  private static final double FAST_STEP = 1.0;

  private static final double ROUNDING = 1e-9;

  private final PlantDescription description;
  private final FeedPump[] pumps;
  private final FlowLine line;
  private final Bath bath;
  private final Hydraulics hydraulics;
  private final Liquid mixture = new Liquid();
  private final NoiseSource pressureNoise;
  private final NoiseSource temperatureNoise;
  private double sinceSlow;
  private double moved;
  private double pressureDeviation;
  private double temperatureDeviation;
  private double ripple = 1.0;
  private boolean permitted = true;

  /**
   * Builds a plant at rest: pumps stopped, vessels full, the path full of solvent at room
   * temperature.
   *
   * @throws IllegalArgumentException when the plant does not know a monomer, an initiator or a
   *     species of a feed
   */
  public VirtualPlant(PlantDescription description) {
    PlantSettings settings = description.settings();
    this.description = description;
    this.bath = new Bath(settings.surroundings());
    this.hydraulics = new Hydraulics(settings.hydraulic());
    this.line = FlowLine.of(description);
    this.pressureNoise = new NoiseSource(description.seed(), "pressure");
    this.temperatureNoise = new NoiseSource(description.seed(), "temperature");
    NoiseSource calibrations = new NoiseSource(description.seed(), "pump calibration");
    this.pumps =
        description.feeds().stream()
            .map(vessel -> pump(vessel, calibrations.gaussian()))
            .toArray(FeedPump[]::new);
    hydraulics.viscousResistance(line.resistance());
  }

  private FeedPump pump(PlantDescription.Vessel vessel, double deviation) {
    PlantSettings.Hydraulic settings = description.settings().hydraulic();
    return new FeedPump(
        vessel.feed(),
        Stock.of(vessel.feed(), description),
        vessel.capacity(),
        Math.max(0.0, 1.0 + deviation * settings.pumpError().canonicalValue()),
        settings.pumpLag().seconds());
  }

  /** Returns what it is built of. */
  public PlantDescription description() {
    return description;
  }

  /** Returns every pump, in the order of the feeds. */
  public List<FeedPump> pumps() {
    return new ArrayList<>(List.of(pumps));
  }

  /**
   * Returns the pump of a feed.
   *
   * @throws IllegalArgumentException when there is no such feed
   */
  public FeedPump pump(FeedName feed) {
    for (FeedPump pump : pumps) {
      if (pump.feed().name().equals(feed)) {
        return pump;
      }
    }
    throw new IllegalArgumentException("the plant has no feed '" + feed + "'");
  }

  /** Returns the bath. */
  public Bath bath() {
    return bath;
  }

  /** Returns what makes the pressure. */
  public Hydraulics hydraulics() {
    return hydraulics;
  }

  /** Returns the pressure at the inlet as a sensor shows it; never below zero. */
  public Pressure shownPressure() {
    return new Pressure(Math.max(0.0, hydraulics.bar() + ripple * pressureDeviation));
  }

  /** Returns the bath's temperature as its sensor shows it. */
  public Temperature shownTemperature() {
    return new Temperature(bath.measured().celsius() + temperatureDeviation);
  }

  /** Tells whether the external circuit permits operation. */
  public boolean isPermitted() {
    return permitted;
  }

  /** Closes or opens the external circuit. */
  public void permit(boolean permit) {
    permitted = permit;
  }

  /** Multiplies the noise of the pressure: a gas bubble or a lost prime. */
  public void ripple(double factor) {
    ripple = factor;
  }

  /** Draws an aliquot at the sampling point now. */
  public Aliquot draw() {
    return line.outlet();
  }

  /** Returns the true temperature at the end of the coil. */
  public Temperature coilTemperature() {
    return new Temperature(line.coilEndCelsius());
  }

  /**
   * Returns what the path holds now: amounts of monomer 1, monomer 2 and their polymerised units,
   * in µmol.
   */
  public double[] holdup() {
    return line.holdup();
  }

  /** Returns what has left the path so far, in the order of {@link #holdup}, in µmol. */
  public double[] departed() {
    return line.departed();
  }

  /**
   * Moves on.
   *
   * @param seconds of virtual time, not negative
   */
  public void step(double seconds) {
    double left = seconds;
    while (left > ROUNDING) {
      double span = Math.min(left, FAST_STEP);
      fast(span);
      left -= span;
    }
  }

  private void fast(double seconds) {
    double volume = 0.0;
    for (FeedPump pump : pumps) {
      volume += pump.step(seconds);
    }
    moved += volume;
    hydraulics.step(volume / seconds, seconds);
    pressureDeviation =
        pressureNoise.gaussian() * description.settings().hydraulic().noise().bars();
    sinceSlow += seconds;
    if (sinceSlow >= SLOW_STEP - ROUNDING) {
      slow(sinceSlow);
      sinceSlow = 0.0;
      moved = 0.0;
    }
  }

  private void slow(double seconds) {
    bath.step(seconds);
    temperatureDeviation =
        temperatureNoise.gaussian() * description.settings().surroundings().noise().kelvins();
    double share = hydraulics.shareKept(moved / seconds);
    mixture.becomeSolvent(description.settings().surroundings().ambient().celsius());
    double volume = 0.0;
    for (FeedPump pump : pumps) {
      volume += pump.mixInto(mixture, share);
    }
    if (volume > 0.0) {
      mixture.divide(volume);
    }
    line.step(volume, mixture, seconds, bath.celsius());
    hydraulics.viscousResistance(line.resistance());
  }
}
