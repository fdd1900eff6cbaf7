package dev.weir.materials.structure.substitution;

import dev.weir.materials.structure.cif.CifReader;
import dev.weir.materials.structure.cif.CifWriter;
import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.CrystalStructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a program that the user has relax a structure. The contract: the command is started in an
 * empty folder with {@code {in}} and {@code {out}} replaced by the names of two CIF files; it reads
 * the first (P 1, every atom), writes the second and ends with 0. A line {@code energy_ev_per_atom
 * = NUMBER} on its output is taken as the energy. Whatever else it writes stays in the folder.
 *
 * @param command the program and its arguments
 * @param limit after which it is killed
 */
public record Relaxation(List<String> command, Duration limit) {
  private static final String INPUT = "input.cif";
  private static final String OUTPUT = "relaxed.cif";
  private static final String LOG = "log.txt";
  private static final long LARGEST_FILE = 16L << 20;
  private static final Pattern ENERGY =
      Pattern.compile("^energy_ev_per_atom\\s*=\\s*([-+0-9.eE]+)\\s*$", Pattern.MULTILINE);

  /** Rejects a command without a program, and one that names neither file. */
  public Relaxation {
    command = List.copyOf(command);
    if (command.isEmpty() || !limit.isPositive()) {
      throw new CrystalException("a relaxation needs a command and a time limit above 0 s");
    }
    for (String name : List.of("{in}", "{out}")) {
      if (command.stream().noneMatch(word -> word.contains(name))) {
        throw new CrystalException("the relaxation command must name " + name);
      }
    }
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * The command gave a structure of the same formula back.
     *
     * @param energy in eV per atom, where it told one
     */
    record Relaxed(CrystalStructure structure, OptionalDouble energy) implements Outcome {}

    /**
     * It did not.
     *
     * @param reason one line
     */
    record Failed(String reason) implements Outcome {}
  }

  /**
   * Relaxes a structure.
   *
   * @param folder empty, for the files
   * @throws IOException when the files cannot be written
   * @throws InterruptedException when interrupted; the command is then killed
   */
  public Outcome relax(String name, CrystalStructure structure, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(INPUT), CifWriter.everyAtom(name, structure));
    List<String> words =
        command.stream().map(word -> word.replace("{in}", INPUT).replace("{out}", OUTPUT)).toList();
    Process process;
    try {
      process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(LOG).toFile())
              .start();
    } catch (IOException notThere) {
      return new Outcome.Failed("the command cannot be started: " + notThere.getMessage());
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Outcome.Failed("not done after %d s".formatted(limit.toSeconds()));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      return new Outcome.Failed(
          "the command ended with %d; see %s".formatted(process.exitValue(), LOG));
    }
    return read(structure, folder);
  }

  private static Outcome read(CrystalStructure given, Path folder) throws IOException {
    Path file = folder.resolve(OUTPUT);
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
      return new Outcome.Failed("the command wrote no %s of at most 16 MiB".formatted(OUTPUT));
    }
    try {
      CrystalStructure relaxed = CifReader.read(Files.readString(file));
      if (!relaxed.formula().equals(given.formula())) {
        return new Outcome.Failed(
            "%s holds %s, not %s".formatted(OUTPUT, relaxed.formula(), given.formula()));
      }
      return new Outcome.Relaxed(relaxed, energy(folder.resolve(LOG)));
    } catch (CrystalException fault) {
      return new Outcome.Failed("%s: %s".formatted(OUTPUT, fault.getMessage()));
    }
  }

  private static OptionalDouble energy(Path log) throws IOException {
    if (Files.size(log) > LARGEST_FILE) {
      return OptionalDouble.empty();
    }
    OptionalDouble last = OptionalDouble.empty();
    Matcher matcher = ENERGY.matcher(Files.readString(log));
    while (matcher.find()) {
      try {
        last = OptionalDouble.of(Double.parseDouble(matcher.group(1)));
      } catch (NumberFormatException _) {
        // what looks like a number and is none tells no energy
        last = OptionalDouble.empty();
      }
    }
    return last;
  }
}
