package dev.weir.learn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.chemistry.Monomer;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.SyntheticRuns;
import dev.weir.learn.data.UnreadableTable;
import dev.weir.learn.mechanistic.KineticPredictor;
import java.util.List;
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

  /** The head of PropagationQuantumChem_2024-03-12.csv as published; the numbers are made up. */
  @Test
  void thePublishedHeadGivesSeventyTwoFeaturesThatTheKineticPredictorTakes() {
    String descriptors =
        "DE_tail,DE_head,DE_precursor,DE_TS,DE_product,DE_barrier,DE_reaction,E_Rad_SOMO,"
            + "E_Rad_LUMO,E_Mon_HOMO,E_Mon_LUMO,DE_SHgap,DE_SLgap,VBur_R228_Rad,VBur_R350_Rad,"
            + "VBur_R228_Mon,VBur_R350_Mon,Volume_Rad,Volume_Mon,CCdist_TS,Theta_TS,Sum_MW,"
            + "logP_Rad,logP_Mon";
    StringBuilder text = new StringBuilder("Monomer,Radical," + descriptors + "\n");
    List<String> all = Monomers.all().stream().map(Monomer::smiles).toList();
    for (int radical = 0; radical < all.size(); radical++) {
      for (int monomer = 0; monomer < all.size(); monomer++) {
        text.append(all.get(monomer)).append(',').append(all.get(radical));
        for (int k = 0; k < 24; k++) {
          text.append(',').append(0.01 * (k + radical) + 0.1 * Math.sin(monomer + 3.0 * k));
        }
        text.append('\n');
      }
    }
    QuantumTable table = CopDdbTable.read("copy.csv", text.toString(), Map.of());
    assertThat(table.columns()).hasSize(72).contains("own radical, MMA: E_Mon_HOMO");
    assertThat(table.values()).hasSize(all.size());
    RunTable runs = SyntheticRuns.make(1, 3);
    LearningRun asked = runs.runs().getFirst();
    assertThat(
            KineticPredictor.fit(runs, table, List.of(), 1)
                .predict(asked.monomer1(), asked.monomer2(), asked.conditions())
                .conversion()
                .mean())
        .isBetween(0.0, 1.0);
  }

  @Test
  void aTableWithoutTheCatalogueIsRefused() {
    assertThatThrownBy(
            () -> CopDdbTable.read("copy.csv", "Radical,Monomer,somo\nC=C,C=C,1\n", Map.of()))
        .isInstanceOf(UnreadableTable.class)
        .hasMessageContaining("copy.csv");
  }
}
