package dev.weir.materials.structure.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Crystals;
import dev.weir.materials.structure.ranking.CandidateRanker;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StructureBatchTest {
  @TempDir private Path folder = Path.of(".");

  private static StructureBatch batch(int threads) {
    List<StructureEntry> entries = new ArrayList<>();
    for (String[] salt :
        new String[][] {{"Na", "Cl", "5.64"}, {"Mg", "O", "4.21"}, {"Ca", "S", "5.69"}}) {
      CrystalStructure structure = Crystals.rockSalt(salt[0], salt[1], Double.parseDouble(salt[2]));
      entries.add(
          new StructureEntry(
              structure,
              new StructureEntry.Source(salt[0], OptionalInt.of(225), "salt", "", Map.of())));
    }
    return new StructureBatch(
        new StructurePredictor(
            new TemplateLibrary(entries),
            new Descriptors(ElementTable.builtIn()),
            CandidateRanker.VOTES),
        3,
        threads);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve(StructureBatch.RESULTS));
  }

  private StructureBatch.Summary run(int threads, List<String> formulas, int goesOnUntil)
      throws IOException, InterruptedException {
    return batch(threads).run(formulas, folder, ranked -> {}, (done, total) -> done < goesOnUntil);
  }

  @Test
  void whatIsNoFormulaGetsOneLineAndTheRestGoesOn() throws IOException, InterruptedException {
    List<String> asked =
        List.of("KBr", "Xx2O", "NaCl(", "", "Al2O3", "C1001H", "BaO", "Na0", "12", "KBr");

    StructureBatch.Summary summary = run(1, asked, Integer.MAX_VALUE);

    assertThat(summary).isEqualTo(new StructureBatch.Summary(9, 0, 2, 1, 6, true));
    assertThat(lines()).hasSize(9);
    assertThat(Files.readAllLines(folder.resolve(StructureBatch.TABLE)))
        .hasSize(1 + 9)
        .anyMatch(line -> line.startsWith("KBr,BrK,1,") || line.startsWith("KBr,KBr,1,"))
        .anyMatch(line -> line.startsWith("Xx2O,,") && line.contains("Xx"));
    assertThat(lines().get(1)).startsWith("{\"asked\":\"Xx2O\",\"refused\":\"").contains("Xx");
    assertThat(lines().get(4)).contains("nearest_ratios").contains("2:3");
    assertThat(lines().get(5)).contains("at most 1000");
  }

  @Test
  void aBatchThatWasBrokenOffGoesOnBehindItsLastWholeLine()
      throws IOException, InterruptedException {
    List<String> asked =
        IntStream.range(0, 100).mapToObj(i -> "K%dBr%d".formatted(i + 1, i + 1)).toList();
    assertThat(run(1, asked, 32).finished()).isFalse();
    assertThat(lines()).hasSize(32);
    Files.writeString(
        folder.resolve(StructureBatch.RESULTS), "{\"asked\":\"K33B", StandardOpenOption.APPEND);

    StructureBatch.Summary rest = run(1, asked, Integer.MAX_VALUE);

    assertThat(rest).isEqualTo(new StructureBatch.Summary(100, 32, 68, 0, 0, true));
    assertThat(lines()).hasSize(100);
    assertThat(lines().get(32)).startsWith("{\"asked\":\"K33Br33\"");
  }

  @Test
  void theNumberOfThreadsDoesNotChangeTheResults() throws IOException, InterruptedException {
    List<String> asked = IntStream.range(1, 70).mapToObj(i -> "Sr%dO%d".formatted(i, i)).toList();
    run(1, asked, Integer.MAX_VALUE);
    List<String> one = lines();
    Files.delete(folder.resolve(StructureBatch.RESULTS));

    run(3, asked, Integer.MAX_VALUE);

    assertThat(lines()).isEqualTo(one);
  }

  @Test
  void resultsThatAreSomethingElseAreNotWrittenOver() throws IOException {
    Files.writeString(folder.resolve(StructureBatch.RESULTS), "my shopping list\n");

    assertThatThrownBy(() -> run(1, List.of("KBr"), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void thePageHoldsTheStructuresAndNoScriptOfTheirs() {
    StructureAnswer answer = batch(1).answer("KBr");
    Prediction.Ranked ranked =
        (Prediction.Ranked) ((StructureAnswer.Predicted) answer).prediction();

    String page = StructurePage.of(List.of(ranked));

    assertThat(page).contains("\"formula\":\"KBr\"").contains("\"species\":[").contains("hsl(");
    assertThat(page).doesNotContain("http").doesNotContain("/*STRUCTURES*/");
  }
}
