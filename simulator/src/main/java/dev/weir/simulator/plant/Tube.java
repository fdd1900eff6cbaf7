package dev.weir.simulator.plant;

import dev.weir.units.Length;
import dev.weir.units.Volume;

/**
 * A stretch of tube as tanks in series, whose number follows from the axial dispersion of laminar
 * flow.
 *
 * <p>Taylor-Aris: D = Dm + u² d² / (192 Dm), Péclet number Pe = u L / D. A closed chain of N tanks
 * has the variance 1/N of the residence time over its mean squared; the narrow dispersion model has
 * 2/Pe, hence N = Pe / 2. Moving the liquid by a share c of a cell in each explicit step makes the
 * variance (1 - c)/N, so the count is chosen such that N / (1 - c) = Pe / 2. N is bounded to
 * {@value #FEWEST}..{@value Cells#MOST} for the coil and not below {@value #FEWEST_OF_DEAD_VOLUME}
 * for a dead volume.
 *
 * <p>Owned by the thread that steps the plant.
 */
final class Tube {
  /** The least number of cells of the coil. */
  static final int FEWEST = 20;

  /** The least number of cells of a dead volume. */
  static final int FEWEST_OF_DEAD_VOLUME = 3;

  /**
   * The count follows the flow only when it would change by more than this share: each division
   * blurs a little.
   */
  private static final double HYSTERESIS = 0.1;

  private static final double LARGEST_SHARE_OF_CELL = 0.9;

  private final double volume;
  private final double length;
  private final double diameter;
  private final double diffusivity;
  private final double dispersionFactor;
  private final int fewest;
  private final Cells cells;
  private final Liquid leaving = new Liquid();

  /**
   * A stretch of the given volume, full of solvent; the bore in mm, the diffusion coefficient in
   * m²/s.
   */
  Tube(Volume volume, Length bore, int fewest, Transport transport) {
    this.volume = volume.microlitres();
    this.diameter = bore.millimetres() * 1e-3;
    this.length = this.volume * 1e-9 / (Math.PI * diameter * diameter / 4.0);
    this.diffusivity = transport.diffusivity();
    this.dispersionFactor = transport.dispersionFactor();
    this.fewest = fewest;
    this.cells = new Cells(fewest, transport.ambient());
  }

  /**
   * How the liquid spreads.
   *
   * @param diffusivity Dm in m²/s
   * @param dispersionFactor multiplies the axial dispersion of Taylor and Aris
   * @param ambient temperature at the start, °C
   */
  record Transport(double diffusivity, double dispersionFactor, double ambient) {}

  Cells cells() {
    return cells;
  }

  /** Returns its volume in µL. */
  double microlitres() {
    return volume;
  }

  /** Returns the Péclet number of the stretch at a flow in µL/s. */
  double peclet(double microlitresPerSecond) {
    double velocity = microlitresPerSecond * 1e-9 / (Math.PI * diameter * diameter / 4.0);
    double dispersion =
        dispersionFactor
            * (diffusivity + velocity * velocity * diameter * diameter / (192.0 * diffusivity));
    return velocity * length / dispersion;
  }

  /**
   * Returns the number of cells that gives the right dispersion at a flow in µL/s, moved once in so
   * many seconds.
   */
  int cellsAt(double microlitresPerSecond, double stepSeconds) {
    double tanks = peclet(microlitresPerSecond) / 2.0;
    double share = stepSeconds * microlitresPerSecond / volume;
    double count = tanks / (1.0 + tanks * share);
    return (int) Math.max(fewest, Math.min(Cells.MOST, Math.rint(count)));
  }

  /** Divides the liquid anew when the flow has changed noticeably. Without flow nothing changes. */
  void adapt(double microlitresPerSecond, double stepSeconds) {
    if (microlitresPerSecond <= 0.0 || volume <= 0.0) {
      return;
    }
    int wanted = cellsAt(microlitresPerSecond, stepSeconds);
    boolean atBound = wanted == fewest || wanted == Cells.MOST;
    if (wanted != cells.count
        && (atBound || Math.abs(wanted - cells.count) > HYSTERESIS * cells.count)) {
      cells.divide(wanted);
    }
  }

