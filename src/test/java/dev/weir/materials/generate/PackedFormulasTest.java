package dev.weir.materials.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.materials.data.DemonstrationTable;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.formula.OxidationStates;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Formulas as whole numbers, and what is found out of them without making a formula. */
final class PackedFormulasTest {
  private static final List<Formula> FORMULAS =
      DemonstrationTable.rows().stream().map(KnownFormula::formula).toList();
  private static final Stoichiometries STOICHIOMETRIES = Stoichiometries.of(FORMULAS);
  private static final long SEED = 11;

  /** Stoichiometries of the demonstration with drawn elements. */
  private static Slots drawn(SplittableRandom random) {
    Slots slots = new Slots();
    STOICHIOMETRIES.load(FORMULAS.get(random.nextInt(FORMULAS.size())), slots);
    for (int i = 0; i < slots.size; i++) {
      slots.elements[i] = 0;
    }
    for (int i = 0; i < slots.size; i++) {
      int element = random.nextInt(1, Element.LAST + 1);
      while (slots.holds(element)) {
        element = random.nextInt(1, Element.LAST + 1);
      }
      slots.elements[i] = element;
    }
    return slots;
  }

  @Test
  void aFormulaComesBackFromItsNumber() {
    Slots slots = new Slots();
    for (Formula formula : FORMULAS) {
      assertThat(STOICHIOMETRIES.load(formula, slots)).isTrue();
      assertThat(STOICHIOMETRIES.formula(Stoichiometries.code(slots))).isEqualTo(formula.reduced());
    }
  }

  @Test
  void equalFormulasHaveEqualNumbersWhateverSlotTheirElementsAreIn() {
    Slots slots = new Slots();
    STOICHIOMETRIES.load(Formula.parse("CaTiO3"), slots);
    long code = Stoichiometries.code(slots);
    int first = slots.elements[0];
    slots.elements[0] = slots.elements[1];
    slots.elements[1] = first;
    assertThat(Stoichiometries.code(slots)).isEqualTo(code);
  }

  @Test
  void theRuleOfChargesAnswersAsTheExactSearchDoes() {
    ChargeBalance balance = new ChargeBalance(OxidationStates.builtIn());
    SplittableRandom random = new SplittableRandom(SEED);
    for (GenerationRequest.Rule rule : GenerationRequest.Rule.values()) {
      ChargeRule quick = new ChargeRule(rule, Optional.of(balance));
      for (int i = 0; i < 2000; i++) {
        Slots slots = drawn(random);
        Formula formula = STOICHIOMETRIES.formula(Stoichiometries.code(slots));
        assertThat(quick.holds(slots))
            .as("%s of %s, seed %d", rule, formula, SEED)
            .isEqualTo(rule.holds(formula, Optional.of(balance)));
      }
    }
  }

  @Test
  void theElementsThatFitAnOpenSlotAreThoseThatFulfilTheRule() {
    ChargeBalance balance = new ChargeBalance(OxidationStates.builtIn());
    SplittableRandom random = new SplittableRandom(SEED);
    ElementBits fitting = new ElementBits();
    for (GenerationRequest.Rule rule : GenerationRequest.Rule.values()) {
      ChargeRule quick = new ChargeRule(rule, Optional.of(balance));
      for (int i = 0; i < 200; i++) {
        Slots slots = drawn(random);
        int open = random.nextInt(slots.size);
        quick.fit(slots, open, fitting);
        for (Element element : Element.all()) {
          int held = slots.elements[open];
          slots.elements[open] = element.atomicNumber();
          assertThat(fitting.has(element.atomicNumber()))
              .as("%s, %s in slot %d, seed %d", rule, element, open, SEED)
              .isEqualTo(quick.holds(slots));
          slots.elements[open] = held;
        }
      }
    }
  }

