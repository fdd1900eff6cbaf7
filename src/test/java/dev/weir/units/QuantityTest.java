package dev.weir.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class QuantityTest {
  private static final long SEED = 20_261;

  @Test
  void aNumberIsReadInTheUnitThatIsWrittenBehindIt() {
    assertThat(FlowRate.parse("0.5 mL/min")).isEqualTo(new FlowRate(500.0));
    assertThat(FlowRate.parse("6 mL/h").microlitresPerMinute()).isCloseTo(100.0, within(1e-9));
    assertThat(Temperature.parse("353.15 K").celsius()).isCloseTo(80.0, within(1e-9));
    assertThat(Temperature.parse("212 °F").celsius()).isCloseTo(100.0, within(1e-9));
    assertThat(Pressure.parse("1 MPa")).isEqualTo(new Pressure(10.0));
    assertThat(Fraction.parse("98 %").value()).isCloseTo(0.98, within(1e-12));
    assertThat(TimeSpan.parse("20 min").seconds()).isEqualTo(1200.0);
  }

  @Test
  void aNumberWithoutAUnitIsRefusedAndTheMessageShowsHowToWriteIt() {
    assertThatThrownBy(() -> FlowRate.parse("0.5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'0.5' has no unit; a flow rate is written like '0.5 µL/min'");
  }

  @Test
  void aUnitOfAnotherQuantityIsRefusedWithTheOnesThatFit() {
    assertThatThrownBy(() -> Pressure.parse("3 mL/min"))
        .hasMessageContaining("'mL/min' is not a unit of pressure")
        .hasMessageContaining("bar");
  }

  @Test
  void valuesOutsideThePhysicalRangeAreRefusedWithValueLimitAndUnit() {
    assertThatThrownBy(() -> new FlowRate(-1.0))
        .hasMessage("flow rate must be finite and >= 0 µL/min, was -1.0");
    assertThatThrownBy(() -> new Temperature(-300.0)).hasMessageContaining("-273.15 °C");
    assertThatThrownBy(() -> new Pressure(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Fraction(1.5)).hasMessageContaining("from 0 to 1");
  }

  @ParameterizedTest
  @EnumSource(Dimension.class)
  void whatIsPrintedReadsBackToAnEqualValue(Dimension dimension) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 200; i++) {
      Quantity quantity = dimension.of(random.nextDouble());
      assertThat(dimension.parse(quantity.print())).as("seed %d", SEED).isEqualTo(quantity);
    }
  }
}
