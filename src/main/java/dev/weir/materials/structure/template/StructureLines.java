package dev.weir.materials.structure.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Lattice;
import dev.weir.materials.structure.crystal.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Reads structures from JSON Lines, plain, {@code .gz} or {@code .xz}: one object a line with
 * {@code lattice} (a, b, c in Å, alpha, beta, gamma in degrees), {@code species} (pairs of symbol
 * and count in the order of the places) and {@code frac} (x, y, z of every atom as fractions); and,
 * where given, {@code id}, {@code formula} (checked), {@code sg} (space group number), {@code
 * label} (prototype), {@code wyckoff} (letters by element) and {@code split}.
 */
public final class StructureLines {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The most structures of one file. */
  private static final int MOST_LINES = 2_000_000;

  private static final String DEMONSTRATION = "/materials/structures.jsonl";

  private StructureLines() {}

  /**
   * What a file held.
   *
   * @param entries the structures, in the order of the file
   * @param faults one line of text for each line of the file that could not be used
   */
  public record Reading(List<StructureEntry> entries, List<String> faults) {
    /** Copies its lists. */
    public Reading {
      entries = List.copyOf(entries);
      faults = List.copyOf(faults);
    }
  }

  /**
   * Returns well-known structures of common prototypes that come with the program, so that
   * everything runs before a user brings a file. For demonstration only: cells and places are
   * rounded, each line of the resource {@code materials/structures.jsonl} names its source.
   */
  public static Reading demonstration() {
    try (InputStream stream = StructureLines.class.getResourceAsStream(DEMONSTRATION)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its resource " + DEMONSTRATION);
      }
      return read(stream, "the demonstration");
    } catch (IOException e) {
      throw new UncheckedIOException(DEMONSTRATION + " cannot be read", e);
    }
  }

  /**
   * Reads a file; a line that cannot be used is told and left out.
   *
   * @throws IOException when the file cannot be read
   */
  public static Reading read(Path file) throws IOException {
    try (InputStream stream = open(file)) {
      return read(stream, file.getFileName().toString());
    }
  }

  private static Reading read(InputStream stream, String name) throws IOException {
    List<StructureEntry> entries = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16);
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (number > MOST_LINES) {
        throw new CrystalException("%s has more than %d lines".formatted(name, MOST_LINES));
      }
      if (!line.isBlank()) {
        try {
          entries.add(entry(line));
        } catch (IllegalArgumentException | CrystalException | IOException fault) {
          String reason = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
          faults.add("%s line %d: %s".formatted(name, number, reason));
        }
      }
    }
    return new Reading(entries, faults);
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    String name = file.getFileName().toString();
    return name.endsWith(".xz")
        ? new XZInputStream(raw)
        : name.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
  }

  public static StructureEntry entry(String line) throws IOException {
    JsonNode node = MAPPER.readTree(line);
    double[] cell = numbers(node, "lattice");
    double[] places = numbers(node, "frac");
    List<Site> sites = new ArrayList<>();
    for (JsonNode run : node.path("species")) {
      Element element = Element.of(run.path(0).asText());
      int count = run.path(1).asInt(0);
      if (count < 1 || 3 * (sites.size() + count) > places.length) {
        throw new CrystalException("species and frac do not hold the same number of atoms");
      }
      for (int i = 0; i < count; i++) {
        int at = 3 * sites.size();
        sites.add(new Site(element, places[at], places[at + 1], places[at + 2]));
      }
    }
    if (3 * sites.size() != places.length) {
      throw new CrystalException("species and frac do not hold the same number of atoms");
    }
    CrystalStructure structure = new CrystalStructure(Lattice.ofParameters(cell), sites);
    if (node.hasNonNull("formula")
        && !Formula.parse(node.get("formula").asText()).reduced().equals(structure.formula())) {
      throw new CrystalException(
          "the formula is %s but the atoms are %s"
              .formatted(node.get("formula").asText(), structure.formula()));
    }
    return new StructureEntry(structure, source(node));
  }

  private static StructureEntry.Source source(JsonNode node) {
    Map<Element, Integer> orbits = new LinkedHashMap<>();
    node.path("wyckoff")
        .properties()
        .forEach(item -> orbits.put(Element.of(item.getKey()), item.getValue().asText().length()));
    return new StructureEntry.Source(
        node.path("id").asText(""),
        node.hasNonNull("sg") ? OptionalInt.of(node.get("sg").asInt()) : OptionalInt.empty(),
        node.path("label").asText(""),
        node.path("split").asText(""),
        orbits);
  }

  private static double[] numbers(JsonNode node, String name) {
    JsonNode array = node.path(name);
    if (!array.isArray()) {
      throw new CrystalException("there is no array " + name);
    }
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!array.get(i).isNumber()) {
        throw new CrystalException("%s holds %s, not a number".formatted(name, array.get(i)));
      }
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }
}
