package dev.weir.app.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.DataFolder;
import dev.weir.learn.data.RunFile;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.SyntheticRuns;
import dev.weir.learn.registry.PredictorRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingTest {
  private static final RunTable TABLE = SyntheticRuns.make(3, 4);

  @TempDir private Path folder;

  @Test
  void whatWasLearntOnceIsNotRecordedTwice() {
    PredictorFolder predictors = new PredictorFolder(folder);
    assertThat(new Training(predictors, Training.Order.kinetic(1), (_, _) -> {}).of(TABLE))
        .isInstanceOf(Training.Outcome.Trained.class);
    assertThat(new Training(predictors, Training.Order.kinetic(1), (_, _) -> {}).of(TABLE))
        .isInstanceOf(Training.Outcome.NothingNew.class);
    assertThat(predictors.registry().records()).hasSize(1);
    assertThat(predictors.registry().live().map(PredictorRecord::number)).hasValue(1);
  }

  @Test
  void tooFewRunsAreRefusedWithTheirNumber() {
    RunTable few = TABLE.choose(IntStream.range(0, 4).toArray());
    assertThatThrownBy(
            () ->
                new Training(new PredictorFolder(folder), Training.Order.kinetic(1), (_, _) -> {})
                    .of(few))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("there are 4 runs");
  }

  @Test
  void tablesOfTheLaboratoryAreLearntWithoutAJournal() throws IOException {
    Path lab = Files.createDirectories(folder.resolve(JournalRuns.LAB_RUNS));
    Files.writeString(lab.resolve("b.csv"), RunFile.write(TABLE));
    Files.writeString(lab.resolve("a.csv"), RunFile.write(SyntheticRuns.make(1, 5)));
    RunTable both = JournalRuns.read(DataFolder.of(folder)).orElseThrow();
    assertThat(both.size()).isEqualTo(TABLE.size() + 5);
    assertThat(both.origin()).startsWith("synthetic");
  }
}
