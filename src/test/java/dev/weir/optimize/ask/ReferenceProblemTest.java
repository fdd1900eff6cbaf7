package dev.weir.optimize.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ReferenceProblemTest {
  /** Residence time in min, equivalents, concentration in mol/L, temperature in °C. */
  private static final double[] SETTING = {1.3, 2.2, 0.3, 74.0};

  @Test
  void publishedMinimaAreWhereTheyWerePublished() {
    for (double[] x : new double[][] {{-Math.PI, 12.275}, {Math.PI, 2.275}, {9.42478, 2.475}}) {
      assertThat(ReferenceProblem.BRANIN.value(x)[0])
          .isCloseTo(ReferenceProblem.BRANIN.best(), within(1e-5));
    }
    double[] x = {0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573};
    assertThat(ReferenceProblem.HARTMANN6.value(x)[0])
        .isCloseTo(ReferenceProblem.HARTMANN6.best(), within(1e-5));
  }

  @Test
  void frontsHaveTheVolumesStated() {
    List<double[]> arc = new ArrayList<>();
    List<double[]> root = new ArrayList<>();
    for (int i = 0; i <= 20_000; i++) {
      double share = i / 20_000.0;
      arc.add(ReferenceProblem.DTLZ2.value(new double[] {share, 0.5, 0.5, 0.5}));
      root.add(ReferenceProblem.ZDT1.value(new double[] {share, 0.0, 0.0, 0.0}));
    }
    assertThat(Hypervolume.of(arc, ReferenceProblem.DTLZ2.reference()))
        .isCloseTo(ReferenceProblem.DTLZ2.best(), within(1e-4));
    assertThat(Hypervolume.of(root, ReferenceProblem.ZDT1.reference()))
        .isCloseTo(ReferenceProblem.ZDT1.best(), within(2e-4));
  }

  @Test
  void theSubstitutionConservesRingsAndAmine() {
    double[] outlet = SubstitutionFlow.outlet(SETTING);
    assertThat(outlet[0] + outlet[2] + outlet[3] + outlet[4]).isCloseTo(0.3, within(1e-9));
    assertThat(outlet[1] + outlet[2] + outlet[3] + 2.0 * outlet[4]).isCloseTo(0.66, within(1e-9));
  }

  @Test
  void withAmineInGreatExcessTheSubstitutionIsAChainOfFirstOrderReactions() {
    double amine = 50.0;
    double ring = 1e-5;
    double minutes = 0.01;
    // At 90 °C the rate constants are those of the reference temperature, in L/(mol min).
    double toOrtho = 0.6 * 57.9 * amine;
    double toPara = 0.6 * 2.70 * amine;
    double orthoOn = 0.6 * 0.865 * amine;
    double whole = toOrtho + toPara;
    double ortho =
        ring
            * toOrtho
            / (orthoOn - whole)
            * (Math.exp(-whole * minutes) - Math.exp(-orthoOn * minutes));
    double[] outlet = SubstitutionFlow.outlet(new double[] {minutes, amine / ring, ring, 90.0});
    assertThat(outlet[0]).isCloseTo(ring * Math.exp(-whole * minutes), within(1e-9));
    assertThat(outlet[2]).isCloseTo(ortho, within(1e-9));
  }

  @Test
  void yieldAndWasteAreThoseOfTheOutlet() {
    double[] outlet = {0.1, 0.2, 0.3, 0.04, 0.05};
    double[] losses = SubstitutionFlow.losses(SETTING, outlet);
    assertThat(losses[0]).isCloseTo(-0.3 * 210.21 * 60.0 / 1.3, within(1e-9));
    double waste = 789.0 + 15.909 + 14.224 + 0.04 * 210.21 + 0.05 * 261.33;
    assertThat(losses[1]).isCloseTo(waste / (0.3 * 210.21), within(1e-9));
  }

  @Test
  void noRandomSettingsBetterTheLargestVolumeFound() {
    SplittableRandom random = new SplittableRandom(1);
    List<Variable> settings = ReferenceProblem.SNAR.problem(1).variables();
    List<double[]> losses = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      losses.add(
          ReferenceProblem.SNAR.value(
              settings.stream().mapToDouble(one -> one.at(random.nextDouble())).toArray()));
    }
    assertThat(Hypervolume.of(losses, ReferenceProblem.SNAR.reference()))
        .isBetween(0.6 * ReferenceProblem.SNAR.best(), ReferenceProblem.SNAR.best());
  }
}
