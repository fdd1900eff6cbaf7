package dev.weir.simulator.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.chemistry.SpeciesName;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlantSettingsTest {
  @Test
  void everySettingsDefaultIsReadableAndListed() {
    assertThat(PlantSettings.standard()).isEqualTo(PlantSettings.parse(Map.of()));
    assertThat(PlantSettings.describe().lines()).hasSize(PlantSettings.all().size());
  }

  @Test
  void anUnknownSettingIsRefusedWithTheNearestOne() {
    assertThatThrownBy(() -> PlantSettings.parse(Map.of("analyser_dely", "5 min")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown setting 'analyser_dely', did you mean 'analyser_delay'?");
  }

  @Test
  void aMissingUnitAWrongWordAndAValueOutOfRangeAreEachNamed() {
    assertThatThrownBy(
            () ->
                PlantSettings.parse(
                    Map.of("back_pressure", "5", "kinetics", "termnal", "dispersion_factor", "99")))
        .hasMessageContaining("back_pressure: '5' has no unit")
        .hasMessageContaining(
            "kinetics: must be one of terminal, implicit_penultimate, was 'termnal', did you mean")
        .hasMessageContaining("dispersion_factor: must be from 0.1 to 20.0, was 99");
  }

  @Test
  void anUnknownPairNeedsItsRatios() {
    SpeciesName styrene = new SpeciesName("St");
    SpeciesName gma = new SpeciesName("GMA");
    SpeciesName aibn = new SpeciesName("AIBN");
    assertThatThrownBy(() -> PlantSettings.standard().chemistry(styrene, gma, aibn))
        .hasMessageContaining("no reactivity ratios of St with GMA; set both 'r1' and 'r2'");
    assertThat(
            PlantSettings.parse(Map.of("r1", "0.4", "r2", "0.5"))
                .chemistry(styrene, gma, aibn)
                .ratios()
                .r2())
        .isEqualTo(0.5);
  }

  @Test
  void aMisspeltMonomerIsRefusedWithThoseKnown() {
    assertThatThrownBy(() -> Substances.monomer(new SpeciesName("MAM")))
        .hasMessageContaining("knows no monomer 'MAM'")
        .hasMessageContaining("MMA");
  }
}
