package dev.weir.learn.features;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orbital energies by the installed programs: a geometry by Open Babel ({@code obabel --gen3d}),
 * optimised and analysed by {@code xtb} with GFN2 (Bannwarth, Ehlert and Grimme, J. Chem. Theory
 * Comput. 15 (2019) 1652). What was computed is kept in a folder and not computed again. They are
 * not on the scale of the shipped table, so one table must not mix the two. Any thread, one
 * computation at a time in a folder.
 */
public final class XtbProgram {
  private static final long MOST_MINUTES = 20;
  private static final Pattern ORBITAL =
      Pattern.compile("\\s*\\d+\\s+(?:[0-9.]+\\s+)?(-?[0-9.]+)\\s+-?[0-9.]+\\s+\\((HOMO|LUMO)\\)");
  private static final Pattern VERSION =
      Pattern.compile("(?i)(?:xtb version|Open Babel)\\s+(\\S+)");
  private static final String ASK_FOR_PACKAGES = "install the Debian packages xtb and openbabel";

  private final Path folder;

  /** Creates one that keeps what it computes below a folder, which is made when needed. */
  public XtbProgram(Path folder) {
    this.folder = folder;
  }

  /** How many electrons have no partner. */
  enum Spin {
    /** The monomer. */
    CLOSED_SHELL(0),
    /** Its chain-end radical. */
    RADICAL(1);

    private final int unpaired;

    Spin(int unpaired) {
      this.unpaired = unpaired;
    }
  }

  /**
   * Frontier orbitals of a molecule.
   *
   * @param highest energy of the highest occupied one, in hartree; of a radical the singly occupied
   * @param lowest energy of the lowest empty one, in hartree
   * @param origin programs with their versions
   */
  public record Orbitals(double highest, double lowest, String origin) {}

  /**
   * Returns the orbitals of a monomer.
   *
   * @throws MissingFeatures when a program is missing or fails
   */
  public Orbitals monomer(String name, String smiles) {
    return orbitals(name, smiles, Spin.CLOSED_SHELL);
  }

  /**
   * Returns the orbitals of a monomer's chain-end radical, see {@link ChainEndRadical}.
   *
   * @throws MissingFeatures when a program is missing or fails, or nothing can add to the monomer
   */
  public Orbitals radical(String name, String smiles) {
    return orbitals(name, ChainEndRadical.of(name, smiles), Spin.RADICAL);
  }

  private Orbitals orbitals(String name, String smiles, Spin spin) {
    String key =
        UUID.nameUUIDFromBytes((spin + " " + smiles).getBytes(StandardCharsets.UTF_8)).toString();
    Path own = folder.resolve(key);
    try {
      Path output = own.resolve("xtb.out");
      Path origin = own.resolve("origin.txt");
      if (!Files.exists(origin)) {
        Files.createDirectories(own);
        String versions =
            "xtb %s GFN2, geometry by Open Babel %s"
                .formatted(
                    version(run(name, own, List.of("xtb", "--version"))),
                    version(run(name, own, List.of("obabel", "-V"))));
        run(name, own, List.of("obabel", "-:" + smiles, "--gen3d", "-O", "start.xyz"));
        Files.writeString(
            output,
            run(
                name,
                own,
                List.of(
                    "xtb",
                    "start.xyz",
                    "--gfn",
                    "2",
                    "--opt",
                    "normal",
                    "--uhf",
                    String.valueOf(spin.unpaired))));
        // Written last: what has an origin is whole.
        Files.writeString(origin, versions + "; " + smiles);
      }
      return read(name, Files.readString(output), Files.readString(origin));
    } catch (IOException e) {
      throw new MissingFeatures(
          "features D of %s cannot be computed in %s: %s".formatted(name, own, e.getMessage()));
    }
  }

  /** Reads the last frontier orbitals of an output. */
  static Orbitals read(String name, String output, String origin) {
    double highest = Double.NaN;
    double lowest = Double.NaN;
    Matcher matcher = ORBITAL.matcher(output);
    while (matcher.find()) {
      double energy = Double.parseDouble(matcher.group(1));
      if ("HOMO".equals(matcher.group(2))) {
        highest = energy;
      } else {
        lowest = energy;
      }
    }
    if (!Double.isFinite(highest) || !Double.isFinite(lowest)) {
      throw new MissingFeatures("features D of " + name + ": xtb's output names no HOMO and LUMO");
    }
    return new Orbitals(highest, lowest, origin);
  }

  private static String version(String text) {
    Matcher matcher = VERSION.matcher(text);
    return matcher.find() ? matcher.group(1) : "of unknown version";
  }

  private static String run(String name, Path folder, List<String> command) throws IOException {
    String program = command.getFirst();
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Path log = folder.resolve(program + ".log");
    Process process;
    try {
      process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new MissingFeatures(
          "features D of %s cannot be computed: '%s' does not start; %s"
              .formatted(name, program, ASK_FOR_PACKAGES));
    }
    try {
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new MissingFeatures(
            "features D of %s: %s took more than %d min".formatted(name, program, MOST_MINUTES));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new MissingFeatures("features D of " + name + ": interrupted");
    }
    String output = Files.readString(log);
    if (process.exitValue() != 0) {
      throw new MissingFeatures(
          "features D of %s: %s ended with %d: %s"
              .formatted(
                  name,
                  String.join(" ", command),
                  process.exitValue(),
                  output.lines().reduce((_, last) -> last).orElse("").toLowerCase(Locale.ROOT)));
    }
    return output;
  }
}
