package dev.weir.materials.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.materials.data.FormationEnergy;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SubstitutionGeneratorTest {
  private static final List<KnownFormula> KNOWN = known();

  /** Halides and chalcogenides of the alkali and alkaline earth metals, less one in five. */
  private static List<KnownFormula> known() {
    List<KnownFormula> rows = new ArrayList<>();
    int number = 0;
    for (String one : List.of("Li", "Na", "K", "Rb", "Cs")) {
      for (String two : List.of("Mg", "Ca", "Sr", "Ba")) {
        for (String anion : List.of("F", "Cl", "Br", "I")) {
          number++;
          if (number % 5 != 0) {
            rows.add(row(Map.of(Element.of(one), 1, Element.of(two), 1, Element.of(anion), 3)));
          }
        }
      }
    }
    return rows;
  }

  private static KnownFormula row(Map<Element, Integer> counts) {
    return new KnownFormula(Formula.of(counts), new FormationEnergy(-2.0));
  }

  /** A predictor that says -2 eV/atom of everything. */
  private static EnergyPredictor constant() {
    ElementTable table = ElementTable.builtIn();
    List<Formula> formulas = KNOWN.stream().map(KnownFormula::formula).toList();
    List<Element> elements =
        formulas.stream().flatMap(f -> f.elements().stream()).distinct().sorted().toList();
    FormulaFeatures features = FormulaFeatures.fit(table, elements, formulas);
    DenseNetwork flat =
        new DenseNetwork(
            List.of(new DenseNetwork.Layer(new float[features.size()][1], new float[1])));
    return new EnergyPredictor(
        features,
        new EnergyPredictor.Scale(-2.0, 1.0),
        new EnergyPredictor.Members(List.of(flat), List.of()),
        Distillation.UNUSED,
        new EnergyPredictor.Calibration(0.1, 2.0, 0.0));
  }

  private static SubstitutionGenerator generator() {
    return new SubstitutionGenerator(KNOWN, constant(), Optional.empty());
  }

  private static GenerationRequest request(Set<Element> required, Set<Element> excluded) {
    return new GenerationRequest(
        new FormationEnergy(-2.0), 15, required, excluded, 3, 3, GenerationRequest.Rule.NONE);
  }

  @Test
  void whatIsGeneratedIsNewDistinctAndInWholeNumbers() {
    Generation generation = generator().generate(request(Set.of(), Set.of()), 3);
    Set<Formula> known = new HashSet<>(KNOWN.stream().map(KnownFormula::formula).toList());
    List<Formula> formulas = generation.candidates().stream().map(Candidate::formula).toList();
    assertThat(formulas).hasSize(15).doesNotHaveDuplicates().doesNotContainAnyElementsOf(known);
    assertThat(formulas).allMatch(formula -> formula.reduced().equals(formula));
    assertThat(formulas).allMatch(formula -> formula.anonymous().equals("ABC3"));
  }

  @Test
  void theHeldBackFormulasAreFoundAgain() {
    Generation generation =
        generator()
            .generate(
                GenerationRequest.of(new FormationEnergy(-2.0), 200, GenerationRequest.Rule.NONE),
                3);
    Set<Formula> made =
        new HashSet<>(generation.candidates().stream().map(Candidate::formula).toList());
    assertThat(made).contains(Formula.parse("LiCaF3"));
  }

  @Test
  void theSameSeedGivesTheSameFormulas() {
    GenerationRequest request = request(Set.of(), Set.of());
    assertThat(generator().generate(request, 5)).isEqualTo(generator().generate(request, 5));
  }

  @Test
  void requiredElementsAreInAndExcludedOnesOut() {
    Element sodium = Element.of("Na");
    Element iodine = Element.of("I");
    Generation generation = generator().generate(request(Set.of(sodium), Set.of(iodine)), 3);
    assertThat(generation.candidates()).isNotEmpty();
    assertThat(generation.candidates())
        .allMatch(candidate -> candidate.formula().count(sodium) > 0)
        .allMatch(candidate -> candidate.formula().count(iodine) == 0);
  }

  @Test
  void anImpossibleRequestEndsWithWhatThereIs() {
    Generation generation = generator().generate(request(Set.of(Element.of("He")), Set.of()), 3);
    assertThat(generation.candidates()).isEmpty();
    assertThat(generation.shortfall()).contains("no known formula holds He");
    GenerationRequest far =
        GenerationRequest.of(new FormationEnergy(3.0), 5, GenerationRequest.Rule.NONE);
    Generation none = generator().generate(far, 3);
    assertThat(none.candidates()).isEmpty();
    assertThat(none.shortfall())
        .hasValueSatisfying(
            why -> assertThat(why).contains("0.32 eV/atom or more from the target"));
  }

  @Test
  void aRuleOfChargesNeedsOxidationStates() {
    GenerationRequest balanced =
        GenerationRequest.of(new FormationEnergy(-2.0), 5, GenerationRequest.Rule.CHARGE_BALANCED);
    assertThatThrownBy(() -> generator().generate(balanced, 3))
        .hasMessage("the rule CHARGE_BALANCED needs a table of oxidation states");
  }

  @Test
  void chargeBalancedMeansThatEveryFormulaIsNeutral() {
    List<String> lines = List.of("Na +1", "K +1", "Ca +2", "Mg +2", "Cl -1", "F -1", "Sr +2");
    ChargeBalance balance =
        new ChargeBalance(dev.weir.materials.formula.OxidationStates.parse("few", lines));
    Generation generation =
        new SubstitutionGenerator(KNOWN, constant(), Optional.of(balance))
            .generate(
                GenerationRequest.of(
                    new FormationEnergy(-2.0), 4, GenerationRequest.Rule.CHARGE_BALANCED),
                3);
    assertThat(generation.candidates())
        .isNotEmpty()
        .allMatch(candidate -> balance.isNeutral(candidate.formula()));
  }

  @Test
  void contradictoryRequestsAreRefused() {
    assertThatThrownBy(
            () -> request(Set.of(Element.of("Na")), Set.of(Element.of("Na"), Element.of("K"))))
        .hasMessage("Na is both required and excluded");
  }

  @Test
  void acceptedEnergiesCentreOnTheTargetThoughProposalsDoNot() {
    long seed = 9;
    java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
    EnergyAcceptance acceptance = new EnergyAcceptance(-3.0);
    double sum = 0.0;
    int accepted = 0;
    for (int i = 0; i < 200_000; i++) {
      double energy = -2.7 + 0.3 * random.nextGaussian();
      if (random.nextDouble() < acceptance.chance(energy)) {
        sum += energy;
        accepted++;
      }
    }
    assertThat(accepted).as("seed %d", seed).isGreaterThan(10_000);
    assertThat(sum / accepted).as("seed %d", seed).isBetween(-3.01, -2.99);
  }
}
