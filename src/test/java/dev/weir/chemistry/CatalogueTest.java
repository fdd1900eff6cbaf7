package dev.weir.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TemperatureDifference;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
  private static final Reagents REAGENTS =
      new Reagents(Monomers.MMA.name(), Monomers.ST.name(), Initiator.AIBN.name());

  /** Computed from Ballard's kd: 4.4 h at 70, 1.21 h at 80, 21 min at 90, 6.7 min at 100 °C. */
  @Test
  void halfLivesOfAibn() {
    assertThat(halfLifeMinutes(Initiator.AIBN, 70.0)).isEqualTo(4.4 * 60.0, within(3.0));
    assertThat(halfLifeMinutes(Initiator.AIBN, 80.0)).isEqualTo(1.21 * 60.0, within(0.5));
    assertThat(halfLifeMinutes(Initiator.AIBN, 90.0)).isEqualTo(21.0, within(0.5));
    assertThat(halfLifeMinutes(Initiator.AIBN, 100.0)).isEqualTo(6.7, within(0.1));
  }

  /** Assumed numbers: 10 h at 51 °C gives 15 min at 80 and 4.6 min at 90 °C. */
  @Test
  void halfLivesOfV65() {
    assertThat(halfLifeMinutes(Initiator.V65, 51.0)).isEqualTo(600.0, within(1e-6));
    assertThat(halfLifeMinutes(Initiator.V65, 80.0)).isEqualTo(15.0, within(0.5));
    assertThat(halfLifeMinutes(Initiator.V65, 90.0)).isEqualTo(4.6, within(0.1));
  }

  private static double halfLifeMinutes(Initiator initiator, double celsius) {
    return initiator.halfLife(new Temperature(celsius)).minutes();
  }

  /** Non-regression: 10^7.63 exp(-32.5 kJ/mol / RT), the IUPAC line, at 25 °C. */
  @Test
  void styrenePropagatesOnTheBenchmarkLine() {
    assertThat(Monomers.ST.propagation().at(new Temperature(25.0))).isEqualTo(86.3, within(0.5));
  }

  @Test
  void molarMassesAreThoseOfTheStructures() {
    Map<String, int[]> atoms =
        Map.of(
            "MMA", new int[] {5, 8, 2},
            "St", new int[] {8, 8, 0},
            "GMA", new int[] {7, 10, 3},
            "PACS", new int[] {10, 10, 2},
            "THFMA", new int[] {9, 14, 3},
            "CHMA", new int[] {10, 16, 2});
    Pattern oxygen = Pattern.compile("O");
    for (Monomer monomer : Monomers.all()) {
      int[] formula = atoms.getOrDefault(monomer.name().text(), new int[3]);
      double mass = 12.011 * formula[0] + 1.008 * formula[1] + 15.999 * formula[2];
      assertThat(monomer.molarMass().gramsPerMole()).isEqualTo(mass, within(0.02));
      Matcher found = oxygen.matcher(monomer.smiles());
      assertThat(found.results().count()).isEqualTo(formula[2]);
      assertThat(monomer.smiles().chars().filter(c -> c == 'C' || c == 'c').count())
          .isEqualTo(formula[0]);
    }
  }

  @Test
  void everyComonomerHasRatiosWithMethylMethacrylateAndAssumedOnesSaySo() {
    for (Monomer monomer : Monomers.all().subList(1, 6)) {
      ReactivityRatios ratios =
          ReactivityRatios.between(Monomers.MMA.name(), monomer.name()).orElseThrow();
      assertThat(ratios.isAssumed()).isEqualTo(!monomer.equals(Monomers.ST));
      assertThat(ReactivityRatios.between(monomer.name(), Monomers.MMA.name()))
          .contains(ratios.swapped());
    }
    assertThat(ReactivityRatios.between(Monomers.ST.name(), Monomers.GMA.name())).isEmpty();
    assertThat(ReactivityRatios.allBetween(Monomers.MMA.name(), Monomers.ST.name())).hasSize(3);
  }

  @Test
  void aRecipeGivesBackItsInlet() {
    Recipe recipe =
        REAGENTS.recipe(new FeedComposition(0.25), new Concentration(2.0), new Concentration(0.03));
    Inlet inlet = REAGENTS.inlet(recipe).orElseThrow();
    assertThat(inlet.feedComposition().value()).isEqualTo(0.25, within(1e-15));
    assertThat(inlet.totalMonomer().molesPerLitre()).isEqualTo(2.0, within(1e-15));
    assertThat(inlet.initiator().molesPerLitre()).isEqualTo(0.03);
    assertThat(REAGENTS.inlet(Recipe.of(Map.of()))).isEmpty();
  }

  @Test
  void aConcentratedRecipeIsRefusedForItsHeatWithValueAndLimit() {
    Recipe strong =
        REAGENTS.recipe(new FeedComposition(1.0), new Concentration(5.0), new Concentration(0.03));
    double rise = Heat.adiabaticRise(strong).orElseThrow().kelvins();
    assertThat(rise).isBetween(170.0, 200.0);
    Heat.Permissive verdict = Heat.permissive(strong, new TemperatureDifference(100.0));
    assertThat(verdict).isInstanceOf(Heat.Refused.class);
    assertThat(((Heat.Refused) verdict).reason()).contains("limit 100.0 K");
    assertThat(Heat.permissive(strong, new TemperatureDifference(250.0)))
        .isEqualTo(new Heat.Granted(new TemperatureDifference(rise)));
  }

  @Test
  void aSpeciesOfUnknownHeatIsRefused() {
    Recipe strange = Recipe.of(Map.of(new SpeciesName("BA"), new Concentration(1.0)));
    assertThat(Heat.adiabaticRise(strange)).isEmpty();
    Heat.Permissive verdict = Heat.permissive(strange, new TemperatureDifference(1000.0));
    assertThat(List.of(verdict)).hasOnlyElementsOfType(Heat.Refused.class);
    assertThat(((Heat.Refused) verdict).reason()).contains("BA");
  }
}
