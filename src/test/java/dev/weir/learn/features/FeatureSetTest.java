package dev.weir.learn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.SyntheticRuns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FeatureSetTest {
  private static final SpeciesName ST = new SpeciesName("St");
  private static final SpeciesName NEW = new SpeciesName("VAc");
  private static final LearningRun RUN = SyntheticRuns.make(1, 1).runs().getFirst();
  private static final MonomerFeatures MONOMERS =
      MonomerFeatures.of(List.of(ST), QuantumTable.SHIPPED, Map.of());

  @Test
  void everySetHoldsTheProcessVariablesFirst() {
    double[] process = FeatureSet.A.of(RUN, MONOMERS);
    for (FeatureSet set : FeatureSet.values()) {
      assertThat(set.of(RUN, MONOMERS)).startsWith(process);
    }
    assertThat(FeatureSet.A_D.of(RUN, MONOMERS)).hasSize(process.length + 12);
  }

  @Test
  void missingFeaturesAreNamed() {
    LearningRun unknown =
        new LearningRun(
            NEW, RUN.monomer2(), RUN.conditions(), RUN.conversion1(), RUN.conversion2());
    assertThatThrownBy(() -> FeatureSet.A_C.of(unknown, MONOMERS))
        .isInstanceOf(MissingFeatures.class)
        .hasMessageContaining("features C of VAc");
    assertThatThrownBy(() -> FeatureSet.A_D.of(unknown, MONOMERS))
        .isInstanceOf(MissingFeatures.class)
        .hasMessageContaining("homo_hartree");
  }

  @Test
  void aGivenStructureStandsForANewMonomer() {
    MonomerFeatures given =
        MonomerFeatures.of(List.of(), QuantumTable.SHIPPED, Map.of(NEW, "C=COC(C)=O"));
    double[] features = given.structure(NEW);
    assertThat(features).startsWith(4.0, 2.0, 0.0, 6.0, 0.0, 0.0, 2.0);
    assertThat(features).isNotEqualTo(given.structure(ST));
  }

  @Test
  void styreneCountsAreThoseOfItsFormula() {
    // C8H8: eight carbons, eight hydrogens, six aromatic atoms, one ring, one double bond that
    // belongs to no ring.
    double[] styrene = MONOMERS.structure(ST);
    assertThat(styrene[0]).isEqualTo(8.0);
    assertThat(styrene[3]).isEqualTo(8.0);
    assertThat(styrene[4]).isEqualTo(6.0);
    assertThat(styrene[5]).isEqualTo(1.0);
  }

  @Test
  void aUsersTableIsRead() {
    QuantumTable table = QuantumTable.read("d.csv", "monomer,homo_hartree,gap_eV\nVAc,-0.26,6.1\n");
    assertThat(table.columns()).containsExactly("homo_hartree", "gap_eV");
    assertThat(table.of(NEW)).containsExactly(-0.26, 6.1);
  }
}
