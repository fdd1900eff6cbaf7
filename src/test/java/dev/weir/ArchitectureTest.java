package dev.weir;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The walls of the house: the table of {@code docs/architecture.md}, held against the compiled
 * classes.
 */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.weir");

  /** Which rooms a room may use, beside itself. */
  private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

  /** Which rooms may use a library, by the prefix of its packages. */
  private static final Map<String, Set<String>> CONFINED =
      Map.ofEntries(
          Map.entry("io.micronaut", Set.of("api", "app")),
          Map.entry("com.fazecast", Set.of("device")),
          Map.entry("com.digitalpetri.modbus", Set.of("device")),
          Map.entry("org.eclipse.milo", Set.of("device", "api")),
          Map.entry("smile", Set.of("learn")),
          Map.entry("libsvm", Set.of("learn")),
          Map.entry("org.openscience.cdk", Set.of("learn")),
          Map.entry("org.ejml", Set.of("learn", "optimize")),
          Map.entry("org.apache.commons.math3", Set.of("chemistry", "flow", "learn", "optimize")),
          Map.entry("java.sql", Set.of("records", "jobs", "sql")),
          Map.entry("org.flywaydb", Set.of("records", "jobs")),
          Map.entry("com.github.kagkarlsson", Set.of("jobs")),
          Map.entry("org.snakeyaml", Set.of("yaml")),
          Map.entry("org.bytedeco", Set.of("materials")),
          Map.entry("org.tukaani", Set.of("materials")),
          Map.entry("picocli", Set.of("app")));

  static {
    allow("units");
    allow("time");
    allow("yaml", "units");
    allow("chemistry", "units");
    allow("flow", "units", "chemistry");
    allow("journal", "time");
    allow("device", "units", "time", "yaml");
    allow("reactor", "units", "time", "journal", "device", "flow", "chemistry");
    allow("experiment", "reactor", "units", "time", "journal", "device", "flow", "chemistry");
    allow("learn", "units", "yaml", "chemistry", "flow", "experiment", "device");
    allow("optimize", "units", "yaml", "chemistry", "flow", "device", "experiment", "learn");
    allow(
        "campaign",
        "units",
        "time",
        "journal",
        "device",
        "flow",
        "chemistry",
        "reactor",
        "experiment",
        "learn",
        "optimize");
    allow("materials", "units", "journal", "jobs");
    Set<String> domain =
        Set.of(
            "units",
            "time",
            "chemistry",
            "flow",
            "journal",
            "device",
            "reactor",
            "experiment",
            "learn",
            "optimize",
            "campaign");
    allow("sql");
    Set<String> records = new HashSet<>(domain);
    records.add("sql");
    records.add("jobs");
    MAY_USE.put("records", records);
    allow("jobs", "time", "journal", "sql");
    Set<String> api = new HashSet<>(domain);
    api.add("yaml");
    api.add("records");
    api.add("jobs");
    MAY_USE.put("api", api);
  }

  private static void allow(String room, String... others) {
    MAY_USE.put(room, Set.of(others));
  }

  @Test
  void everyRoomUsesOnlyTheRoomsOfItsTable() {
    Set<String> breaches = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String from = room(type);
      if (from.equals("app")) {
        continue;
      }
      Set<String> allowed = MAY_USE.get(from);
      if (allowed == null) {
        breaches.add("room '" + from + "' is not in the table");
        continue;
      }
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith("dev.weir")
            && !room(target).equals(from)
            && !allowed.contains(room(target))) {
          breaches.add(from + " -> " + room(target) + ": " + dependency.getDescription());
        }
      }
    }
    assertThat(breaches).isEmpty();
  }

  /** The floors of large rooms, from the ground up: each uses only those named before it. */
  private static final Map<String, List<String>> FLOORS =
      Map.of(
          "dev.weir.device.profile",
          List.of("frame", "language", "node", "codec", "dialogue", "reading"),
          "dev.weir.materials.structure",
          List.of(
              "crystal",
              "symmetry",
              "cif",
              "matching",
              "fingerprint",
              "template",
              "substitution",
              "ranking",
              "pair",
              "prediction"),
          "dev.weir.app",
          List.of(
              "extension",
              "terminal",
              "file",
              "learning",
              "laboratory",
              "job",
              "page",
              "bench",
              "verb",
              ""));

  @Test
  void theFloorsOfLargeRoomsRestOnThoseBelow() {
    Set<String> breaches = new TreeSet<>();
    FLOORS.forEach(
        (room, floors) -> {
          for (JavaClass type : CLASSES.that(DescribedPredicate.describe("in " + room, in(room)))) {
            int floor = floors.indexOf(floor(room, type));
            assertThat(floor).as("floor of " + type.getName()).isNotNegative();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
              JavaClass target = dependency.getTargetClass().getBaseComponentType();
              if (in(room).test(target) && floors.indexOf(floor(room, target)) > floor) {
                breaches.add(dependency.getDescription());
              }
            }
          }
        });
    assertThat(breaches).isEmpty();
  }

  private static Predicate<JavaClass> in(String room) {
    return type ->
        (type.getPackageName() + ".").startsWith(room + ".")
            && !type.getSimpleName().equals("package-info");
  }

  private static String floor(String room, JavaClass type) {
    String name = type.getPackageName().substring(room.length());
    return name.isEmpty() ? "" : name.substring(1);
  }

  @Test
  void everyLibraryStaysInItsRooms() {
    List<String> breaches = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        CONFINED.forEach(
            (prefix, rooms) -> {
              if ((target.equals(prefix) || target.startsWith(prefix + "."))
                  && !rooms.contains(room(type))) {
                breaches.add(room(type) + " uses " + target + ": " + type.getName());
              }
            });
      }
    }
    assertThat(breaches).isEmpty();
  }

  private static String room(JavaClass type) {
    String name = type.getPackageName().substring("dev.weir".length());
    return name.isEmpty() ? "" : name.substring(1).split("\\.", 2)[0];
  }
}
