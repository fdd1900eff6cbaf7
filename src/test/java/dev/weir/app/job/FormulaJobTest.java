package dev.weir.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.Attempt;
import dev.weir.jobs.AttemptProgress;
import dev.weir.jobs.RefusedJobException;
import dev.weir.materials.data.DemonstrationTable;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.generate.FormulaJob;
import dev.weir.time.SystemClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FormulaJobTest {
  @TempDir private Path data = Path.of(".");

  private Attempt attempt(int number, Map<String, String> arguments) throws IOException {
    Path folder = Files.createDirectories(data.resolve("jobs/attempts/formulas-1/" + number));
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Attempt(
        "formulas-1",
        number,
        new TreeMap<>(arguments),
        data,
        folder,
        new AttemptProgress(out, new SystemClock()));
  }

  @Test
  void theDemonstrationTrainsOnceAndHandsNewFormulasOver() throws IOException {
    Map<String, String> arguments =
        Map.of(
            "formation-energy",
            "-2.0",
            "count",
            "8",
            "members",
            "1",
            "set-members",
            "0",
            "epochs",
            "30");
    Map<String, Object> first = FormulaJob.perform(attempt(1, arguments));
    assertThat(first).containsEntry("trained_anew", true).containsEntry("demonstration", true);
    List<String> lines =
        Files.readAllLines(data.resolve(FormulaJob.FOLDER).resolve(FormulaJob.CANDIDATES));
    assertThat(lines).isNotEmpty();
    assertThat(first).containsEntry("kept", lines.size());
    assertThat((List<?>) first.get("findings")).hasSize(lines.size());
    assertThat(lines.getFirst()).startsWith("{\"rank\":1,\"formula\":\"");
    List<Formula> known = DemonstrationTable.rows().stream().map(row -> row.formula()).toList();
    assertThat(lines)
        .allSatisfy(line -> assertThat(known).doesNotContain(Formula.parse(line.split("\"")[5])));

    Map<String, Object> second = FormulaJob.perform(attempt(2, arguments));
    assertThat(second).containsEntry("trained_anew", false);
    assertThat(second.get("ranked")).isEqualTo(first.get("ranked"));
  }

  @Test
  void aWrongArgumentIsRefusedForGood() throws IOException {
    Attempt without = attempt(1, Map.of());
    assertThatThrownBy(() -> FormulaJob.perform(without))
        .isInstanceOf(RefusedJobException.class)
        .hasMessageStartingWith("name formation-energy");
    Attempt unknown = attempt(2, Map.of("formation-energy", "-3", "elements", "O,Xx"));
    assertThatThrownBy(() -> FormulaJob.perform(unknown))
        .isInstanceOf(RefusedJobException.class)
        .hasMessage("elements: no element has the symbol Xx");
  }

  @Test
  void enthalpiesBecomeEnergiesPerAtom() {
    // NaCl: -411.1 kJ/mol for two atoms
    double energy =
        DemonstrationTable.rows().stream()
            .filter(row -> row.formula().equals(Formula.parse("NaCl")))
            .findFirst()
            .orElseThrow()
            .energy()
            .electronvoltsPerAtom();
    assertThat(energy).isBetween(-2.131, -2.130);
  }
}
