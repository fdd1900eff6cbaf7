package dev.weir.app.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.WeirHome;
import dev.weir.materials.structure.cif.CifWriter;
import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.prediction.Prediction;
import dev.weir.materials.structure.ranking.CandidateRanker;
import dev.weir.materials.structure.symmetry.Spglib;
import dev.weir.materials.structure.template.CifFolder;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.StructureLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that structure prediction reads and writes. */
public final class StructureFiles {
  /** The name of the ranker that needs no file. */
  static final String VOTES = "votes";

  private static final int MOST_FAULTS_SHOWN = 5;

  /** Symmetry is looked for at these tolerances, the finer one first, in Å. */
  private static final double[] TOLERANCES = {0.01, 0.1};

  private StructureFiles() {}

  /** Reads templates; without a file the demonstration, and says so. */
  public static List<StructureEntry> templates(Optional<Path> file, PrintWriter err) {
    if (file.isPresent()) {
      return structures(file.orElseThrow(), err);
    }
    List<StructureEntry> shown = StructureLines.demonstration().entries();
    err.printf(
        "no --templates: %d textbook structures are used, for demonstration only%n", shown.size());
    err.flush();
    return shown;
  }

  /** Reads structures, says what was left out, and refuses a file without any. */
  public static List<StructureEntry> structures(Path file, PrintWriter err) {
    try {
      StructureLines.Reading reading = read(WeirHome.find(file));
      reading.faults().stream().limit(MOST_FAULTS_SHOWN).forEach(err::println);
      if (reading.faults().size() > MOST_FAULTS_SHOWN) {
        err.printf("%s: %d lines left out in all%n", file, reading.faults().size());
      }
      if (reading.entries().isEmpty()) {
        throw new BadDataException(file + ": holds no structure");
      }
      return reading.entries();
    } catch (IOException | CrystalException e) {
      throw new BadDataException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /** Reads JSON Lines, or a folder of CIF files. */
  static StructureLines.Reading read(Path found) throws IOException {
    return Files.isDirectory(found)
        ? CifFolder.read(found, Spglib.load())
        : StructureLines.read(found);
  }

  /**
   * Returns the ranker of a name: a file, {@code votes}, or the one that comes with the program.
   */
  public static CandidateRanker ranker(Optional<String> name) {
    if (name.isEmpty()) {
      return CandidateRanker.builtIn();
    }
    if (name.orElseThrow().equals(VOTES)) {
      return CandidateRanker.VOTES;
    }
    Path file = WeirHome.find(Path.of(name.orElseThrow()));
    try (InputStream stream = Files.newInputStream(file)) {
      return CandidateRanker.read(stream);
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads formulas: of a JSON or JSON Lines file that {@code weir generate} or its job wrote the
   * formulas, of every other file the first column of each line, {@code #} begins a comment.
   */
  public static List<String> formulas(Path file) {
    Path found = WeirHome.find(file);
    try {
      String name = file.toString();
      return name.endsWith(".json")
          ? generated(found)
          : name.endsWith(".jsonl") ? ranked(found) : lines(found);
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceAll("#.*", "").split("[,;\t]", 2)[0].strip())
        .filter(line -> !line.isEmpty() && !line.equalsIgnoreCase("formula"))
        .toList();
  }

  /** A line without a formula stands for itself, so that the batch tells it. */
  private static List<String> ranked(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<String> formulas = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        try {
          formulas.add(mapper.readTree(line).path("formula").asText(line));
        } catch (JsonProcessingException broken) {
          formulas.add(line);
        }
      }
    }
    return formulas;
  }

  private static List<String> generated(Path file) throws IOException {
    List<String> formulas = new ArrayList<>();
    for (JsonNode row : new ObjectMapper().readTree(file.toFile()).path("formulas")) {
      formulas.add(row.isTextual() ? row.asText() : row.path("formula").asText());
    }
    if (formulas.isEmpty()) {
      throw new IOException("there is no array 'formulas'");
    }
    return formulas;
  }

  /**
   * Returns a candidate as CIF: the conventional cell with its space group where spglib is
   * installed and finds the template's group, else every atom as P 1.
   */
  public static String cif(String name, Prediction.Candidate candidate, Optional<Spglib> spglib) {
    if (spglib.isPresent()) {
      for (double tolerance : TOLERANCES) {
        Optional<Spglib.Standard> standard =
            spglib.orElseThrow().standard(candidate.structure(), tolerance);
        if (standard.isPresent()
            && (candidate.spaceGroup().isEmpty()
                || standard.orElseThrow().group().number() == candidate.spaceGroup().getAsInt())) {
          return CifWriter.conventional(name, standard.orElseThrow());
        }
      }
    }
    return CifWriter.everyAtom(name, candidate.structure());
  }

  /** Writes a file and the folders that it needs. */
  public static void write(Path file, String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be written: " + e.getMessage());
    }
  }
}
