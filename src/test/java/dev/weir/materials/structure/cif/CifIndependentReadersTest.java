package dev.weir.materials.structure.cif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.materials.structure.symmetry.Spglib;
import dev.weir.materials.structure.symmetry.SpglibTest;
import dev.weir.materials.structure.template.StructureEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written CIF files are read by programs not written here: cell, atoms and space group. */
final class CifIndependentReadersTest {
  private static final int COUNT = 200;

  /** Reads files with gemmi: name, number of the group, number of atoms, cell. */
  private static final String GEMMI =
      """
      import gemmi, sys
      for name in sys.argv[1:]:
          s = gemmi.read_small_structure(name)
          g = s.find_spacegroup()
          print(name, g.number if g else 0, len(s.get_all_unit_cell_sites()), *s.cell.parameters)
      """;

  private static final Pattern BLOCK =
      Pattern.compile(
          "_cell_length_a (\\S+)\\s+_cell_length_b (\\S+)\\s+_cell_length_c (\\S+)\\s+"
              + "_cell_angle_alpha (\\S+)\\s+_cell_angle_beta (\\S+)\\s+_cell_angle_gamma (\\S+)");

  @TempDir private Path folder = Path.of(".");

  /** A written file: where it is, and what is in it. */
  private record Written(Path file, Spglib.Standard standard) {}

  private List<Written> write() throws IOException {
    Optional<Spglib> spglib = Spglib.load();
    if (spglib.isEmpty()) {
      System.out.println("skipped: spglib 2 (Debian libsymspg1) is not installed");
    }
    assumeTrue(spglib.isPresent());
    List<Written> files = new ArrayList<>();
    for (StructureEntry entry : SpglibTest.imported(139).subList(0, COUNT)) {
      Spglib.Standard standard =
          spglib.orElseThrow().standard(entry.structure(), 0.01).orElseThrow();
      Path file = folder.resolve("%03d.cif".formatted(files.size()));
      Files.writeString(file, CifWriter.conventional(entry.id(), standard));
      files.add(new Written(file, standard));
    }
    return files;
  }

  private List<String> run(List<String> command) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      if (process.exitValue() != 0) {
        System.out.println("skipped: " + String.join("; ", Files.readAllLines(log)));
        assumeTrue(false);
      }
    } catch (IOException notThere) {
      System.out.println("skipped: " + notThere.getMessage());
      assumeTrue(false);
    }
    return Files.readAllLines(log);
  }

  private static void assertSameCell(Written written, double[] cell) {
    double[] mine = written.standard.structure().lattice().parameters();
    for (int i = 0; i < 6; i++) {
      assertThat(cell[i]).isCloseTo(mine[i], Offset.offset(1e-4 * mine[i]));
    }
  }

  @Test
  void gemmiReadsTheSameCellAtomsAndSpaceGroup() throws IOException, InterruptedException {
    List<Written> files = write();
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-c", GEMMI));
    files.forEach(written -> command.add(written.file.toString()));
    List<String> lines = run(command);

    assertThat(lines).hasSize(COUNT);
    for (int i = 0; i < COUNT; i++) {
      String[] words = lines.get(i).split(" ");
      Spglib.Standard standard = files.get(i).standard;
      assertThat(Integer.parseInt(words[1])).isEqualTo(standard.group().number());
      assertThat(Integer.parseInt(words[2])).isEqualTo(standard.structure().sites().size());
      assertSameCell(
          files.get(i), Arrays.stream(words, 3, 9).mapToDouble(Double::parseDouble).toArray());
    }
  }

  @Test
  void openBabelReadsTheSameCellAndAtoms() throws IOException, InterruptedException {
    List<Written> files = write();
    List<String> command = new ArrayList<>(List.of("obabel", "-icif"));
    files.forEach(written -> command.add(written.file.toString()));
    command.addAll(List.of("-ocif", "--fillUC", "strict", "-O", "all.cif"));
    run(command);

    String[] blocks = Files.readString(folder.resolve("all.cif")).split("data_I");
    assertThat(blocks).hasSize(COUNT + 1);
    for (int i = 0; i < COUNT; i++) {
      Matcher cell = BLOCK.matcher(blocks[i + 1]);
      assertThat(cell.find()).isTrue();
      double[] numbers = new double[6];
      for (int k = 0; k < 6; k++) {
        numbers[k] = Double.parseDouble(cell.group(k + 1));
      }
      assertSameCell(files.get(i), numbers);
      long atoms =
          blocks[i + 1]
              .lines()
              .filter(line -> line.matches("    [A-Z][a-z]?\\d+ .* 1\\.000"))
              .count();
      assertThat(atoms).isEqualTo(files.get(i).standard.structure().sites().size());
    }
  }

  /** A Hall symbol names group and setting; Open Babel prints the one of its own table. */
  @Test
  void openBabelFindsTheSameSpaceGroup() throws IOException, InterruptedException {
    List<Written> files = write();
    List<String> command = new ArrayList<>(List.of("obabel", "-icif"));
    files.forEach(written -> command.add(written.file.toString()));
    command.addAll(List.of("-ocif", "-O", "groups.cif"));
    run(command);

    Pattern hall = Pattern.compile("_space_group_name_Hall '([^']*)'");
    String[] blocks = Files.readString(folder.resolve("groups.cif")).split("data_I");
    assertThat(blocks).hasSize(COUNT + 1);
    for (int i = 0; i < COUNT; i++) {
      Matcher found = hall.matcher(blocks[i + 1]);
      assertThat(found.find()).isTrue();
      assertThat(found.group(1)).isEqualTo(files.get(i).standard.group().hallSymbol());
    }
  }
}
