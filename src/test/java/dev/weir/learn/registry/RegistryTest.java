package dev.weir.learn.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.learn.registry.Gate.Verdict.Passed;
import dev.weir.learn.registry.Gate.Verdict.Refused;
import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Split;
import dev.weir.learn.validation.Target;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RegistryTest {
  @Test
  void aCalibratedFirstPredictorGoesLive() {
    assertThat(Gate.DEFAULT.judge(record(1, 0.02, 0.95), Optional.empty())).isEqualTo(new Passed());
  }

  @Test
  void aWorseOneIsRefusedWithBothErrors() {
    Gate.Verdict verdict =
        Gate.DEFAULT.judge(record(2, 0.03, 0.95), Optional.of(record(1, 0.02, 0.95)));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reasons())
                    .allSatisfy(
                        reason -> assertThat(reason).contains("0.0300").contains("0.0200")));
  }

  @Test
  void anOverconfidentOneIsRefused() {
    assertThat(Gate.DEFAULT.judge(record(1, 0.02, 0.7), Optional.empty()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void rollingBackBringsTheEarlierOneBack() {
    Registry registry =
        Registry.EMPTY
            .with(record(1, 0.02, 0.95), new Passed())
            .with(record(2, 0.02, 0.95), new Passed());
    assertThat(registry.live().orElseThrow().number()).isEqualTo(2);
    Registry back = registry.rolledBack().orElseThrow();
    assertThat(back.live().orElseThrow().number()).isEqualTo(1);
    assertThat(back.rolledBack()).isEmpty();
    assertThat(back.records()).hasSize(2);
  }

  private static PredictorRecord record(int number, double rmse, double coverage) {
    Score score = new Score(0.9, rmse, rmse, coverage, 50);
    return new PredictorRecord(
        number,
        "kinetics + GP",
        "00",
        50,
        "synthetic",
        1,
        "test",
        Split.DCV,
        Map.of(Target.CONVERSION, score, Target.COMPOSITION_FROM_CONVERSIONS, score));
  }
}
