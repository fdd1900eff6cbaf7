package dev.weir.app.laboratory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.app.Main;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.Hashes;
import dev.weir.app.terminal.WeirHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole campaigns in virtual time, through the command line: plant, wire protocols, control,
 * journal.
 */
final class VirtualCampaignTest {
  private static final int RUNS = 3;

  @TempDir private Path folder;
  private Path campaign;

  @BeforeEach
  void aShortCampaign() throws IOException {
    String whole = Files.readString(WeirHome.find(Path.of("config/campaigns/styrene-mma.yaml")));
    campaign =
        Files.writeString(
            folder.resolve("short.yaml"),
            whole
                .replace("budget_runs: 40", "budget_runs: " + RUNS)
                .replace("initial_design_runs: 3", "initial_design_runs: 2"));
  }

  @Test
  void theSameSeedWritesTheSameJournalByteForByteAndAnotherSeedAnother() throws IOException {
    simulate(1, "first");
    simulate(1, "second");
    simulate(2, "third");
    assertThat(journal("second")).containsExactlyElementsOf(journal("first"));
    assertThat(journal("third")).isNotEqualTo(journal("first"));
  }

  @Test
  void everyRunIsReportedWithConditionsConversionsAndProofOfSteadyState() throws IOException {
    simulate(1, "data");
    JsonNode report = new ObjectMapper().readTree(folder.resolve("data.json").toFile());
    assertThat(report.get("accepted_runs").asInt()).isEqualTo(RUNS);
    assertThat(report.get("runs")).hasSize(RUNS);
    double best = Double.POSITIVE_INFINITY;
    for (JsonNode run : report.get("runs")) {
      assertThat(run.get("steady_state_proven").asBoolean()).isTrue();
      assertThat(run.get("steady_state_washout_mol_per_mol").asDouble()).isBetween(0.98, 1.0);
      assertThat(run.get("conversion_1_mol_per_mol").asDouble()).isBetween(0.05, 1.0);
      assertThat(run.get("used_initiator_mL").asDouble()).isPositive();
      assertThat(run.get("achieved_residence_time_s").asDouble())
          .isCloseTo(run.get("requested_residence_time_s").asDouble(), withinPercentage(2.0));
      best = Math.min(best, run.get("loss_mol_per_mol").asDouble());
      assertThat(run.get("best_so_far_loss_mol_per_mol").asDouble()).isEqualTo(best);
    }
  }

  @Test
  void aFolderThatHoldsAJournalIsNotWrittenOver() {
    simulate(1, "data");
    assertThat(execute(1, "data")).isEqualTo(ExitCode.BAD_DATA);
  }

  private void simulate(long seed, String data) {
    assertThat(execute(seed, data)).as("exit code of seed %d", seed).isEqualTo(ExitCode.DONE);
  }

  private int execute(long seed, String data) {
    return Main.execute(
        "simulate",
        campaign.toString(),
        "--seed",
        Long.toString(seed),
        "--data",
        folder.resolve(data).toString(),
        "--json",
        folder.resolve(data + ".json").toString());
  }

  private List<String> journal(String data) throws IOException {
    List<String> hashes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve(data).resolve("journal"))) {
      for (Path file : files.sorted().toList()) {
        hashes.add(file.getFileName() + " " + Hashes.sha256(file));
      }
    }
    return hashes;
  }
}
