package dev.weir.materials.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ChargeBalanceTest {
  private static final List<String> TABLE =
      List.of(
          "# a few common states (Greenwood and Earnshaw, Chemistry of the Elements, 2nd ed.)",
          "O -2",
          "Fe +2 +3",
          "Na +1",
          "Cl -1 +1 +3 +5 +7",
          "H -1 1",
          "S -2 +2 +4 +6",
          "He",
          "Ti +2 +3 +4",
          "Ni +2");
  private static final ChargeBalance BALANCE =
      new ChargeBalance(OxidationStates.parse("few", TABLE));

  @Test
  void aNeutralChoiceIsFoundAndShown() {
    assertThat(BALANCE.find(Formula.parse("Fe2O3")).orElseThrow().states()).containsExactly(-2, 3);
    assertThat(BALANCE.isNeutral(Formula.parse("NaCl"))).isTrue();
    assertThat(BALANCE.isNeutral(Formula.parse("Na2Cl"))).isFalse();
    assertThat(BALANCE.isNeutral(Formula.parse("HeO"))).isFalse();
  }

  @Test
  void magnetiteNeedsMixedValence() {
    Formula magnetite = Formula.parse("Fe3O4");
    assertThat(BALANCE.isNeutral(magnetite)).isFalse();
    assertThat(BALANCE.isNeutralMixed(magnetite)).isTrue();
    assertThat(BALANCE.isNeutralMixed(Formula.parse("Fe3O5"))).isFalse();
  }

  @Test
  void aCationMustBeLessElectronegativeThanEveryAnion() {
    assertThat(BALANCE.isElectronegativityBalanced(Formula.parse("NaCl"))).isTrue();
    // Chlorine would have to be the cation, and is the more electronegative one.
    ChargeBalance inverted =
        new ChargeBalance(OxidationStates.parse("inverted", List.of("Cl +1", "S -2")));
    assertThat(inverted.isNeutral(Formula.parse("Cl2S"))).isTrue();
    assertThat(inverted.isElectronegativityBalanced(Formula.parse("Cl2S"))).isFalse();
  }

  @Test
  void metalsAmongThemselvesAreValidWithoutABalance() {
    assertThat(BALANCE.isNeutralOrAllMetal(Formula.parse("Ni3Ti"))).isTrue();
    assertThat(BALANCE.isNeutralOrAllMetal(Formula.parse("Fe"))).isTrue();
    assertThat(BALANCE.isNeutralOrAllMetal(Formula.parse("Na2Cl"))).isFalse();
  }

  @Test
  void theSearchAgreesWithTryingEveryChoice() {
    long seed = 6;
    SplittableRandom random = new SplittableRandom(seed);
    List<Element> elements =
        List.of("O", "Fe", "Na", "Cl", "H", "S", "Ti", "Ni").stream().map(Element::of).toList();
    OxidationStates states = OxidationStates.parse("few", TABLE);
    for (int i = 0; i < 3000; i++) {
      Map<Element, Integer> counts = new TreeMap<>();
      int terms = 1 + random.nextInt(5);
      for (int j = 0; j < terms; j++) {
        counts.put(elements.get(random.nextInt(elements.size())), 1 + random.nextInt(9));
      }
      Formula formula = Formula.of(counts);
      assertThat(BALANCE.isNeutral(formula))
          .as("seed %d, %s", seed, formula)
          .isEqualTo(everyChoice(formula, states, 0, 0));
    }
  }

  private static boolean everyChoice(Formula formula, OxidationStates states, int i, int charge) {
    if (i == formula.terms().size()) {
      return charge == 0;
    }
    Formula.Term term = formula.terms().get(i);
    return states.of(term.element()).stream()
        .anyMatch(state -> everyChoice(formula, states, i + 1, charge + state * term.count()));
  }

  @Test
  void elementsBeyondLawrenciumArePassedOver() {
    OxidationStates states = OxidationStates.parse("long", List.of("Lr +3", "Rf +4", "Og"));
    assertThat(states.of(Element.of("Lr"))).containsExactly(3);
  }

  @Test
  void aWrongTableIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> OxidationStates.parse("t", List.of("Fe +2", "O two")))
        .hasMessage("t:2: an oxidation state must be a whole number from -9 to +9, was 'two'");
    assertThatThrownBy(() -> OxidationStates.parse("t", List.of("Q 1")))
        .hasMessage("t:1: no element is called Q");
  }
}