  /**
   * Moves a volume of the inlet's liquid in and the same volume of the last cell's liquid out, then
   * lets all cells react.
   *
   * @param microlitres volume moved in this step
   * @param inlet what comes in; replaced by the mean of what goes out, which means nothing when
   *     nothing moves
   */
  void step(
      double microlitres, Liquid inlet, double seconds, Kinetics kinetics, double wallCelsius) {
    if (volume <= 0.0) {
      return;
    }
    double share = microlitres * cells.count / volume;
    int moves = share <= LARGEST_SHARE_OF_CELL ? 1 : (int) Math.ceil(share / LARGEST_SHARE_OF_CELL);
    leaving.becomeSolvent(0.0);
    for (int i = 0; i < moves; i++) {
      if (share > 0.0) {
        cells.addOutlet(1.0 / moves, leaving);
        cells.advect(share / moves, inlet);
      }
      kinetics.react(cells, wallCelsius, seconds / moves);
    }
    inlet.become(leaving);
  }

  /**
   * Brings every cell to the state it would reach after an endless time with this inlet, by the
   * same steps as {@link #step}; since no cell feels the one behind it, cell after cell.
   */
  void settle(
      double microlitresPerSecond,
      Liquid inlet,
      double seconds,
      Kinetics kinetics,
      double wallCelsius) {
    if (volume <= 0.0) {
      return;
    }
    adapt(microlitresPerSecond, seconds);
    double share = microlitresPerSecond * seconds * cells.count / volume;
    int moves = share <= LARGEST_SHARE_OF_CELL ? 1 : (int) Math.ceil(share / LARGEST_SHARE_OF_CELL);
    for (int cell = 0; cell < cells.count; cell++) {
      settleCell(cell, share / moves, inlet, seconds / moves, kinetics, wallCelsius);
      cells.at(cell, inlet);
    }
  }

  private void settleCell(
      int cell, double share, Liquid inlet, double seconds, Kinetics kinetics, double wallCelsius) {
    cells.put(cell, inlet);
    double change = 1.0;
    for (int i = 0; i < MOST_ITERATIONS && change > SETTLED; i++) {
      double before = cells.monomer1[cell] + cells.monomer2[cell];
      double beforeInitiator = cells.initiator[cell];
      double beforeTemperature = cells.temperature[cell];
      cells.monomer1[cell] += share * (inlet.monomer1 - cells.monomer1[cell]);
      cells.monomer2[cell] += share * (inlet.monomer2 - cells.monomer2[cell]);
      cells.initiator[cell] += share * (inlet.initiator - cells.initiator[cell]);
      cells.polymer1[cell] += share * (inlet.polymer1 - cells.polymer1[cell]);
      cells.polymer2[cell] += share * (inlet.polymer2 - cells.polymer2[cell]);
      cells.chains[cell] += share * (inlet.chains - cells.chains[cell]);
      cells.temperature[cell] += share * (inlet.temperature - cells.temperature[cell]);
      kinetics.react(cells, cell, wallCelsius, seconds);
      change =
          Math.abs(cells.monomer1[cell] + cells.monomer2[cell] - before)
              + Math.abs(cells.initiator[cell] - beforeInitiator)
              + Math.abs(cells.temperature[cell] - beforeTemperature);
    }
  }

  private static final int MOST_ITERATIONS = 100_000;

  /** Change of a settled cell in one step, mol/L and K together. */
  private static final double SETTLED = 1e-13;

  /** Returns the Poiseuille resistance at a viscosity given for each cell, in bar per µL/s. */
  double resistance(Viscosity viscosity, Kinetics kinetics) {
    if (volume <= 0.0) {
      return 0.0;
    }
    double sum = 0.0;
    for (int i = 0; i < cells.count; i++) {
      sum += viscosity.pascalSeconds(cells.temperature[i], kinetics.polymerFraction(cells, i));
    }
    double mean = sum / cells.count;
    double pascalSecondsPerCubicMetre =
        128.0 * mean * length / (Math.PI * diameter * diameter * diameter * diameter);
    return pascalSecondsPerCubicMetre * 1e-9 * 1e-5;
  }
}
