package dev.weir.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.experiment.Conditions;
import dev.weir.learn.StandInPlant;
import dev.weir.optimize.SearchSpace.Quantity;
import dev.weir.optimize.SearchSpace.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatticeTest {
  private static final Conditions FIXED = StandInPlant.conditions(0.5, 20.0, 80.0);

  private static Lattice of(Variable... variables) {
    return new Lattice(new SearchSpace(List.of(variables), FIXED));
  }

  @Test
  void stepsAreDecimalNumbers() {
    Lattice lattice = of(new Variable(Quantity.FEED_COMPOSITION, 0.1, 0.9, 0.1));
    assertThat(lattice.count(0)).isEqualTo(9);
    assertThat(lattice.conditions(lattice.point(2)).feedComposition().value()).isEqualTo(0.3);
    assertThat(lattice.conditions(lattice.highest()).feedComposition().value()).isEqualTo(0.9);
  }

  @Test
  void aStepThatDoesNotDivideTheRangeStopsBelowTheHighBound() {
    Lattice lattice = of(new Variable(Quantity.TEMPERATURE, 60.0, 100.0, 15.0));
    assertThat(lattice.count(0)).isEqualTo(3);
    assertThat(lattice.conditions(lattice.highest()).temperature().celsius()).isEqualTo(90.0);
  }

  @Test
  void withoutAStepBothBoundsAreThere() {
    Lattice lattice = of(new Variable(Quantity.TEMPERATURE, 60.0, 61.0, 0.0));
    assertThat(lattice.conditions(lattice.lowest()).temperature().celsius()).isEqualTo(60.0);
    assertThat(lattice.conditions(lattice.highest()).temperature().celsius()).isEqualTo(61.0);
  }

  @Test
  void snappingTakesTheNearestPointWithinTheBounds() {
    Lattice lattice = of(new Variable(Quantity.TEMPERATURE, 60.0, 100.0, 0.5));
    assertThat(
            lattice
                .conditions(lattice.nearest(StandInPlant.conditions(0.5, 20.0, 71.3)))
                .temperature()
                .celsius())
        .isEqualTo(71.5);
    assertThat(lattice.nearest(StandInPlant.conditions(0.5, 20.0, 140.0)))
        .isEqualTo(lattice.highest());
    assertThat(lattice.exactly(StandInPlant.conditions(0.5, 20.0, 71.3))).isEmpty();
    assertThat(lattice.exactly(StandInPlant.conditions(0.5, 20.0, 71.5))).isPresent();
  }

  @Test
  void aRunWithOtherFixedValuesIsNoPointOfTheLattice() {
    Lattice lattice = of(new Variable(Quantity.TEMPERATURE, 60.0, 100.0, 0.5));
    assertThat(lattice.exactly(StandInPlant.conditions(0.6, 20.0, 71.5))).isEmpty();
  }

  @Test
  void anEmptySpaceIsRefused() {
    assertThatThrownBy(LatticeTest::of)
        .hasMessageContaining("a search space needs at least one variable");
  }

  @Test
  void aStepTooFineToCountIsRefused() {
    assertThatThrownBy(() -> of(new Variable(Quantity.RESIDENCE_TIME, 0.0, 1e6, 1e-9)))
        .hasMessageContaining("residence_time")
        .hasMessageContaining("s makes more points than can be counted");
  }

  @Test
  void theDesignVisitsEveryCellOfACoarseLatticeBeforeItRepeats() {
    Lattice lattice =
        of(
            new Variable(Quantity.TEMPERATURE, 60.0, 100.0, 10.0),
            new Variable(Quantity.FEED_COMPOSITION, 0.1, 0.9, 0.2));
    for (long seed = 0; seed < 20; seed++) {
      List<LatticePoint> points = new SobolDesign(lattice, seed).first(25);
      assertThat(points).as("seed %s", seed).doesNotHaveDuplicates().hasSize(25);
    }
  }

  @Test
  void theFirstSixteenDesignPointsFillEverySixteenthOfEachAxis() {
    Lattice lattice =
        of(
            new Variable(Quantity.TEMPERATURE, 60.0, 100.0, 0.0),
            new Variable(Quantity.FEED_COMPOSITION, 0.1, 0.9, 0.0));
    for (long seed = 0; seed < 20; seed++) {
      List<LatticePoint> points = new SobolDesign(lattice, seed).first(16);
      for (int k = 0; k < 2; k++) {
        int variable = k;
        assertThat(points.stream().map(point -> point.step(variable) * 16 / 10_001))
            .as("seed %s, variable %s", seed, k)
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void anotherSeedGivesAnotherDesign() {
    Lattice lattice = of(new Variable(Quantity.TEMPERATURE, 60.0, 100.0, 0.1));
    assertThat(new SobolDesign(lattice, 1).first(5))
        .isEqualTo(new SobolDesign(lattice, 1).first(5))
        .isNotEqualTo(new SobolDesign(lattice, 2).first(5));
  }
}
