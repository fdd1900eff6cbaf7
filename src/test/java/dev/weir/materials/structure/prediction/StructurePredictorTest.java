package dev.weir.materials.structure.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Crystals;
import dev.weir.materials.structure.matching.StructureMatcher;
import dev.weir.materials.structure.ranking.CandidateRanker;
import dev.weir.materials.structure.substitution.BondLengths;
import dev.weir.materials.structure.substitution.ElementAssignment;
import dev.weir.materials.structure.substitution.SwapLogOdds;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class StructurePredictorTest {
  private static final TemplateLibrary LIBRARY = library();

  private static TemplateLibrary library() {
    List<StructureEntry> entries = new ArrayList<>();
    for (String[] salt :
        new String[][] {
          {"Na", "Cl", "5.64"},
          {"K", "Br", "6.60"},
          {"Mg", "O", "4.21"},
          {"Ca", "O", "4.81"},
          {"Ca", "S", "5.69"},
          {"Li", "F", "4.03"}
        }) {
      entries.add(
          entry(Crystals.rockSalt(salt[0], salt[1], Double.parseDouble(salt[2])), 225, "salt"));
    }
    for (String[] cube :
        new String[][] {
          {"Sr", "Ti", "O", "3.91"}, {"Ba", "Zr", "O", "4.19"}, {"K", "Mg", "F", "3.99"}
        }) {
      entries.add(
          entry(
              Crystals.perovskite(cube[0], cube[1], cube[2], Double.parseDouble(cube[3])),
              221,
              "perovskite"));
    }
    entries.add(entry(Crystals.wurtzite(), 186, "wurtzite"));
    return new TemplateLibrary(entries);
  }

  private static StructureEntry entry(CrystalStructure structure, int group, String prototype) {
    return new StructureEntry(
        structure,
        new StructureEntry.Source(
            "known " + structure.formula(), OptionalInt.of(group), prototype, "", Map.of()));
  }

  private static StructurePredictor predictor(TemplateLibrary library) {
    return new StructurePredictor(
        library, new Descriptors(ElementTable.builtIn()), CandidateRanker.VOTES);
  }

  private static Prediction.Ranked ranked(TemplateLibrary library, String formula) {
    return (Prediction.Ranked) predictor(library).predict(Formula.parse(formula), 10);
  }

  @Test
  void bariumTitanateIsAPerovskiteWithTheLargeIonOutside() {
    Prediction.Candidate first = ranked(LIBRARY, "BaTiO3").candidates().getFirst();

    assertThat(first.spaceGroup()).hasValue(221);
    assertThat(
            StructureMatcher.USUAL.matches(
                first.structure(), Crystals.perovskite("Ba", "Ti", "O", 4.0)))
        .isTrue();
  }

  @Test
  void theCandidatesAreDistinctAndTheirProbabilitiesSumToOne() {
    List<Prediction.Candidate> candidates = ranked(LIBRARY, "NaBr").candidates();

    assertThat(candidates).hasSize(2);
    assertThat(candidates.getFirst().prototype()).isEqualTo("salt");
    assertThat(candidates.stream().mapToDouble(Prediction.Candidate::probability).sum())
        .isCloseTo(1.0, Offset.offset(1e-9));
  }

  @Test
  void theVolumeLiesBetweenThoseOfItsNeighbours() {
    CrystalStructure salt = ranked(LIBRARY, "NaBr").candidates().getFirst().structure();

    assertThat(salt.lattice().volume() / salt.sites().size())
        .isBetween(Math.pow(5.0, 3) / 8, Math.pow(7.0, 3) / 8);
  }

  @Test
  void aRatioWithoutTemplateNamesTheNearestRatios() {
    Prediction prediction = predictor(LIBRARY).predict(Formula.parse("AlF3"), 10);

    assertThat(prediction).isInstanceOf(Prediction.NoTemplate.class);
    Prediction.NoTemplate none = (Prediction.NoTemplate) prediction;
    assertThat(none.reason()).contains("1:3");
    assertThat(none.nearest())
        .extracting(TemplateLibrary.NearRatio::ratio)
        .containsExactly(List.of(1, 1));
  }

  @Test
  void twoElementsOfATemplateMayBecomeOne() {
    Prediction.Candidate oxide = ranked(LIBRARY, "Al2O3").candidates().getFirst();

    assertThat(oxide.prototype()).isEqualTo("perovskite merged");
    assertThat(oxide.spaceGroup()).isEmpty();
    assertThat(oxide.structure().formula()).isEqualTo(Formula.parse("Al2O3"));
  }

  @Test
  void aFormulaTakenFromTheLibraryIsNotUsedForItself() {
    TemplateLibrary without = LIBRARY.without(Set.of(Formula.parse("SrTiO3")));

    assertThat(ranked(without, "SrTiO3").candidates())
        .noneMatch(candidate -> candidate.templateFormula().equals(Formula.parse("SrTiO3")));
  }

  @Test
  void theAskedFormulaMayBeAMultipleOfTheReducedOne() {
    assertThat(ranked(LIBRARY, "Na4Br4")).isEqualTo(ranked(LIBRARY, "NaBr"));
  }

  @Test
  void manyEqualCoefficientsAreAssignedWithoutTryingEveryOrder() {
    assertThat(ElementAssignment.orders(List.of(1, 1, 3))).hasSize(2);
    assertThat(ElementAssignment.orders(List.of(1, 1, 1, 1))).hasSize(24);
    assertThat(ElementAssignment.orders(List.of(1, 1, 1, 1, 1))).isEmpty();
    assertThat(
            ElementAssignment.best(
                List.of(1, 1), new int[] {11, 17}, new int[] {9, 19}, SwapLogOdds.of(LIBRARY)))
        .containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void swapsSeenInTheLibraryBeatThoseNeverSeen() {
    SwapLogOdds odds = SwapLogOdds.of(LIBRARY);

    assertThat(odds.at(11, 19)).isGreaterThan(odds.at(11, 8));
    assertThat(odds.at(11, 19)).isEqualTo(odds.at(19, 11));
  }

  @Test
  void atomsOnTopOfEachOtherAreNotSound() {
    assertThat(BondLengths.areSound(Crystals.rockSalt("Na", "Cl", 5.64))).isTrue();
    assertThat(BondLengths.areSound(Crystals.rockSalt("Na", "Cl", 2.0))).isFalse();
    assertThat(
            BondLengths.areSound(
                Crystals.of(new double[] {5, 5, 5, 90, 90, 90}, "Na", 0, 0, 0, "Cl", 0.1, 0, 0)))
        .isFalse();
  }

  @Test
  void aScoreCountsHitsAtTheirRank() {
    PredictionScore score = new PredictionScore(StructureMatcher.USUAL);
    StructureEntry truth = entry(Crystals.rockSalt("Na", "Br", 5.97), 225, "salt");

    PredictionScore.Verdict verdict = score.add(truth, ranked(LIBRARY, "NaBr"));
    score.add(entry(Crystals.sphalerite(), 216, "sphalerite"), ranked(LIBRARY, "ZnO"));

    assertThat(verdict.matchRank()).hasValue(1);
    assertThat(verdict.spaceGroupRank()).hasValue(1);
    assertThat(score.matchHits()).containsExactly(0.5, 0.5, 0.5);
    assertThat(score.medianVolumeError().orElseThrow()).isLessThan(0.2);
  }
}
