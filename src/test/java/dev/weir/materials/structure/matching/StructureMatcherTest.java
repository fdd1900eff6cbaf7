package dev.weir.materials.structure.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Crystals;
import dev.weir.materials.structure.crystal.Lattice;
import dev.weir.materials.structure.crystal.Matrices;
import dev.weir.materials.structure.crystal.Site;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StructureMatcherTest {
  private static final long SEED = 11;
  private static final StructureMatcher MATCHER = StructureMatcher.USUAL;

  private static final List<CrystalStructure> KNOWN =
      List.of(
          Crystals.rockSalt("Na", "Cl", 5.64),
          Crystals.perovskite("Sr", "Ti", "O", 3.9),
          Crystals.wurtzite(),
          Crystals.sphalerite());

  @Test
  void aCrystalMatchesItselfWithoutDisplacement() {
    for (CrystalStructure one : KNOWN) {
      assertThat(MATCHER.compare(one, one).orElseThrow().largest()).isLessThan(1e-6);
    }
  }

  @Test
  void supercellsRotationsShiftsAndVolumesDoNotMatter() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (CrystalStructure one : KNOWN) {
      for (int i = 0; i < 20; i++) {
        int[] rows = Crystals.unimodular(random);
        rows = Matrices.product(new int[] {1 + random.nextInt(2), 0, 0, 0, 1, 0, 0, 0, 1}, rows);
        CrystalStructure other = one.supercell(rows);
        other = shifted(other, random).scaledTo(other.lattice().volume() * 1.3);

        assertThat(MATCHER.compare(one, other))
            .as("seed %d, case %d, %s", SEED, i, one.formula())
            .hasValueSatisfying(match -> assertThat(match.largest()).isLessThan(1e-3));
        assertThat(MATCHER.matches(/* one= */ other, /* other= */ one)).isTrue();
      }
    }
  }

  private static CrystalStructure shifted(CrystalStructure structure, SplittableRandom random) {
    double x = random.nextDouble();
    double y = random.nextDouble();
    return new CrystalStructure(
        structure.lattice(),
        structure.sites().stream()
            .map(site -> new Site(site.element(), site.x() + x, site.y() + y, site.z() - x))
            .toList());
  }

  @Test
  void smallDisplacementsMatchAndAreMeasured() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (CrystalStructure known : KNOWN) {
      CrystalStructure one = PrimitiveCell.of(known, 0.01);
      for (int i = 0; i < 20; i++) {
        CrystalStructure other = Crystals.rattled(one, 0.15, random);
        double unit = Math.cbrt(one.lattice().volume() / one.sites().size());

        assertThat(MATCHER.compare(one, other))
            .as("seed %d, case %d, %s", SEED, i, one.formula())
            .hasValueSatisfying(
                match -> assertThat(match.rootMeanSquare()).isBetween(1e-3, 0.15 / unit));
      }
    }
  }

  @Test
  void otherArrangementsOfTheSameAtomsDoNotMatch() {
    assertThat(MATCHER.matches(Crystals.wurtzite(), Crystals.sphalerite())).isFalse();
    assertThat(
            MATCHER.matches(Crystals.rockSalt("Zn", "O", 4.3).scaledTo(40), Crystals.sphalerite()))
        .isFalse();
  }

  @Test
  void exchangedElementsDoNotMatch() {
    assertThat(
            MATCHER.matches(
                Crystals.perovskite("Sr", "Ti", "O", 3.9),
                Crystals.perovskite("Ti", "Sr", "O", 3.9)))
        .isFalse();
    assertThat(
            MATCHER.matches(Crystals.rockSalt("Na", "Cl", 5.6), Crystals.rockSalt("Cl", "Na", 5.6)))
        .isTrue();
  }

  @Test
  void aCellStretchedBeyondTheLengthToleranceDoesNotMatch() {
    CrystalStructure cube = Crystals.perovskite("Sr", "Ti", "O", 3.9);
    assertThat(MATCHER.matches(cube, stretched(cube, 1.1))).isTrue();
    assertThat(MATCHER.matches(cube, stretched(cube, 1.5))).isFalse();
  }

  private static CrystalStructure stretched(CrystalStructure cube, double factor) {
    double[] cell = cube.lattice().parameters();
    cell[2] *= factor;
    return new CrystalStructure(Lattice.ofParameters(cell), cube.sites());
  }
}
