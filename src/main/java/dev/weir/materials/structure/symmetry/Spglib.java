package dev.weir.materials.structure.symmetry;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.weir.materials.formula.Element;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Lattice;
import dev.weir.materials.structure.crystal.Site;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The system's spglib (Togo, Shinohara and Tanaka, arXiv:1808.01590; Debian {@code libsymspg1}),
 * called through the foreign-function interface. Any thread may ask.
 *
 * <p>Only version 2 is used: the layouts below are those of its header, and another major version
 * may lay its records out in another way.
 */
// calls into a native library are restricted by nature; the manifest enables them
@SuppressWarnings("restricted")
public final class Spglib {
  private static final List<String> NAMES =
      List.of("libsymspg.so.1", "libsymspg.so.2", "libsymspg.so", "libsymspg.dylib", "symspg.dll");
  private static final int MAJOR_VERSION = 2;

  /** The most operations of a setting: 48 rotations in a face-centred cell. */
  private static final int MOST_OPERATIONS = 192;

  private static final ValueLayout.OfByte CHARACTER = ValueLayout.JAVA_BYTE;

  /** The head of SpglibDataset, as far as it is read. */
  private static final GroupLayout DATASET =
      MemoryLayout.structLayout(
          JAVA_INT.withName("spacegroup_number"),
          JAVA_INT.withName("hall_number"),
          MemoryLayout.sequenceLayout(11 + 17 + 6, CHARACTER).withName("symbols"),
          MemoryLayout.paddingLayout(6),
          MemoryLayout.sequenceLayout(9, JAVA_DOUBLE).withName("transformation_matrix"),
          MemoryLayout.sequenceLayout(3, JAVA_DOUBLE).withName("origin_shift"),
          JAVA_INT.withName("n_operations"),
          MemoryLayout.paddingLayout(4),
          ADDRESS.withName("rotations"),
          ADDRESS.withName("translations"),
          JAVA_INT.withName("n_atoms"),
          MemoryLayout.paddingLayout(4),
          ADDRESS.withName("wyckoffs"),
          ADDRESS.withName("site_symmetry_symbols"),
          ADDRESS.withName("equivalent_atoms"),
          ADDRESS.withName("crystallographic_orbits"),
          MemoryLayout.sequenceLayout(9, JAVA_DOUBLE).withName("primitive_lattice"),
          ADDRESS.withName("mapping_to_primitive"),
          JAVA_INT.withName("n_std_atoms"),
          MemoryLayout.paddingLayout(4),
          MemoryLayout.sequenceLayout(9, JAVA_DOUBLE).withName("std_lattice"),
          ADDRESS.withName("std_types"),
          ADDRESS.withName("std_positions"));

  /** SpglibSpacegroupType of version 2. */
  private static final GroupLayout TYPE =
      MemoryLayout.structLayout(
          JAVA_INT.withName("number"),
          MemoryLayout.sequenceLayout(11, CHARACTER).withName("international_short"),
          MemoryLayout.sequenceLayout(20, CHARACTER).withName("international_full"),
          MemoryLayout.sequenceLayout(32, CHARACTER).withName("international"),
          MemoryLayout.sequenceLayout(7, CHARACTER).withName("schoenflies"),
          MemoryLayout.paddingLayout(2),
          JAVA_INT.withName("hall_number"),
          MemoryLayout.sequenceLayout(17, CHARACTER).withName("hall_symbol"),
          MemoryLayout.sequenceLayout(6, CHARACTER).withName("choice"),
          MemoryLayout.sequenceLayout(6, CHARACTER).withName("pointgroup_international"),
          MemoryLayout.sequenceLayout(4, CHARACTER).withName("pointgroup_schoenflies"),
          MemoryLayout.paddingLayout(3),
          JAVA_INT.withName("arithmetic_crystal_class_number"),
          MemoryLayout.sequenceLayout(7, CHARACTER).withName("arithmetic_crystal_class_symbol"),
          MemoryLayout.paddingLayout(1));

