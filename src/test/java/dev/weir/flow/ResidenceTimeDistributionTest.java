package dev.weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.units.FlowRate;
import dev.weir.units.Fraction;
import dev.weir.units.Length;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResidenceTimeDistributionTest {
  private static final FlowRate TWENTY_MINUTES = new FlowRate(500.0);

  private static FlowPath path(double millimetres) {
    return new FlowPath(
        new Volume(400.0), new Volume(10_000.0), new Length(millimetres), new Volume(600.0));
  }

  private static ResidenceTimeDistribution coil(double millimetres) {
    return ResidenceTimeDistribution.ofCoil(
        path(millimetres), TWENTY_MINUTES, Diffusivity.SMALL_MOLECULE);
  }

  private static ResidenceTimeDistribution withPeclet(double peclet) {
    return new ResidenceTimeDistribution(
        new TimeSpan(1200.0), peclet, new Volume(10_000.0), List.of());
  }

  /**
   * Computed from Taylor and Aris: D 1e-9 m²/s, 10 mL coil, 20 min; 1 mm about 230, 2 mm about 58.
   */
  @Test
  void aCoilOfOneMillimetreIsNarrowAndOneOfTwoIsBroad() {
    assertThat(coil(1.0).peclet()).isEqualTo(230.0, within(1.0));
    assertThat(coil(2.0).peclet()).isEqualTo(58.0, within(0.5));
    assertThat(coil(1.0).doubts()).isEmpty();
  }

  @Test
  void aWideShortStayIsDoubted() {
    ResidenceTimeDistribution wide =
        ResidenceTimeDistribution.ofCoil(
            path(4.0), new FlowRate(5000.0), Diffusivity.SMALL_MOLECULE);
    assertThat(wide.doubts()).hasSize(2);
    assertThat(wide.doubts().getFirst()).contains("Fourier");
  }

  @Test
  void aTubeCutInTwoHasTheSameDistribution() {
    Length bore = new Length(1.0);
    ResidenceTimeDistribution whole =
        ResidenceTimeDistribution.ofTubes(
            List.of(new Tube(new Volume(11_000.0), bore)),
            TWENTY_MINUTES,
            Diffusivity.SMALL_MOLECULE);
    ResidenceTimeDistribution parts =
        ResidenceTimeDistribution.ofPath(path(1.0), TWENTY_MINUTES, Diffusivity.SMALL_MOLECULE);
    assertThat(parts.peclet()).isEqualTo(whole.peclet(), within(1e-9));
    assertThat(parts.meanTime().minutes()).isEqualTo(22.0, within(1e-12));
  }

  @Test
  void bothDensitiesEncloseOneAndTheOpenOneHasTheMeanOfAnOpenVessel() {
    for (double peclet : new double[] {5.0, 58.0, 100.0, 230.0, 5000.0}) {
      ResidenceTimeDistribution distribution = withPeclet(peclet);
      double step = 1e-4;
      double area = 0.0;
      double mean = 0.0;
      double narrow = 0.0;
      for (double theta = step / 2.0; theta < 30.0; theta += step) {
        area += step * distribution.openDensity(theta);
        mean += step * theta * distribution.openDensity(theta);
        narrow += step * distribution.narrowDensity(theta);
      }
      assertThat(area).isEqualTo(1.0, within(1e-6));
      assertThat(mean).isEqualTo(1.0 + 2.0 / peclet, within(1e-4));
      if (peclet >= 58.0) {
        assertThat(narrow).isEqualTo(1.0, within(1e-4));
      }
    }
  }

  @Test
  void theWashoutIsTheIntegralOfTheOpenDensity() {
    for (double peclet : new double[] {2.0, 20.0, 58.0, 230.0}) {
      ResidenceTimeDistribution distribution = withPeclet(peclet);
      double step = 1e-5;
      double area = 0.0;
      for (int i = 0; i < 200_000; i++) {
        area += step * distribution.openDensity((i + 0.5) * step);
        if (i % 20_000 == 19_999) {
          TimeSpan time = new TimeSpan((i + 1) * step * 1200.0);
          assertThat(distribution.washout(time).value()).isEqualTo(area, within(1e-6));
        }
      }
    }
  }

  @Test
  void theTimeToAWashoutHasThatWashout() {
    for (double peclet : new double[] {1.0, 58.0, 230.0, 1e5}) {
      ResidenceTimeDistribution distribution = withPeclet(peclet);
      double before = 0.0;
      for (double share : new double[] {0.0, 1e-6, 0.5, 0.95, 0.99, 0.9999}) {
        TimeSpan time = distribution.timeToWashout(new Fraction(share));
        assertThat(distribution.washout(time).value()).isEqualTo(share, within(1e-7));
        assertThat(time.seconds()).isGreaterThanOrEqualTo(before);
        before = time.seconds();
      }
    }
  }

  @Test
  void aNarrowDistributionWashesOutSoonAfterTheMeanTimeAndABroadOneLater() {
    double narrow = coil(1.0).timeToWashout(new Fraction(0.99)).minutes();
    double broad = coil(2.0).timeToWashout(new Fraction(0.99)).minutes();
    assertThat(narrow).isBetween(24.0, 26.0);
    assertThat(broad).isBetween(28.0, 33.0);
  }

  @Test
  void washoutByVolumeIsWashoutByTime() {
    ResidenceTimeDistribution distribution = coil(1.0);
    assertThat(distribution.washoutAfter(new Volume(10_500.0)).value())
        .isEqualTo(distribution.washout(TimeSpan.ofMinutes(21.0)).value(), within(1e-12));
    assertThat(distribution.washoutAfter(Volume.ZERO).value()).isZero();
  }

  @Test
  void allNewLiquidAndNoFlowAreRefused() {
    assertThatThrownBy(() -> coil(1.0).timeToWashout(new Fraction(1.0)))
        .hasMessageContaining("below 1");
    assertThatThrownBy(
            () ->
                ResidenceTimeDistribution.ofCoil(
                    path(1.0), FlowRate.ZERO, Diffusivity.SMALL_MOLECULE))
        .hasMessageContaining("0 µL/min");
  }

  /**
   * Hagen-Poiseuille by hand: 0.55 mPa s, 10 mL of 1 mm bore (12.73 m), 1 mL/min: 128 µ L Q / (π
   * d⁴) = 4753 Pa.
   */
  @Test
  void pressureDropOfACoil() {
    Tube tube = new Tube(new Volume(10_000.0), new Length(1.0));
    Viscosity toluene = new Viscosity(0.55);
    double bars = PressureDrop.along(tube, new FlowRate(1000.0), toluene).bars();
    assertThat(tube.length().millimetres()).isEqualTo(12_732.4, within(0.1));
    assertThat(bars).isEqualTo(0.04753, within(1e-4));
    double half =
        PressureDrop.along(
                new Tube(new Volume(2500.0), new Length(0.5)), new FlowRate(1000.0), toluene)
            .bars();
    assertThat(half).isEqualTo(16.0 * bars, within(1e-9));
    assertThat(PressureDrop.reynolds(tube, new FlowRate(1000.0), toluene, 867.0))
        .isEqualTo(33.5, within(0.1));
    assertThat(PressureDrop.along(path(1.0), new FlowRate(1000.0), toluene).bars())
        .isEqualTo(1.1 * bars, within(1e-9));
  }
}
