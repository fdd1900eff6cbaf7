package dev.weir.learn.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.SyntheticRuns;
import dev.weir.learn.features.FeatureSet;
import dev.weir.learn.features.MonomerFeatures;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.regress.Normal;
import dev.weir.learn.regress.RegressorKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ValidationTest {
  private static final RunTable TABLE = SyntheticRuns.make(6, 2);

  @Test
  void everyRunIsHeldOutOnce() {
    for (Split split : Split.values()) {
      int[] rows = split.folds(TABLE, 3).stream().flatMapToInt(Arrays::stream).sorted().toArray();
      assertThat(rows).hasSize(TABLE.size());
      assertThat(Arrays.stream(rows).distinct().count()).isEqualTo(TABLE.size());
    }
  }

  @Test
  void leavingAMonomerOutLeavesAllItsRunsOut() {
    for (int[] fold : Split.MEV.folds(TABLE, 3)) {
      Set<SpeciesName> monomers =
          Arrays.stream(fold)
              .mapToObj(row -> TABLE.runs().get(row).monomer1())
              .collect(Collectors.toSet());
      assertThat(monomers).hasSize(1);
      assertThat(fold).hasSize(6);
    }
  }

  @Test
  void scoresAreThoseOfTheirDefinitions() {
    Score score =
        Score.of(
            List.of(new Normal(1.0, 0.1), new Normal(2.0, 0.1), new Normal(4.0, 0.1)),
            List.of(1.0, 2.0, 3.0));
    assertThat(score.r2()).isCloseTo(0.5, within(1e-12));
    assertThat(score.rmse()).isCloseTo(Math.sqrt(1.0 / 3.0), within(1e-12));
    assertThat(score.mae()).isCloseTo(1.0 / 3.0, within(1e-12));
    assertThat(score.coverage95()).isCloseTo(2.0 / 3.0, within(1e-12));
  }

  @Test
  void aLearnerThatIsToldTheMonomerBeatsOneThatIsNot() {
    MonomerFeatures features =
        MonomerFeatures.of(
            TABLE.runs().stream().map(run -> run.monomer1()).toList(),
            QuantumTable.SHIPPED,
            Map.of());
    double without = conversionRmse(FeatureSet.A, features);
    double with = conversionRmse(FeatureSet.A_D, features);
    assertThat(with).isLessThan(without);
  }

  private static double conversionRmse(FeatureSet set, MonomerFeatures features) {
    Learner learner = new StatisticalLearner(RegressorKind.PARTIAL_LEAST_SQUARES, set, features);
    Score score = Validation.of(learner, TABLE, Split.DCV, 1).scores().get(Target.CONVERSION);
    return Objects.requireNonNull(score).rmse();
  }
}
