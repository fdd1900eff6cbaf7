package dev.weir.materials.structure.crystal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.materials.structure.matching.LinearAssignment;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LatticeTest {
  private static final long SEED = 7;

  @Test
  void parametersSurviveTheWayThroughVectors() {
    double[] cell = {4.1, 5.2, 7.3, 81.0, 97.0, 111.0};

    assertThat(Lattice.ofParameters(cell).parameters()).containsExactly(cell, within(1e-9));
  }

  @Test
  void anImpossibleCellIsRefusedWithItsAngles() {
    assertThatThrownBy(() -> Lattice.ofParameters(4, 4, 4, 30, 30, 100))
        .isInstanceOf(CrystalException.class)
        .hasMessageContaining("100");
  }

  @Test
  void whateverTheCellTheReducedCellIsTheSame() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 200; i++) {
      Lattice lattice =
          Lattice.ofParameters(
              3 + random.nextDouble() * 4,
              3 + random.nextDouble() * 4,
              3 + random.nextDouble() * 8,
              70 + random.nextDouble() * 45,
              70 + random.nextDouble() * 45,
              70 + random.nextDouble() * 45);
      Lattice other = lattice.transformed(Crystals.unimodular(random));

      assertThat(NiggliReduction.of(other).lattice().parameters())
          .as("seed %d, case %d, %s", SEED, i, lattice)
          .containsExactly(NiggliReduction.of(lattice).lattice().parameters(), within(1e-4));
    }
  }

  @Test
  void theFaceCentredCellReducesToItsRhombohedron() {
    Lattice face = Lattice.ofRows(0, 2, 2, 2, 0, 2, 4, 2, 2);

    assertThat(NiggliReduction.of(face).lattice().parameters())
        .containsExactly(
            new double[] {Math.sqrt(8), Math.sqrt(8), Math.sqrt(8), 60, 60, 60}, within(1e-6));
  }

  @Test
  void sodiumHasSixChlorineNeighbours() {
    CrystalStructure salt = Crystals.rockSalt("Na", "Cl", 5.64);

    assertThat(Neighbours.within(salt, 2.83).stream().filter(pair -> pair.from() == 0).count())
        .isEqualTo(6);
  }

  @Test
  void theCheapestAssignmentIsFound() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 100; round++) {
      double[][] cost = new double[4][4];
      for (double[] row : cost) {
        for (int j = 0; j < 4; j++) {
          row[j] = random.nextDouble();
        }
      }
      int[] columns = LinearAssignment.of(cost);
      double sum = 0;
      for (int i = 0; i < 4; i++) {
        sum += cost[i][columns[i]];
      }
      assertThat(sum)
          .as("seed %d, round %d", SEED, round)
          .isCloseTo(least(cost, 0, 0), within(1e-12));
    }
  }

  private static double least(double[][] cost, int row, int used) {
    if (row == cost.length) {
      return 0.0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int j = 0; j < cost.length; j++) {
      if ((used >> j & 1) == 0) {
        best = Math.min(best, cost[row][j] + least(cost, row + 1, used | 1 << j));
      }
    }
    return best;
  }
}
