package dev.weir.materials.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.materials.data.DemonstrationTable;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.Formula;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdversarialTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void theTrainedNetworksDrawTheSameFormulasAfterTheirFile() throws IOException {
    List<Double> distances = new ArrayList<>();
    AdversarialNetwork network =
        new AdversarialTraining(
                ElementTable.builtIn(),
                20,
                3,
                (step, distance, knownError, generatedError) -> distances.add(distance))
            .train(DemonstrationTable.rows());
    assertThat(distances).hasSize(1).allMatch(Double::isFinite);
    network.write(folder.resolve("reference.bin"));
    AdversarialNetwork read = AdversarialNetwork.read(folder.resolve("reference.bin"));
    assertThat(read.steps()).isEqualTo(20);
    for (int seed = 0; seed < 20; seed++) {
      Optional<Formula> drawn = read.draw(-3.0, new SplittableRandom(seed));
      assertThat(drawn).isEqualTo(network.draw(-3.0, new SplittableRandom(seed)));
    }
  }

  @Test
  void hundredthsBecomeTheNearestSmallFormula() {
    assertThat(SmallWholeNumbers.nearest(Formula.parse("Ca20Ti20O60")))
        .isEqualTo(Formula.parse("CaTiO3"));
    assertThat(SmallWholeNumbers.nearest(Formula.parse("Fe41O59")))
        .isEqualTo(Formula.parse("Fe2O3"));
    assertThat(SmallWholeNumbers.nearest(Formula.parse("Fe100"))).isEqualTo(Formula.parse("Fe"));
  }
}
