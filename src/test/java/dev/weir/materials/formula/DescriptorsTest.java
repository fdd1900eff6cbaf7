package dev.weir.materials.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class DescriptorsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void theFiveStatisticsOfWaterAreThoseOfTheirDefinition() {
    ElementTable table = ElementTable.parse("two", List.of(",a", "H,1.0", "O,4.0"));
    double[] water = new Descriptors(table).of(Formula.parse("H4O2"));
    assertThat(water).hasSize(5);
    assertThat(water[0]).isCloseTo(2.0, EXACT); // (2 x 1 + 4) / 3
    assertThat(water[1]).isCloseTo(6.0, EXACT); // of the reduced formula
    assertThat(water[2]).isCloseTo(2.0, EXACT); // (2 x 1 + 4) / 3
    assertThat(water[3]).isEqualTo(4.0);
    assertThat(water[4]).isEqualTo(1.0);
    assertThat(new Descriptors(table).names())
        .containsExactly("ave:a", "sum:a", "var:a", "max:a", "min:a");
  }

  @Test
  void aMissingValueBecomesTheMeanOfItsColumnAndIsCounted() {
    ElementTable table =
        ElementTable.parse("gaps", List.of("symbol,a,b", "H,1,2", "O,,4", "Fe,3,"));
    assertThat(table.filled()).isEqualTo(2);
    assertThat(table.value(Element.of("O"), 0)).isEqualTo(2.0);
    assertThat(table.value(Element.of("Fe"), 1)).isEqualTo(3.0);
    assertThat(table.missing(Formula.parse("FeS"))).hasValue(Element.of("S"));
  }

  @Test
  void aWrongTableIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> ElementTable.parse("t", List.of(",a", "H,one")))
        .hasMessage("t:2: a must be a number, was 'one'");
    assertThatThrownBy(() -> ElementTable.parse("t", List.of(",a", "Xx,1")))
        .hasMessage("t:2: no element is called Xx");
    assertThatThrownBy(() -> ElementTable.parse("t", List.of(",a", "H,1", "H,2")))
        .hasMessage("t:3: H comes twice");
    assertThatThrownBy(() -> ElementTable.parse("t", List.of(",a", "H,1,2")))
        .hasMessage("t:2: expected 2 columns, found 3");
  }

  @Test
  void theBuiltInTableDescribesEveryElement() {
    ElementTable table = ElementTable.builtIn();
    assertThat(table.elements()).hasSize(103);
    assertThat(table.select(List.of("period")).value(Element.of("Fe"), 0)).isEqualTo(4.0);
    assertThat(new Descriptors(table).of(Formula.parse("PmLr"))).doesNotContain(Double.NaN);
  }
}
