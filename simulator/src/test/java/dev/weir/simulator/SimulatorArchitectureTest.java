package dev.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The simulator's wall: it stands on the domain's lower rooms and the daemon's seam for extensions,
 * and on nothing else.
 */
final class SimulatorArchitectureTest {
  private static final List<String> MAY_USE =
      List.of(
          "dev.weir.simulator",
          "dev.weir.units",
          "dev.weir.time",
          "dev.weir.yaml",
          "dev.weir.chemistry",
          "dev.weir.flow",
          "dev.weir.device",
          "dev.weir.app.extension");

  /** The reactor's description travels inside the bench description. */
  private static final Set<String> DESCRIPTIONS = Set.of("dev.weir.reactor.ReactorDescription");

  @Test
  void theSimulatorUsesOnlyTheRoomsOfTheTable() {
    Set<String> breaches = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.weir.simulator")) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        String room = target.getPackageName();
        boolean ours = room.startsWith("dev.weir");
        boolean allowed =
            MAY_USE.stream()
                    .anyMatch(prefix -> room.equals(prefix) || room.startsWith(prefix + "."))
                || DESCRIPTIONS.stream().anyMatch(name -> target.getName().startsWith(name));
        if (ours && !allowed) {
          breaches.add(dependency.getDescription());
        }
      }
    }
    assertThat(breaches).isEmpty();
  }
}
