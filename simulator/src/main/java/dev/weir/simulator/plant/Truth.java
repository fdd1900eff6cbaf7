package dev.weir.simulator.plant;

import dev.weir.chemistry.Conversion;
import dev.weir.chemistry.CopolymerComposition;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import java.util.Optional;

/**
 * What the virtual plant would show at the sampling point after an endless time, free of noise: the
 * ground truth against which benchmarks measure. It runs the plant's own steps to their fixed
 * point. Owned by one thread.
 */
public final class Truth {
  private static final double SECONDS_PER_MINUTE = 60.0;

  /** Below this conversion a composition means nothing, mol/mol. */
  private static final double LEAST_CONVERSION = 1e-9;

  private final PlantDescription description;

  /**
   * The truth about a plant.
   *
   * @param description what the plant is built of; feeds and seed do not matter here
   */
  public Truth(PlantDescription description) {
    this.description = description;
  }

  /**
   * What enters, how fast, and how hot.
   *
   * @param monomer1 after mixing
   * @param monomer2 after mixing
   * @param initiator after mixing
   * @param totalFlow through the path, above zero
   * @param bath temperature of the bath
   */
  public record Inlet(
      Concentration monomer1,
      Concentration monomer2,
      Concentration initiator,
      FlowRate totalFlow,
      Temperature bath) {
    /** Rejects a standing liquid. */
    public Inlet {
      if (totalFlow.microlitresPerMinute() <= 0.0) {
        throw new IllegalArgumentException("total flow must be above 0 µL/min, was " + totalFlow);
      }
    }
  }

  /**
   * What comes out.
   *
   * @param conversion1 of monomer 1; zero when none enters
   * @param conversion2 of monomer 2; zero when none enters
   * @param composition cumulative copolymer composition F1; nothing when no polymer is made
   */
  public record Outlet(
      Conversion conversion1, Conversion conversion2, Optional<CopolymerComposition> composition) {}

  /** Returns the steady state of the given conditions. */
  public Outlet steadyState(Inlet inlet) {
    FlowLine line = FlowLine.of(description);
    Liquid liquid = new Liquid();
    liquid.becomeSolvent(description.settings().surroundings().ambient().celsius());
    liquid.monomer1 = inlet.monomer1().canonicalValue();
    liquid.monomer2 = inlet.monomer2().canonicalValue();
    liquid.initiator = inlet.initiator().canonicalValue();
    line.settle(
        inlet.totalFlow().microlitresPerMinute() / SECONDS_PER_MINUTE,
        liquid,
        inlet.bath().celsius());
    Aliquot out = line.outlet();
    double made = out.polymer1() + out.polymer2();
    double entered = inlet.monomer1().canonicalValue() + inlet.monomer2().canonicalValue();
    return new Outlet(
        new Conversion(out.conversion1().orElse(0.0)),
        new Conversion(out.conversion2().orElse(0.0)),
        made > LEAST_CONVERSION * entered
            ? Optional.of(new CopolymerComposition(out.polymer1() / made))
            : Optional.empty());
  }
}
