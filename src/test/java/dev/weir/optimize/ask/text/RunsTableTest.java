package dev.weir.optimize.ask.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.optimize.ask.Told;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunsTableTest {
  private static final String PROBLEM =
      """
      variables:
        - {name: t, unit: °C, low: 20, high: 100}
        - {name: f, low: 0, high: 1}
      outputs: [{name: X1, unit: '%'}, {name: X2, noise: 0.1}]
      objectives:
        - {name: yield, formula: X1 * X2, goal: maximise}
      """;

  private static RunsTable read(String problem, String... lines) {
    return RunsTable.parse(
        "runs.csv", List.of(lines), ProblemText.parse("space.yaml", problem), Integer.MAX_VALUE);
  }

  @Test
  void decimalCommasAreReadWhereColumnsAreSeparatedBySemicolons() {
    RunsTable table = read(PROBLEM, "\uFEFFt;f;X1;X2\r", "20,5;0,25;1;2,5e-1\r", "\r");
    assertThat(table.runs().getFirst().values()).containsExactly(20.5, 0.25);
    assertThat(table.runs().getFirst().outputs()).containsExactly(1.0, 0.25);
    assertThatThrownBy(() -> read(PROBLEM, "t,f,X1,X2", "20,5,0,25,1,2"))
        .hasMessageContaining("runs.csv:2")
        .hasMessageContaining("decimal commas");
  }

  @Test
  void aColumnInAnotherUnitIsRefused() {
    assertThat(read(PROBLEM, "t [degC],f,X1 (%),X2", "20,0.5,1,2").runs()).hasSize(1);
    assertThatThrownBy(() -> read(PROBLEM, "t [K],f,X1,X2", "300,0.5,1,2"))
        .hasMessage("runs.csv: column 't' is in K, the problem has it in °C");
  }

  @Test
  void anOutputWithoutAColumnIsRefusedUnlessNothingWasMeasured() {
    assertThatThrownBy(() -> read(PROBLEM, "t,f,X1", "20,0.5,1"))
        .hasMessageContaining("no column 'X2', which 'yield' is computed from");
    assertThatThrownBy(() -> read(PROBLEM, "t,f", "20,0.5")).hasMessageContaining("no column 'X1'");
    assertThat(read(PROBLEM, "t,f,status", "20,0.5,pending", "30,0.5,failed").runs())
        .extracting(Told::state)
        .containsExactly(Told.State.PENDING, Told.State.FAILED);
    assertThat(read(PROBLEM, "t,f").runs()).isEmpty();
  }

  @Test
  void theObjectiveItselfIsReadWhereItsOutputsHaveNoColumn() {
    RunsTable table = read(PROBLEM, "t,f,X2,yield", "20,0.5,0.3,0.9");
    assertThat(table.problem().outputs()).extracting("name").containsExactly("X2", "yield");
    assertThat(table.runs().getFirst().outputs()).containsExactly(0.3, 0.9);
    double[] named = {20, 0.5, 0.3, 0.9};
    assertThat(table.problem().goals().getFirst().loss(named)).isEqualTo(-0.9);
  }

  @Test
  void columnsTwiceOddNumbersAndMissingVariablesAreRefused() {
    assertThatThrownBy(() -> read(PROBLEM, "t,f,f,X1,X2", "1,1,1,1,1"))
        .hasMessageContaining("'f' appears twice");
    for (String odd : List.of("0x1p3", "1d", "1,5", "Infinity", "1e999", "12 °C")) {
      assertThatThrownBy(() -> read(PROBLEM, "t\tf\tX1\tX2", odd + "\t0.5\t1\t2"))
          .as(odd)
          .hasMessageContaining("runs.csv:2: t [°C]");
    }
    assertThatThrownBy(() -> read(PROBLEM, "T,f,X1,X2", "20,0.5,1,2"))
        .hasMessageContaining("no column 't'");
  }

  @Test
  void whatWasNotMeasuredMayBeWrittenInManyWays() {
    RunsTable table = read(PROBLEM, "t,f,X1,X2", "20,0.5,NA,1", "20,0.6,,", "20,0.7,nan,nan");
    assertThat(table.runs())
        .extracting(Told::state)
        .containsExactly(Told.State.MEASURED, Told.State.PENDING, Told.State.FAILED);
  }
}