  @Test
  void aSpentFormulaIsSpentFromEachOfItsSlotsAndNoOtherIs() {
    SplittableRandom random = new SplittableRandom(SEED);
    Rests rests = new Rests();
    CodeSet spent = new CodeSet();
    for (int i = 0; i < 20_000; i++) {
      Slots slots = drawn(random);
      spent.add(Stoichiometries.code(slots));
      rests.spend(slots);
    }
    Rests copy = rests.copy();
    ElementBits left = new ElementBits();
    for (int i = 0; i < 2000; i++) {
      Slots slots = drawn(random);
      int open = random.nextInt(slots.size);
      left.set(-1L, -1L);
      copy.remove(slots, open, left);
      for (Element element : Element.all()) {
        slots.elements[open] = element.atomicNumber();
        assertThat(left.has(element.atomicNumber()))
            .as("seed %d", SEED)
            .isNotEqualTo(spent.contains(Stoichiometries.code(slots)));
      }
    }
  }

  @Test
  void elementsAsBitsAreWalkedThroughInOrder() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 200; round++) {
      java.util.TreeSet<Integer> truth = new java.util.TreeSet<>();
      ElementBits bits = new ElementBits();
      for (int i = random.nextInt(40); i > 0; i--) {
        int element = random.nextInt(128);
        bits.add(element);
        truth.add(element);
      }
      java.util.List<Integer> walked = new java.util.ArrayList<>();
      for (int b = bits.next(0); b >= 0; b = bits.next(b + 1)) {
        walked.add(b);
      }
      assertThat(walked).as("seed %d", SEED).containsExactlyElementsOf(truth);
      truth.forEach(bits::remove);
      assertThat(bits.isEmpty()).isTrue();
    }
  }

  @Test
  void theSumsOfAllSubstitutesAreThoseOfTheSingleFormulas() {
    SplittableRandom random = new SplittableRandom(SEED);
    PairSums sums = new PairSums(STOICHIOMETRIES.size());
    for (int i = 0; i < 500; i++) {
      sums.move(drawn(random), (float) random.nextGaussian(), 1.0f);
    }
    float[] all = new float[PairSums.ROW];
    for (int i = 0; i < 200; i++) {
      Slots slots = drawn(random);
      int slot = random.nextInt(slots.size);
      sums.ofAll(slots, slot, all);
      int element = slots.elements[slot];
      assertThat((double) all[element])
          .as("seed %d", SEED)
          .isCloseTo(sums.of(slots), org.assertj.core.api.Assertions.within(1e-3));
    }
  }

  @Test
  void aSetOfNumbersHoldsWhatWasAddedAndNothingElse() {
    SplittableRandom random = new SplittableRandom(SEED);
    CodeSet codes = new CodeSet();
    Set<Long> truth = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      long code = random.nextLong(30_000);
      assertThat(codes.add(code)).as("seed %d", SEED).isEqualTo(truth.add(code));
    }
    assertThat(codes.size()).isEqualTo(truth.size());
    for (long code = 0; code < 30_000; code++) {
      assertThat(codes.contains(code)).isEqualTo(truth.contains(code));
    }
  }

  @Test
  void treesTellApartWhatOnlyAProductOfTwoNumbersTells() {
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] rows = new float[2000][3];
    for (int i = 0; i < rows.length; i++) {
      boolean first = i < rows.length / 2;
      float one = (float) random.nextDouble(0.1, 1.0) * (random.nextBoolean() ? 1 : -1);
      float two = (float) random.nextDouble(0.1, 1.0) * Math.signum(one) * (first ? 1 : -1);
      rows[i] = new float[] {one, two, (float) random.nextDouble()};
    }
    BoostedTrees trees = BoostedTrees.grow(rows, rows.length / 2, 40, SEED);
    int right = 0;
    for (int i = 0; i < rows.length; i++) {
      right += trees.score(rows[i]) > 0.0 == i < rows.length / 2 ? 1 : 0;
    }
    assertThat(right).as("seed %d", SEED).isGreaterThan(1950);
  }
}