  private final MethodHandle getDataset;
  private final MethodHandle freeDataset;
  private final MethodHandle operationsOf;
  private final MethodHandle typeOf;

  private Spglib(SymbolLookup library) {
    Linker linker = Linker.nativeLinker();
    this.getDataset =
        linker.downcallHandle(
            library.findOrThrow("spg_get_dataset"),
            FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_DOUBLE));
    this.freeDataset =
        linker.downcallHandle(
            library.findOrThrow("spg_free_dataset"), FunctionDescriptor.ofVoid(ADDRESS));
    this.operationsOf =
        linker.downcallHandle(
            library.findOrThrow("spg_get_symmetry_from_database"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    this.typeOf =
        linker.downcallHandle(
            library.findOrThrow("spg_get_spacegroup_type"), FunctionDescriptor.of(TYPE, JAVA_INT));
  }

  /** Returns the installed library; empty when there is none of version 2. */
  public static Optional<Spglib> load() {
    return NAMES.stream().flatMap(name -> load(name).stream()).findFirst();
  }

  private static Optional<Spglib> load(String name) {
    try {
      SymbolLookup library = SymbolLookup.libraryLookup(name, Arena.global());
      MethodHandle version =
          Linker.nativeLinker()
              .downcallHandle(
                  library.findOrThrow("spg_get_major_version"), FunctionDescriptor.of(JAVA_INT));
      return call(() -> (int) version.invokeExact()) == MAJOR_VERSION
          ? Optional.of(new Spglib(library))
          : Optional.empty();
    } catch (IllegalArgumentException | NoSuchElementException _) {
      // it is not installed under this name, or something else is called so
      return Optional.empty();
    }
  }

  /**
   * A structure in the conventional cell of its space group, idealised.
   *
   * @param group in the setting of the cell
   * @param structure every atom of the conventional cell
   * @param operations of the setting, the identity first
   */
  public record Standard(
      SpaceGroup group, CrystalStructure structure, List<SymmetryOperation> operations) {
    /** Copies its list. */
    public Standard {
      operations = List.copyOf(operations);
    }
  }

  /**
   * Returns the structure in the conventional cell of its space group; empty when spglib finds none
   * at this tolerance.
   *
   * @param tolerance how far atoms may lie from their ideal places, in Å, for example 0.01
   */
  public Optional<Standard> standard(CrystalStructure structure, double tolerance) {
    try (Arena arena = Arena.ofConfined()) {
      double[] rows = structure.lattice().rows();
      double[] columns = new double[9];
      for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++) {
          columns[3 * i + k] = rows[3 * k + i];
        }
      }
      MemorySegment lattice = arena.allocateFrom(JAVA_DOUBLE, columns);
      MemorySegment places = arena.allocateFrom(JAVA_DOUBLE, structure.places());
      MemorySegment species = arena.allocateFrom(JAVA_INT, structure.species());
      int size = structure.sites().size();
      MemorySegment found =
          call(
              () ->
                  (MemorySegment)
                      getDataset.invokeExact(lattice, places, species, size, tolerance));
      if (found.equals(MemorySegment.NULL)) {
        return Optional.empty();
      }
      try {
        return read(found.reinterpret(DATASET.byteSize()));
      } finally {
        call(
            () -> {
              freeDataset.invokeExact(found);
              return 0;
            });
      }
    }
  }

  private Optional<Standard> read(MemorySegment dataset) {
    int hall = integer(dataset, "hall_number");
    if (hall == 0) {
      return Optional.empty();
    }
    long at = offset("std_lattice");
    double[] rows = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        rows[3 * k + i] = dataset.get(JAVA_DOUBLE, at + 8L * (3 * i + k));
      }
    }
    int size = integer(dataset, "n_std_atoms");
    MemorySegment types = dataset.get(ADDRESS, offset("std_types")).reinterpret(4L * size);
    MemorySegment places = dataset.get(ADDRESS, offset("std_positions")).reinterpret(24L * size);
    List<Site> sites = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      sites.add(
          new Site(
                  Element.of(types.getAtIndex(JAVA_INT, i)),
                  places.getAtIndex(JAVA_DOUBLE, 3L * i),
                  places.getAtIndex(JAVA_DOUBLE, 3L * i + 1),
                  places.getAtIndex(JAVA_DOUBLE, 3L * i + 2))
              .wrapped());
    }
    return Optional.of(
        new Standard(
            group(hall), new CrystalStructure(Lattice.ofRows(rows), sites), operations(hall)));
  }

  private static long offset(String name) {
    return DATASET.byteOffset(MemoryLayout.PathElement.groupElement(name));
  }

  private static int integer(MemorySegment dataset, String name) {
    return dataset.get(JAVA_INT, offset(name));
  }

  /**
   * Returns the operations of a setting, the identity first.
   *
   * @param hallNumber 1 to {@value SpaceGroup#SETTINGS}
   */
  public List<SymmetryOperation> operations(int hallNumber) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment rotations = arena.allocate(JAVA_INT, 9L * MOST_OPERATIONS);
      MemorySegment translations = arena.allocate(JAVA_DOUBLE, 3L * MOST_OPERATIONS);
      int count = call(() -> (int) operationsOf.invokeExact(rotations, translations, hallNumber));
      List<SymmetryOperation> operations = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int[] rotation = rotations.asSlice(36L * i, 36L).toArray(JAVA_INT);
        double[] translation = translations.asSlice(24L * i, 24L).toArray(JAVA_DOUBLE);
        operations.add(new SymmetryOperation(rotation, translation));
      }
      return operations;
    }
  }

  /**
   * Returns the space group of a setting.
   *
   * @param hallNumber 1 to {@value SpaceGroup#SETTINGS}
   */
  public SpaceGroup group(int hallNumber) {
    try (Arena arena = Arena.ofConfined()) {
      SegmentAllocator allocator = arena;
      MemorySegment type = call(() -> (MemorySegment) typeOf.invokeExact(allocator, hallNumber));
      int number = type.get(JAVA_INT, 0L);
      return new SpaceGroup(
          number,
          hallNumber,
          symbol(number, text(type, "international"), text(type, "choice")),
          text(type, "hall_symbol"));
    }
  }

  /** Turns "P 2_1/c = P 1 2_1/c 1" and "b1" into "P 1 21/c 1", "R -3 m" and "H" into "R -3 m:H". */
  private static String symbol(int number, String international, String choice) {
    String[] forms = international.split("=");
    boolean isMonoclinic = number >= 3 && number <= 15;
    String form = (isMonoclinic ? forms[forms.length - 1] : forms[0]).strip().replace("_", "");
    boolean namesOrigin = choice.equals("1") || choice.equals("2");
    boolean namesAxes = choice.equals("H") || choice.equals("R");
    return namesOrigin || namesAxes ? form + ":" + choice : form;
  }

  private static String text(MemorySegment type, String name) {
    long from = TYPE.byteOffset(MemoryLayout.PathElement.groupElement(name));
    long size = TYPE.select(MemoryLayout.PathElement.groupElement(name)).byteSize();
    byte[] bytes = type.asSlice(from, size).toArray(CHARACTER);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.US_ASCII).strip();
  }

  /** A call into the library. */
  @FunctionalInterface
  private interface NativeCall<T> {
    T perform() throws Throwable;
  }

  /** Calls; the library throws nothing, so whatever comes out is a fault of this class. */
  private static <T> T call(NativeCall<T> call) {
    try {
      return call.perform();
    } catch (RuntimeException | Error fault) {
      throw fault;
    } catch (Throwable fault) {
      throw new IllegalStateException("a call of spglib failed", fault);
    }
  }
}
