package dev.weir.simulator.plant;

/**
 * The way of the liquid: upstream dead volume at room temperature, coil in the bath, downstream
 * dead volume at room temperature. Owned by the thread that steps the plant.
 */
final class FlowLine {
  private static final int SPECIES = 4;

  /**
   * The cells follow the flow at most once in so many seconds, so that a ramp does not blur the
   * liquid.
   */
  private static final double ADAPT_EVERY = 5.0;

  private final Tube upstream;
  private final Tube coil;
  private final Tube downstream;
  private final Kinetics kinetics;
  private final Viscosity viscosity;
  private final double ambient;
  private final double[] departed = new double[SPECIES];
  private final Liquid seen = new Liquid();
  private double sinceAdapted = ADAPT_EVERY;

  private FlowLine(
      Tube upstream, Tube coil, Tube downstream, Kinetics kinetics, PlantSettings settings) {
    this.upstream = upstream;
    this.coil = coil;
    this.downstream = downstream;
    this.kinetics = kinetics;
    this.viscosity = new Viscosity(settings.thickening());
    this.ambient = settings.surroundings().ambient().celsius();
  }

  /** Builds the path of a plant, full of solvent. */
  static FlowLine of(PlantDescription plant) {
    PlantSettings settings = plant.settings();
    Tube.Transport transport =
        new Tube.Transport(
            settings.diffusivity(),
            settings.dispersionFactor(),
            settings.surroundings().ambient().celsius());
    Kinetics kinetics =
        new Kinetics(
            settings.chemistry(plant.monomer1(), plant.monomer2(), plant.initiator()),
            settings.surroundings().wallTimeConstant().seconds());
    var bore = plant.path().innerDiameter();
    return new FlowLine(
        new Tube(plant.path().upstream(), bore, Tube.FEWEST_OF_DEAD_VOLUME, transport),
        new Tube(plant.path().coil(), bore, Tube.FEWEST, transport),
        new Tube(plant.path().downstream(), bore, Tube.FEWEST_OF_DEAD_VOLUME, transport),
        kinetics,
        settings);
  }

  /**
   * Moves a volume in and lets everything react.
   *
   * @param microlitres volume that comes in
   * @param inlet what comes in; its content is lost
   */
  void step(double microlitres, Liquid inlet, double seconds, double bathCelsius) {
    sinceAdapted += seconds;
    if (sinceAdapted >= ADAPT_EVERY && microlitres > 0.0) {
      sinceAdapted = 0.0;
      adapt(microlitres / seconds, seconds);
    }
    upstream.step(microlitres, inlet, seconds, kinetics, ambient);
    coil.step(microlitres, inlet, seconds, kinetics, bathCelsius);
    downstream.step(microlitres, inlet, seconds, kinetics, ambient);
    departed[0] += microlitres * inlet.monomer1;
    departed[1] += microlitres * inlet.monomer2;
    departed[2] += microlitres * inlet.polymer1;
    departed[3] += microlitres * inlet.polymer2;
  }

  /** Brings the whole path to its steady state. */
  void settle(double microlitresPerSecond, Liquid inlet, double bathCelsius) {
    double seconds = VirtualPlant.SLOW_STEP;
    upstream.settle(microlitresPerSecond, inlet, seconds, kinetics, ambient);
    coil.settle(microlitresPerSecond, inlet, seconds, kinetics, bathCelsius);
    downstream.settle(microlitresPerSecond, inlet, seconds, kinetics, ambient);
  }

  private void adapt(double microlitresPerSecond, double seconds) {
    upstream.adapt(microlitresPerSecond, seconds);
    coil.adapt(microlitresPerSecond, seconds);
    downstream.adapt(microlitresPerSecond, seconds);
  }

  Tube coil() {
    return coil;
  }

  Aliquot outlet() {
    Tube last = downstream.microlitres() > 0.0 ? downstream : coil;
    last.cells().at(last.cells().count - 1, seen);
    return new Aliquot(seen.monomer1, seen.monomer2, seen.polymer1, seen.polymer2);
  }

  double coilEndCelsius() {
    return coil.cells().temperature[coil.cells().count - 1];
  }

  /** Returns the resistance of the whole path, bar per µL/s. */
  double resistance() {
    return upstream.resistance(viscosity, kinetics)
        + coil.resistance(viscosity, kinetics)
        + downstream.resistance(viscosity, kinetics);
  }

  double[] holdup() {
    double[] sum = new double[SPECIES];
    for (Tube tube : new Tube[] {upstream, coil, downstream}) {
      Cells cells = tube.cells();
      double cell = tube.microlitres() / cells.count;
      for (int i = 0; i < cells.count; i++) {
        sum[0] += cell * cells.monomer1[i];
        sum[1] += cell * cells.monomer2[i];
        sum[2] += cell * cells.polymer1[i];
        sum[3] += cell * cells.polymer2[i];
      }
    }
    return sum;
  }

  double[] departed() {
    return departed.clone();
  }
}
