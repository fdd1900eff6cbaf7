package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormulaTest {
  private static final List<String> NAMES = List.of("x", "y", "e1");
  private static final double[] VALUES = {2.0, 3.0, 5.0};

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1 + 2 * 3; 7",
        "(1 + 2) * 3; 9",
        "-x^2; -4",
        "2^3^2; 512",
        "2**-1; 0.5",
        "x - y - 1; -2",
        "12 / x / y; 2",
        "1e-3*e1; 0.005",
        "2.5E2 + e1; 255",
        "max(x, y, 1) - min(x, y); 1",
        "abs(-x) + sqrt(4) + log10(100) + ln(e); 7",
        "pow(x, y) + cos(pi) + floor(1.9); 8",
        "--x; 2",
        "x*-y; -6"
      })
  void aFormulaIsWorthWhatArithmeticSays(String text, double value) {
    assertThat(Formula.parse(text, NAMES).value(VALUES)).isCloseTo(value, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x +",
        "(x",
        "x)",
        "z",
        "sin()",
        "pow(x)",
        "x y",
        "1.2.3",
        "System.exit(1)",
        "x = 1"
      })
  void whatIsNoFormulaIsRefused(String text) {
    assertThatThrownBy(() -> Formula.parse(text, NAMES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("character");
  }

  @Test
  void nestingHasALimit() {
    String deep = "(".repeat(500) + "x" + ")".repeat(500);
    assertThatThrownBy(() -> Formula.parse(deep, NAMES)).hasMessageContaining("nested deeper");
    String signs = "-".repeat(3000) + "x";
    assertThatThrownBy(() -> Formula.parse(signs, NAMES)).hasMessageContaining("nested deeper");
  }

  @Test
  void aRelationTellsHowFarItIsMissed() {
    Relation between = Relation.parse("1 <= x * y <= 4", NAMES);
    assertThat(between.excess(new double[] {1.0, 2.0, 0.0})).isZero();
    assertThat(between.excess(new double[] {2.0, 3.0, 0.0})).isEqualTo(2.0);
    assertThat(between.excess(new double[] {0.0, 3.0, 0.0})).isEqualTo(1.0);
    assertThat(Relation.parse("log(x) < 1", NAMES).excess(new double[] {-1.0, 0.0, 0.0}))
        .isInfinite();
  }
}
