package dev.weir.materials.structure.template;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.cif.CifReader;
import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.matching.PrimitiveCell;
import dev.weir.materials.structure.symmetry.SpaceGroupSettings;
import dev.weir.materials.structure.symmetry.Spglib;
import dev.weir.materials.structure.symmetry.SymmetrySearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a folder of CIF files as known structures. Where spglib is installed each is brought to its
 * primitive cell, and its space group and the orbits of its elements tell its prototype.
 */
public final class CifFolder {
  /** How far atoms may stand from the places that symmetry asks for, in Å. */
  private static final double TOLERANCE = 0.1;

  private static final String ENDING = ".cif";

  /** Larger files are refused: no ordered crystal needs so much, in bytes. */
  private static final long LARGEST_FILE = 20_000_000;

  private CifFolder() {}

  /**
   * Reads every file that ends in {@code .cif}, by name; one that cannot be used is told and left
   * out.
   *
   * @throws IOException when the folder cannot be read
   */
  public static StructureLines.Reading read(Path folder, Optional<Spglib> spglib)
      throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files =
          found
              .filter(file -> name(file).toLowerCase(Locale.ROOT).endsWith(ENDING))
              .sorted()
              .toList();
    }
    SpaceGroupSettings settings = new SpaceGroupSettings(spglib);
    List<StructureEntry> entries = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Path file : files) {
      try {
        if (Files.size(file) > LARGEST_FILE) {
          throw new CrystalException(
              "it has %d bytes, at most %d are read".formatted(Files.size(file), LARGEST_FILE));
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        entries.add(entry(name(file), CifReader.read(text, settings), spglib));
      } catch (IllegalArgumentException | CrystalException | IOException fault) {
        String reason = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
        faults.add("%s: %s".formatted(name(file), reason));
      }
    }
    return new StructureLines.Reading(entries, faults);
  }

  private static String name(Path file) {
    Path last = file.getFileName();
    return last == null ? "" : last.toString();
  }

  private static StructureEntry entry(String name, CrystalStructure read, Optional<Spglib> spglib) {
    String id = name.substring(0, name.length() - ENDING.length());
    CrystalStructure primitive = PrimitiveCell.of(read, TOLERANCE);
    Optional<Spglib.Standard> standard =
        spglib.flatMap(library -> library.standard(primitive, TOLERANCE));
    if (standard.isEmpty()) {
      return new StructureEntry(
          primitive, new StructureEntry.Source(id, OptionalInt.empty(), "", "", Map.of()));
    }
    Spglib.Standard ideal = standard.orElseThrow();
    Map<Element, Integer> orbits = new HashMap<>();
    SymmetrySearch.asymmetricUnit(ideal.structure(), ideal.operations(), TOLERANCE)
        .forEach(site -> orbits.merge(site.element(), 1, Integer::sum));
    int group = ideal.group().number();
    return new StructureEntry(
        primitive,
        new StructureEntry.Source(
            id, OptionalInt.of(group), label(primitive.formula(), group, orbits), "", orbits));
  }

  /** Returns ratio, space group, and for each element coefficient and number of orbits. */
  private static String label(Formula formula, int group, Map<Element, Integer> orbits) {
    record Slot(int coefficient, int orbits) {}
    List<Slot> slots =
        formula.terms().stream()
            .map(term -> new Slot(term.count(), orbits.getOrDefault(term.element(), 0)))
            .sorted(Comparator.comparingInt(Slot::coefficient).thenComparingInt(Slot::orbits))
            .toList();
    String ratio =
        slots.reversed().stream()
            .map(slot -> Integer.toString(slot.coefficient))
            .collect(Collectors.joining(":"));
    return "%s|%d|%s"
        .formatted(
            ratio,
            group,
            slots.stream()
                .map(slot -> slot.coefficient + "x" + slot.orbits)
                .collect(Collectors.joining(",")));
  }
}
