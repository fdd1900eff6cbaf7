package dev.weir.learn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.SpeciesName;
import org.junit.jupiter.api.Test;

final class RunFileTest {
  private static final String HEAD =
      "monomer1,monomer2,f10_mol_per_mol,residence_time_min,temperature_K,"
          + "total_monomer_mol_per_L,initiator_mmol_per_L,x1_percent,x2_mol_per_mol\n";

  @Test
  void whatIsWrittenIsReadBack() {
    RunTable table = SyntheticRuns.make(2, 3);
    assertThat(RunFile.read("runs.csv", RunFile.write(table))).isEqualTo(table);
  }

  @Test
  void unitsInHeadsAreHonoured() {
    LearningRun run =
        RunFile.read("runs.csv", HEAD + "St,MMA,0.4,20,353.15,2,30,25,0.3\n").runs().getFirst();
    assertThat(run.conditions().residenceTime().seconds()).isEqualTo(1200.0);
    assertThat(run.conditions().temperature().celsius()).isCloseTo(80.0, within(1e-9));
    assertThat(run.conditions().initiator().molesPerLitre()).isCloseTo(0.03, within(1e-12));
    assertThat(run.conversion1().value()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void aMisspeltColumnIsRefusedWithTheNearestOne() {
    assertThatThrownBy(
            () -> RunFile.read("runs.csv", HEAD.replace("temperature_K", "temprature_K")))
        .isInstanceOf(UnreadableTable.class)
        .hasMessageContaining("did you mean 'temperature_K'");
  }

  @Test
  void aBadValueIsRefusedWithFileAndLine() {
    assertThatThrownBy(() -> RunFile.read("runs.csv", HEAD + "St,MMA,1.4,20,353.15,2,30,25,0.3\n"))
        .isInstanceOf(UnreadableTable.class)
        .hasMessageContaining("runs.csv:2")
        .hasMessageContaining("mol/mol");
  }

  @Test
  void syntheticRunsSayThatTheyAreAndAreTheSameForASeed() {
    RunTable table = SyntheticRuns.make(3, 5);
    assertThat(table.origin()).startsWith("synthetic");
    assertThat(table).isEqualTo(SyntheticRuns.make(3, 5));
    assertThat(table.size()).isEqualTo(15);
    assertThat(table.runs())
        .allSatisfy(run -> assertThat(run.monomer2()).isEqualTo(new SpeciesName("MMA")));
  }

  @Test
  void aSwappedRunHasTheSameOverallConversion() {
    LearningRun run = SyntheticRuns.make(1, 1).runs().getFirst();
    assertThat(run.swapped().conversion()).isCloseTo(run.conversion(), within(1e-12));
    assertThat(run.swapped().copolymerComposition())
        .isCloseTo(1.0 - run.copolymerComposition(), within(1e-12));
  }
}
