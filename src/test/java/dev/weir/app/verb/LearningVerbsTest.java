package dev.weir.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.app.Main;
import dev.weir.app.learning.Learners;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.learn.data.RunFile;
import dev.weir.learn.data.SyntheticRuns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir train} and {@code weir predict} as a stranger uses them. */
final class LearningVerbsTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void aTable() throws IOException {
    Files.writeString(folder.resolve("runs.csv"), RunFile.write(SyntheticRuns.make(3, 8)));
  }

  private int weir(String... arguments) {
    return Main.execute(new PrintWriter(err, true), arguments);
  }

  private int train(String learner) {
    return weir(
        "train",
        folder.resolve("runs.csv").toString(),
        "--learner",
        learner,
        "--data",
        folder.toString());
  }

  private JsonNode predicted(String monomer1, String monomer2, double feed) throws IOException {
    Path question = folder.resolve("question.yaml");
    Files.writeString(
        question,
        """
        monomer_1: %s
        monomer_2: %s
        feed_composition: %s mol/mol
        residence_time: 20 min
        temperature: 80 °C
        total_monomer: 2 mol/L
        initiator: 0.03 mol/L
        """
            .formatted(monomer1, monomer2, feed));
    Path answer = folder.resolve("answer.json");
    assertThat(
            weir(
                "predict",
                question.toString(),
                "--data",
                folder.toString(),
                "--json",
                answer.toString()))
        .as(err.toString())
        .isEqualTo(ExitCode.DONE);
    return new ObjectMapper().readTree(answer.toFile());
  }

  @Test
  void aStatisticalLearnerAnswersInTheNumberingOfTheQuestion() throws IOException {
    assertThat(train("PLS A+D")).isEqualTo(ExitCode.DONE);
    JsonNode one = predicted("St", "MMA", 0.25);
    JsonNode other = predicted("MMA", "St", 0.75);
    assertThat(one.get("kind").asText()).isEqualTo("PLS A+D");
    assertThat(one.get("with_analyser_noise").asBoolean()).isTrue();
    assertThat(other.get("conversion_mol_per_mol").asDouble())
        .isEqualTo(one.get("conversion_mol_per_mol").asDouble());
    assertThat(other.get("x2_mol_per_mol").asDouble())
        .isEqualTo(one.get("x1_mol_per_mol").asDouble());
    assertThat(other.get("copolymer_composition_mol_per_mol").asDouble())
        .isEqualTo(1.0 - one.get("copolymer_composition_mol_per_mol").asDouble());
  }

  @Test
  void whatTheGateLetsLiveIsJudgedOnTheSameRunsWhateverItsKind() throws IOException {
    assertThat(train("PLS A")).isEqualTo(ExitCode.DONE);
    assertThat(train(Learners.KINETIC)).isEqualTo(ExitCode.DONE);
    assertThat(new PredictorFolder(folder).registry().records()).hasSize(2);
    assertThat(predicted("St", "MMA", 0.5).get("predictor").asInt()).isEqualTo(2);
    assertThat(train("PLS A")).isEqualTo(ExitCode.DONE);
    assertThat(new PredictorFolder(folder).registry().records())
        .as("learnt before by the same learner")
        .hasSize(2);
  }

  @Test
  void anUnknownLearnerIsAnsweredWithTheNamesOfAll() {
    assertThat(train("XGBoost")).isEqualTo(ExitCode.BAD_DATA);
    assertThat(err.toString())
        .contains("no learner is named 'XGBoost'")
        .contains("NuSVR A+B")
        .contains("kinetics + GP");
  }

  @Test
  void pairsThatTheKineticPredictorCannotLearnAreLeftOutWithTheirNumber() throws IOException {
    String table = RunFile.write(SyntheticRuns.make(3, 8));
    String other = table.lines().toList().getLast().replaceFirst("MMA", "GMA");
    Files.writeString(folder.resolve("runs.csv"), table + other + "\n");
    assertThat(train(Learners.KINETIC)).as(err.toString()).isEqualTo(ExitCode.DONE);
    assertThat(new PredictorFolder(folder).registry().records().getFirst().origin())
        .endsWith("without 1 runs of pairs without MMA");
  }

  @Test
  void whatWasExpectedOfHeldOutRunsIsKeptForTheParityPlots() {
    assertThat(train("PLS A+D")).isEqualTo(ExitCode.DONE);
    PredictorFolder predictors = new PredictorFolder(folder);
    assertThat(predictors.heldOut(predictors.registry().records().getFirst()))
        .hasSize(5)
        .allSatisfy(
            target ->
                assertThat(target.points())
                    .hasSize(15)
                    .allSatisfy(point -> assertThat(point.side95()).isPositive()));
  }
}
