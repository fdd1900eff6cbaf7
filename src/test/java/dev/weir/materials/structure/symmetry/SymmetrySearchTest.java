package dev.weir.materials.structure.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Crystals;
import dev.weir.materials.structure.crystal.Matrices;
import dev.weir.materials.structure.matching.PrimitiveCell;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SymmetrySearchTest {
  /** Orders of the space groups' cosets in these cells: International Tables A. */
  @Test
  void theNumberOfOperationsIsThatOfTheSpaceGroup() {
    assertThat(SymmetrySearch.of(Crystals.rockSalt("Na", "Cl", 5.64), 0.01)).hasSize(192);
    assertThat(SymmetrySearch.of(Crystals.perovskite("Sr", "Ti", "O", 3.9), 0.01)).hasSize(48);
    assertThat(SymmetrySearch.of(Crystals.wurtzite(), 0.01)).hasSize(12);
    assertThat(SymmetrySearch.of(Crystals.sphalerite(), 0.01)).hasSize(24);
  }

  @Test
  void theCellThatIsChosenDoesNotChangeTheSymmetry() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 10; i++) {
      CrystalStructure skew = Crystals.wurtzite().supercell(positive(random));

      assertThat(SymmetrySearch.of(skew, 0.01)).as("seed 3, case %d", i).hasSize(12);
      assertThat(SymmetrySearch.asymmetricUnit(skew, SymmetrySearch.of(skew, 0.01), 0.02))
          .hasSize(2);
    }
  }

  private static int[] positive(SplittableRandom random) {
    int[] rows = Crystals.unimodular(random);
    assertThat(Matrices.determinant(rows)).isEqualTo(1);
    return rows;
  }

  @Test
  void theIdentityComesFirst() {
    assertThat(SymmetrySearch.of(Crystals.wurtzite(), 0.01).getFirst()).hasToString("x,y,z");
  }

  @Test
  void anOperationReadsWhatItPrints() {
    for (SymmetryOperation operation : SymmetrySearch.of(Crystals.wurtzite(), 0.01)) {
      assertThat(SymmetryOperation.parse(operation.toString())).hasToString(operation.toString());
    }
    assertThat(SymmetryOperation.parse(" 1/2-X, Y+1/4 ,z-x")).hasToString("-x+1/2,y+1/4,-x+z");
  }

  @Test
  void nonsenseIsNoOperation() {
    for (String text : new String[] {"x,y", "x,y,", "x,y,q", "x,x,z", "x,y,z1/2", "x,y,1/0"}) {
      assertThatThrownBy(() -> SymmetryOperation.parse(text))
          .as(text)
          .isInstanceOf(CrystalException.class);
    }
  }

  @Test
  void thePrimitiveCellOfRockSaltHoldsTwoAtoms() {
    CrystalStructure big = Crystals.rockSalt("Na", "Cl", 5.64).supercell(1, 0, 0, 0, 2, 1, 0, 0, 1);

    CrystalStructure primitive = PrimitiveCell.of(big, 0.1);

    assertThat(big.sites()).hasSize(16);
    assertThat(primitive.sites()).hasSize(2);
    assertThat(primitive.lattice().volume() * 8).isCloseTo(big.lattice().volume(), offset());
  }

  private static org.assertj.core.data.Offset<Double> offset() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }
}
