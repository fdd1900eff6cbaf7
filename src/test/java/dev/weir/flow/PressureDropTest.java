package dev.weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.Volume;
import org.junit.jupiter.api.Test;

/** Pressure drop of laminar flow. */
final class PressureDropTest {
  /** A bore of 1 mm; 1 m of it holds 785.4 µL. */
  private static final FlowPath METRE =
      new FlowPath(Volume.ZERO, new Volume(1e9 * Math.PI * 0.25e-6), new Length(1.0), Volume.ZERO);

  /** By hand: 32 mu L v / d^2 with v = 1 mL/min over 0.7854 mm2 = 21.22 mm/s, 1 mPa s: 679 Pa. */
  @Test
  void waterInAMetreOfTube() {
    assertThat(PressureDrop.laminar(METRE, new FlowRate(1000.0), 1e-3).bars())
        .isCloseTo(0.00679, within(0.00001));
  }

  @Test
  void itGrowsWithFlowAndViscosity() {
    double one = PressureDrop.laminar(METRE, new FlowRate(1000.0), 1e-3).bars();
    assertThat(PressureDrop.laminar(METRE, new FlowRate(3000.0), 2e-3).bars())
        .isCloseTo(6.0 * one, within(1e-12));
  }
}
