package dev.weir.materials.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormulaTest {
  @ParameterizedTest
  @CsvSource({
    "Fe2O3, Fe2O3",
    "O3Fe2, Fe2O3",
    "Na2Cl2, Na2Cl2",
    "Ca(OH)2, CaH2O2",
    "K4[Fe(CN)6], K4FeC6N6",
    "CuSO4·5H2O, CuH10SO9",
    "CuSO4*5H2O, CuH10SO9",
    "CuSO4.5H2O, CuH10SO9",
    "Li0.5CoO2, LiCo2O4",
    "Fe0.5O1.5, FeO3",
    "2H2O, H4O2",
    "NaN, NaN",
    "AgTe2Tl, TlAgTe2",
    "CH3COOH, H4C2O2"
  })
  void aFormulaIsReadAndPrinted(String text, String printed) {
    assertThat(Formula.parse(text)).hasToString(printed);
    assertThat(Formula.parse(printed)).isEqualTo(Formula.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2-Feb", "fe2o3", "Xx2", "Fe(O", "FeO)", "Fe0O", "Fe2,3O", "5", "Fe9999999"})
  void whatIsNoFormulaIsRefused(String text) {
    assertThatThrownBy(() -> Formula.parse(text)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Formula.tryParse(text)).isEmpty();
  }

  @Test
  void theRefusalSaysWhereAndWhy() {
    assertThatThrownBy(() -> Formula.parse("Fe2Zz"))
        .hasMessage("'Fe2Zz' is no formula: there is no element Zz at character 4");
  }

  @Test
  void theReducedFormKeepsTheRatio() {
    Formula cell = Formula.parse("Fe4O6");
    assertThat(cell.reduced()).isEqualTo(Formula.parse("Fe2O3"));
    assertThat(cell.anonymous()).isEqualTo("A2B3");
    assertThat(cell.stoichiometry()).containsExactly(2, 3);
    assertThat(cell.fraction(Element.of("Fe"))).isEqualTo(0.4);
    assertThat(cell.atoms()).isEqualTo(10);
  }

  @Test
  void theMassOfWaterIsThatOfTheHandbook() {
    // CRC Handbook of Chemistry and Physics, 92nd ed. (2011): 18.015 g/mol.
    assertThat(Formula.parse("H2O").mass()).isCloseTo(18.015, within(1e-3));
  }

  @Test
  void whateverIsPrintedIsReadBack() {
    long seed = 20261122;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2000; i++) {
      Map<Element, Integer> counts = new TreeMap<>();
      int elements = 1 + random.nextInt(6);
      for (int j = 0; j < elements; j++) {
        counts.put(Element.of(1 + random.nextInt(Element.LAST)), 1 + random.nextInt(40));
      }
      Formula formula = Formula.of(counts);
      assertThat(Formula.parse(formula.toString())).as("seed %d", seed).isEqualTo(formula);
      assertThat(Formula.parse(formula.alphabetical())).as("seed %d", seed).isEqualTo(formula);
    }
  }

  @Test
  void theElementsAreThoseOfThePeriodicTable() {
    assertThat(Element.all()).hasSize(103);
    assertThat(Element.of("Fe").atomicNumber()).isEqualTo(26);
    assertThat(Element.of(92).symbol()).isEqualTo("U");
    assertThat(Element.of("O").electronegativity()).hasValue(3.44);
    assertThat(Element.of("Si").isMetal()).isFalse();
    assertThat(Element.of("Ge").isMetal()).isFalse();
    assertThat(Element.of("Sn").isMetal()).isTrue();
    assertThatThrownBy(() -> Element.of(104)).hasMessageContaining("from 1 to 103, was 104");
  }
}
