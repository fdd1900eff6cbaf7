package dev.weir.materials.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class BuiltInTablesTest {
  private static final Path INDEPENDENT =
      Path.of(System.getProperty("weir.home", "."))
          .resolve("../shared/data/materials/smact_oxidation_states_icsd24_filtered.txt");

  @Test
  void everyElementIsDescribed() {
    ElementTable table = ElementTable.builtIn();
    assertThat(table.elements()).hasSize(Element.LAST);
    assertThat(table.features()).contains("ionisation_energy_ev", "highest_oxidation_state");
    // The ionisation energy of caesium, 3.8939 eV (NIST, as quoted by the Blue Obelisk).
    assertThat(table.value(Element.of("Cs"), table.features().indexOf("ionisation_energy_ev")))
        .isBetween(3.89, 3.90);
  }

  @Test
  void whatTheOwnTableBalancesTheIndependentOneBalances() throws IOException {
    assumeTrue(Files.exists(INDEPENDENT), "no independent table at " + INDEPENDENT);
    OxidationStates independent = OxidationStates.read(INDEPENDENT);
    OxidationStates own = OxidationStates.builtIn();
    for (Element element : Element.all()) {
      assertThat(independent.of(element)).as("%s", element).containsAll(own.of(element));
    }
  }
}
