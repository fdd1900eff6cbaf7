package dev.weir.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.Attempt;
import dev.weir.jobs.AttemptProgress;
import dev.weir.jobs.RefusedJobException;
import dev.weir.time.SystemClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StructureJobTest {
  @TempDir private Path folder = Path.of(".");

  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @BeforeEach
  void writeFiles() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (List<String> salt :
        List.of(
            List.of("3.99", "Na", "Cl"), List.of("2.98", "Mg", "O"), List.of("4.03", "Ca", "S"))) {
      String edge = salt.getFirst();
      lines.append(
          """
          {"id":"%s","lattice":[%s,%s,%s,60,60,60],"species":[["%s",1],["%s",1]],\
          "frac":[0,0,0,0.5,0.5,0.5],"sg":225,"label":"salt"}
          """
              .formatted(salt.get(1), edge, edge, edge, salt.get(1), salt.get(2)));
    }
    Files.writeString(folder.resolve("templates.jsonl"), lines);
    Files.writeString(
        folder.resolve("formulas.csv"), "formula,energy\nKBr,1\nnonsense,2\nSrO,3\nBaS,4\n");
  }

  private Attempt attempt(int number, Map<String, String> more) throws IOException {
    SortedMap<String, String> arguments = new TreeMap<>(more);
    arguments.putIfAbsent("templates", folder.resolve("templates.jsonl").toString());
    arguments.putIfAbsent("formulas", folder.resolve("formulas.csv").toString());
    return ordered(number, arguments);
  }

  private Attempt ordered(int number, SortedMap<String, String> arguments) throws IOException {
    Path own = Files.createDirectories(folder.resolve("job").resolve(Integer.toString(number)));
    return new Attempt(
        "job",
        number,
        arguments,
        folder,
        own,
        new AttemptProgress(
            new PrintStream(progress, true, StandardCharsets.UTF_8), new SystemClock()));
  }

  @Test
  void everyFormulaIsAnsweredAndWhatIsNoneIsToldInOneLine()
      throws IOException, InterruptedException {
    Map<String, Object> result = StructureJob.perform(attempt(1, Map.of()));

    assertThat(result)
        .containsEntry("formulas", 4)
        .containsEntry("predicted", 3)
        .containsEntry("refused", 1)
        .containsEntry("templates", 3);
    assertThat((List<?>) result.get("shown")).isNotEmpty();
    assertThat(folder.resolve("job/1/cif/KBr-001.cif")).exists();
    assertThat(progress.toString(StandardCharsets.UTF_8)).contains("reads the templates");
  }

  @Test
  void withoutAFileTheFormulasThatWereGeneratedLastAreTaken()
      throws IOException, InterruptedException {
    Path generated = Files.createDirectories(folder.resolve("formulas"));
    Files.writeString(
        generated.resolve("candidates.jsonl"), "{\"formula\":\"KBr\"}\n{\"formula\":\"SrO\"}\n");

    Map<String, Object> result =
        StructureJob.perform(ordered(1, new TreeMap<>(Map.of("templates", "templates.jsonl"))));

    assertThat(result).containsEntry("formulas", 2).containsEntry("predicted", 2);
  }

  @Test
  void theNextAttemptGoesOnWhereTheLastOneEnded() throws IOException, InterruptedException {
    StructureJob.perform(attempt(1, Map.of()));
    Path results = folder.resolve("job/1/predictions.jsonl");
    List<String> lines = Files.readAllLines(results);
    Files.writeString(results, lines.get(0) + "\n" + lines.get(1).substring(0, 10));

    Map<String, Object> result = StructureJob.perform(attempt(2, Map.of()));

    assertThat(result).containsEntry("done_by_earlier_attempts", 1).containsEntry("predicted", 2);
    assertThat(Files.readAllLines(folder.resolve("job/2/predictions.jsonl"))).isEqualTo(lines);
  }

  @Test
  void partsShareTheFormulas() throws IOException, InterruptedException {
    Map<String, Object> second =
        StructureJob.perform(attempt(1, Map.of("part", "2", "parts", "2")));

    assertThat(second).containsEntry("formulas", 2).containsEntry("refused", 1);
  }

  @Test
  void ordersThatCannotBeDoneAreRefused() throws IOException {
    Attempt noFile = attempt(1, Map.of("templates", folder.resolve("none.jsonl").toString()));
    Attempt tooMany = attempt(1, Map.of("top", "101"));

    assertThatThrownBy(() -> StructureJob.perform(noFile))
        .isInstanceOf(RefusedJobException.class)
        .hasMessageContaining("none.jsonl");
    assertThatThrownBy(() -> StructureJob.perform(tooMany))
        .isInstanceOf(RefusedJobException.class)
        .hasMessageContaining("from 1 to 100, was 101");
  }
}
