package dev.weir.materials.structure.substitution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Crystals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
final class RelaxationTest {
  private static final CrystalStructure SALT = Crystals.rockSalt("Na", "Cl", 5.64);

  @TempDir private Path folder = Path.of(".");

  private Relaxation.Outcome relax(String script, Duration limit)
      throws IOException, InterruptedException {
    return new Relaxation(List.of("sh", "-c", script, "relax", "{in}", "{out}"), limit)
        .relax("salt", SALT, folder);
  }

  private String failure(String script) throws IOException, InterruptedException {
    return ((Relaxation.Outcome.Failed) relax(script, Duration.ofSeconds(20))).reason();
  }

  @Test
  void theStructureAndTheEnergyComeBack() throws IOException, InterruptedException {
    Relaxation.Outcome outcome =
        relax(
            "sed 's/5[.]640000/5.7/' $1 > $2; echo step 1; echo energy_ev_per_atom = -3.5",
            Duration.ofSeconds(20));

    Relaxation.Outcome.Relaxed relaxed = (Relaxation.Outcome.Relaxed) outcome;
    assertThat(relaxed.structure().lattice().length(0)).isEqualTo(5.7);
    assertThat(relaxed.energy()).hasValue(-3.5);
  }

  @Test
  void whateverGoesWrongIsOneLine() throws IOException, InterruptedException {
    assertThat(failure("exit 3")).contains("ended with 3");
    assertThat(failure("true")).contains("wrote no relaxed.cif");
    assertThat(failure("echo nonsense > $2")).contains("relaxed.cif");
    assertThat(failure("sed 's/ Na / K /; s/Na/K/' $1 > $2")).contains("not NaCl");
  }

  @Test
  void aCommandThatDoesNotEndIsKilled() throws IOException, InterruptedException {
    Relaxation.Outcome outcome = relax("while :; do :; done", Duration.ofMillis(200));

    assertThat(outcome).isInstanceOf(Relaxation.Outcome.Failed.class);
  }

  @Test
  void aCommandThatIsNotThereIsSaidToBeMissing() throws IOException, InterruptedException {
    Relaxation missing =
        new Relaxation(List.of("no-such-program-here", "{in}", "{out}"), Duration.ofSeconds(1));

    assertThat(missing.relax("salt", SALT, folder).toString()).contains("cannot be started");
    assertThatThrownBy(() -> new Relaxation(List.of("relax", "{in}"), Duration.ofSeconds(1)))
        .hasMessageContaining("{out}");
  }
}
