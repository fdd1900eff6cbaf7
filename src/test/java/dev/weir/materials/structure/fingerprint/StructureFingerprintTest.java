package dev.weir.materials.structure.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.materials.formula.Element;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Crystals;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.StructureLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class StructureFingerprintTest {
  /** The place of the cube among the numbers of a site. */
  private static final int CUBE = 30;

  private static final Offset<Double> CLOSE = Offset.offset(1e-4);

  /** The head of the resource says which program the numbers are from. */
  @Test
  void theNumbersOfTextbookStructuresAreThoseOfPymatgen() throws IOException {
    List<StructureEntry> known = StructureLines.demonstration().entries();
    int compared = 0;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    StructureFingerprintTest.class.getResourceAsStream(
                        "/references/fingerprints.csv")),
                StandardCharsets.UTF_8))) {
      for (String line : reader.lines().filter(text -> !text.startsWith("#")).toList()) {
        String[] parts = line.split(",", -1);
        StructureEntry entry =
            known.stream().filter(one -> one.id().equals(parts[0])).findFirst().orElseThrow();
        float[] mine = StructureFingerprint.of(entry.structure()).numbers();
        for (int i = 0; i < StructureFingerprint.SIZE; i++) {
          double wanted = parts[i + 1].isEmpty() ? 0.0 : Double.parseDouble(parts[i + 1]);
          // the cube's order parameter depends on the order of the neighbours
          Offset<Double> allowed = i / 4 == CUBE ? Offset.offset(0.01) : CLOSE;
          assertThat((double) mine[i])
              .as("%s, number %d", entry.id(), i)
              .isCloseTo(wanted, allowed);
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(50);
  }

  @Test
  void scaleCellOrientationAndElementsDoNotMatter() {
    CrystalStructure salt = Crystals.rockSalt("Na", "Cl", 5.64);
    StructureFingerprint wanted = StructureFingerprint.of(salt);
    CrystalStructure other =
        Crystals.rockSalt("Mg", "O", 4.21).supercell(1, 1, 0, 0, 1, 0, 0, 1, 2);
    assertThat(wanted.distance(StructureFingerprint.of(other))).isCloseTo(0.0, CLOSE);
  }

  @Test
  void differentCoordinationsAreFarApart() {
    StructureFingerprint six = StructureFingerprint.of(Crystals.rockSalt("Na", "Cl", 5.64));
    StructureFingerprint four = StructureFingerprint.of(Crystals.sphalerite());
    assertThat(six.distance(four)).isGreaterThan(1.0);
  }

  @Test
  void voronoiFacesSeeTheWholeSphere() {
    long seed = 20261122;
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < 50; n++) {
      int count = 40;
      double[] vectors = new double[3 * count];
      for (int i = 0; i < count; i++) {
        double x = random.nextDouble(-1.0, 1.0);
        double y = random.nextDouble(-1.0, 1.0);
        double z = random.nextDouble(-1.0, 1.0);
        double length = (2.0 + 0.02 * i) / Math.sqrt(x * x + y * y + z * z);
        vectors[3 * i] = x * length;
        vectors[3 * i + 1] = y * length;
        vectors[3 * i + 2] = z * length;
      }
      List<VoronoiCell.Face> faces = VoronoiCell.faces(vectors, count);
      double whole = faces.stream().mapToDouble(VoronoiCell.Face::solidAngle).sum();
      assertThat(whole).as("seed %d, cell %d", seed, n).isCloseTo(4.0 * Math.PI, CLOSE);
    }
  }

  @Test
  void neighboursOnOneSideEncloseNothing() {
    assertThat(VoronoiCell.faces(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3)).isEmpty();
  }

  @Test
  void substitutionKeepsTheFingerprint() {
    StructureEntry entry = StructureLines.demonstration().entries().getLast();
    CrystalStructure other =
        entry.substituted(Map.of(entry.formula().elements().getFirst(), Element.of("Xe")));
    assertThat(StructureFingerprint.of(entry.structure()).distance(StructureFingerprint.of(other)))
        .isCloseTo(0.0, CLOSE);
  }
}
