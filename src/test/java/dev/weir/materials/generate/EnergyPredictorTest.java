package dev.weir.materials.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.materials.data.FormationEnergy;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.Formula;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnergyPredictorTest {
  private static final long SEED = 11;
  private static final TrainingPlan SMALL = new TrainingPlan(List.of(24), 12, 2, 0, 1e-2);

  @TempDir private Path folder = Path.of(".");

  /** Binary formulas whose energy falls with the gap in electronegativity. */
  private static List<KnownFormula> ionicRows(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Element> elements =
        Element.all().stream()
            .filter(e -> e.atomicNumber() <= 56 && e.electronegativity().isPresent())
            .toList();
    Map<Formula, KnownFormula> rows = new TreeMap<>();
    while (rows.size() < count) {
      Element a = elements.get(random.nextInt(elements.size()));
      Element b = elements.get(random.nextInt(elements.size()));
      if (!a.equals(b)) {
        int n = 1 + random.nextInt(3);
        Formula formula = Formula.of(Map.of(a, 1, b, n)).reduced();
        double gap = a.electronegativity().orElseThrow() - b.electronegativity().orElseThrow();
        rows.put(
            formula, new KnownFormula(formula, new FormationEnergy(-gap * gap * n / (1.0 + n))));
      }
    }
    return new ArrayList<>(rows.values());
  }

  @Test
  void aTrainedPredictorKnowsUnseenFormulasAndSurvivesItsFile() throws IOException {
    List<KnownFormula> rows = ionicRows(1500);
    List<KnownFormula> apart =
        rows.stream().filter(row -> HoldOut.tenth(row.formula()) == 0).toList();
    List<KnownFormula> teaching =
        rows.stream().filter(row -> HoldOut.tenth(row.formula()) != 0).toList();
    EnergyPredictor predictor =
        new EnergyTraining(
                ElementTable.builtIn(), SMALL, SEED, TrainingProgress.SILENT, MemberStore.NONE)
            .train(teaching);
    EnergyScore score = EnergyScore.of(predictor, apart);
    assertThat(score.determination()).as("seed %d, %s", SEED, score).isGreaterThan(0.8);
    assertThat(score.coverage()).as("seed %d, %s", SEED, score).isBetween(0.85, 1.0);

    Path file = folder.resolve("predictor.bin");
    predictor.write(file);
    assertThat(EnergyScore.of(EnergyPredictor.read(file), apart)).isEqualTo(score);
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    Path file = folder.resolve("other.bin");
    Files.writeString(file, "formula,target");
    assertThatThrownBy(() -> EnergyPredictor.read(file))
        .hasMessageEndingWith("other.bin is no formation-energy predictor");
  }

  @Test
  void tooFewRowsAreRefused() {
    EnergyTraining training =
        new EnergyTraining(
            ElementTable.builtIn(), SMALL, SEED, TrainingProgress.SILENT, MemberStore.NONE);
    assertThatThrownBy(() -> training.train(ionicRows(20)))
        .hasMessageStartingWith("a training needs 50 rows");
  }

  @Test
  void theHoldOutIsTheSameForEveryWritingOfAFormula() {
    assertThat(HoldOut.tenth(Formula.parse("TlAgTe2")))
        .isEqualTo(HoldOut.tenth(Formula.parse("Ag2Te4Tl2")));
  }

  @Test
  void aNetworkMultipliesAddsAndRectifies() {
    DenseNetwork network =
        new DenseNetwork(
            List.of(
                new DenseNetwork.Layer(
                    new float[][] {{1.0f, -1.0f}, {2.0f, 0.0f}}, new float[] {0.5f, 0.0f}),
                new DenseNetwork.Layer(new float[][] {{2.0f}, {3.0f}}, new float[] {-1.0f})));
    // hidden: max(0, 1 + 2 + 0.5) = 3.5 and max(0, -1) = 0; output: 2 x 3.5 - 1 = 6
    assertThat(network.evaluate(new float[] {1.0f, 1.0f})[0]).isCloseTo(6.0f, within(1e-6f));
  }
}
