package dev.weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.Volume;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AgeSpreadTest {
  private static final FlowPath PATH =
      new FlowPath(new Volume(300.0), new Volume(10_000.0), new Length(1.0), new Volume(500.0));

  /** µL/s. */
  private static final double FIRST = 5.0;

  /** µL/s², of the ramp that begins at 0 s. */
  private static final double RATE = 0.004;

  @Test
  void inAConstantFlowItIsVolumeOverFlowWithTheSpreadOfTheDispersionModel() {
    DeliveredVolume history = new DeliveredVolume();
    history.add(0.0, 0.0);
    history.add(20_000.0, 20_000.0 * FIRST);
    AgeSpread spread =
        AgeSpread.at(history, 10_000.0, PATH, Diffusivity.SMALL_MOLECULE).orElseThrow();
    double peclet =
        ResidenceTimeDistribution.ofCoil(
                PATH, new FlowRate(60.0 * FIRST), Diffusivity.SMALL_MOLECULE)
            .peclet();
    assertThat(spread.plugFlow().seconds()).isCloseTo(2000.0, within(1e-6));
    assertThat(spread.mean().seconds()).isCloseTo(2000.0, within(1e-6));
    assertThat(spread.deviation().seconds())
        .isCloseTo(2000.0 * Math.sqrt(2.0 / peclet), within(1e-3));
    assertThat(spread.relativeExcess()).isCloseTo(0.0, within(1e-9));
  }

  /** Closed form: entered at t', left at t, FIRST (t - t') + RATE (t² - t'²)/2 = V. */
  @Test
  void onALinearRampTheResidenceTimeWithoutDispersionIsTheClosedForm() {
    DeliveredVolume history = ramp();
    double at = 3600.0;
    double left = root(delivered(at) - 500.0);
    double entered = root(delivered(at) - 10_500.0);
    assertThat(AgeSpread.plugFlowSeconds(history, at, PATH).orElseThrow())
        .isCloseTo(left - entered, within(0.01));
  }

  /** Independent of the quadrature: a hundred thousand parcels, each with its own detour. */
  @Test
  void meanAndSpreadOnARampAreThoseOfManyParcels() {
    long seed = 20_261_122L;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    DeliveredVolume history = ramp();
    double at = 2400.0;
    AgeSpread spread = AgeSpread.at(history, at, PATH, Diffusivity.SMALL_MOLECULE).orElseThrow();
    double ofCoil = spread.steadyDeviation().seconds() / spread.mean().seconds();
    double sum = 0.0;
    double squares = 0.0;
    int parcels = 100_000;
    for (int i = 0; i < parcels; i++) {
      double out = delivered(at) - 500.0;
      double age = root(out) - root(out - 10_000.0 * (1.0 + ofCoil * random.nextGaussian()));
      sum += age;
      squares += age * age;
    }
    double mean = sum / parcels;
    double deviation = Math.sqrt(squares / parcels - mean * mean);
    assertThat(spread.mean().seconds()).isCloseTo(mean, within(0.01 * mean));
    assertThat(spread.deviation().seconds()).isCloseTo(deviation, within(0.03 * deviation));
    assertThat(spread.mean().seconds()).isGreaterThan(spread.plugFlow().seconds());
  }

  @Test
  void aHistoryThatDoesNotReachBackTellsNothing() {
    DeliveredVolume history = new DeliveredVolume();
    history.add(0.0, 0.0);
    history.add(100.0, 5000.0);
    assertThat(AgeSpread.plugFlowSeconds(history, 50.0, PATH)).isEmpty();
    assertThat(AgeSpread.at(history, 50.0, PATH, Diffusivity.SMALL_MOLECULE)).isEmpty();
    assertThat(history.microlitresAt(101.0)).isEmpty();
    assertThatThrownBy(() -> history.add(99.0, 6000.0)).hasMessageContaining("only goes on");
  }

  @Test
  void whatIsForgottenIsOnlyWhatLiesBefore() {
    DeliveredVolume history = new DeliveredVolume();
    for (int second = 0; second <= 5000; second++) {
      history.add(second, second * FIRST);
    }
    history.forgetBefore(20_000.0);
    assertThat(history.secondsAt(20_000.0).orElseThrow()).isCloseTo(4000.0, within(1e-9));
    assertThat(history.secondsAt(1.0)).isEmpty();
  }

  private static DeliveredVolume ramp() {
    DeliveredVolume history = new DeliveredVolume();
    history.add(-10_000.0, -10_000.0 * FIRST);
    for (int second = 0; second <= 4000; second++) {
      history.add(second, delivered(second));
    }
    return history;
  }

  private static double delivered(double seconds) {
    return FIRST * seconds + (seconds > 0.0 ? 0.5 * RATE * seconds * seconds : 0.0);
  }

  /** When so much had been delivered. */
  private static double root(double volume) {
    return volume <= 0.0
        ? volume / FIRST
        : (Math.sqrt(FIRST * FIRST + 2.0 * RATE * volume) - FIRST) / RATE;
  }
}
