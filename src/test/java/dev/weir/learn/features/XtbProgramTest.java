package dev.weir.learn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class XtbProgramTest {
  @Test
  void aChainAddsToTheUnsubstitutedCarbon() {
    assertThat(ChainEndRadical.of("MMA", "C=C(C)C(=O)OC")).isEqualTo("C[C](C)C(=O)OC");
    assertThat(ChainEndRadical.of("St", "C=Cc1ccccc1")).isEqualTo("C[CH]c1ccccc1");
  }

  @Test
  void aMoleculeWithoutAVinylGroupIsRefusedByName() {
    assertThatThrownBy(() -> ChainEndRadical.of("toluene", "Cc1ccccc1"))
        .isInstanceOf(MissingFeatures.class)
        .hasMessageContaining("toluene");
  }

  /** Lines as xtb 6.5 writes them: occupied with its occupation, empty without. */
  @Test
  void theLastFrontierOrbitalsOfAnOutputAreRead() {
    String output =
        """
                20        2.0000           -0.4000000             -10.8846 (HOMO)
                21                         -0.2000000              -5.4423 (LUMO)
                20        2.0000           -0.4116686             -11.2021 (HOMO)
                21                         -0.2682890              -7.3005 (LUMO)
        """;
    XtbProgram.Orbitals orbitals = XtbProgram.read("MMA", output, "a test");
    assertThat(orbitals.highest()).isCloseTo(-0.4116686, within(1e-12));
    assertThat(orbitals.lowest()).isCloseTo(-0.2682890, within(1e-12));
    assertThatThrownBy(() -> XtbProgram.read("MMA", "nothing", "a test"))
        .isInstanceOf(MissingFeatures.class);
  }
}
