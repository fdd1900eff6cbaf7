package dev.weir.learn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.UnreadableTable;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The layout only: every number here is made up. */
final class CopDdbTableTest {
  private static final String TEXT =
      """
      Radical,Monomer,barrier,somo
      COC(=O)C(C)=C,COC(=O)C(C)=C,1,2
      C=Cc1ccccc1,c1ccccc1C=C,3,4
      C=Cc1ccccc1,C=C(C)C(=O)OC,5,6
      C=C(C)C(=O)OC,C=Cc1ccccc1,7,8
      C=C,C=C,9,
      """;

  @Test
  void threePairsOfAComonomerAreItsFeaturesHoweverItsStructureIsSpelt() {
    QuantumTable table = CopDdbTable.read("copy.csv", TEXT, Map.of());
    assertThat(table.of(new SpeciesName("St"))).containsExactly(3, 4, 5, 6, 7, 8);
    assertThat(table.of(new SpeciesName("MMA"))).containsExactly(1, 2, 1, 2, 1, 2);
    assertThat(table.columns()).hasSize(6).contains("MMA radical, itself: somo");
    assertThatThrownBy(() -> table.of(new SpeciesName("GMA"))).isInstanceOf(MissingFeatures.class);
  }

  @Test
  void aTableWithoutTheCatalogueIsRefused() {
    assertThatThrownBy(
            () -> CopDdbTable.read("copy.csv", "Radical,Monomer,somo\nC=C,C=C,1\n", Map.of()))
        .isInstanceOf(UnreadableTable.class)
        .hasMessageContaining("copy.csv");
  }
}
