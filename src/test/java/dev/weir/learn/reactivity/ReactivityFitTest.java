package dev.weir.learn.reactivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.chemistry.Conversion;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.MayoLewis;
import dev.weir.chemistry.ReactivityRatios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReactivityFitTest {
  private static final ReactivityFit.Errors ERRORS = new ReactivityFit.Errors(0.005, 0.01);

  @Test
  void styreneAndMethylMethacrylateAgreeWithThePublishedRatios() throws IOException {
    // Fukuda, Ma and Inagaki, Macromolecules 18 (1985) 17, 10.1021/ma00143a003: 0.52 and 0.46.
    ReactivityFit.Fitted fitted =
        ReactivityFit.fit(published("styrene_mma_instantaneous_composition.csv"), ERRORS);
    assertThat(fitted.interval1().holds(0.52)).as("r1 " + fitted.interval1()).isTrue();
    assertThat(fitted.interval2().holds(0.46)).as("r2 " + fitted.interval2()).isTrue();
    assertThat(fitted.open()).isFalse();
  }

  @Test
  void methylMethacrylateAndDodecylMethacrylateGiveABoundedRegion() throws IOException {
    // van Herk and Droge 1997; non-regression: the file has no published ratios beside it.
    ReactivityFit.Fitted fitted =
        ReactivityFit.fit(published("mma_dma_instantaneous_composition.csv"), ERRORS);
    assertThat(fitted.ratios().r1()).isCloseTo(1.43, within(0.05));
    assertThat(fitted.ratios().r2()).isCloseTo(1.68, within(0.05));
    assertThat(fitted.correlation()).isPositive();
    assertThat(fitted.open()).isFalse();
  }

  @Test
  void exactPointsAtFiniteConversionGiveTheirRatiosBack() {
    ReactivityRatios truth = new ReactivityRatios(0.4, 1.8, "truth of the test");
    List<CompositionPoint> points = new ArrayList<>();
    for (double f : new double[] {0.1, 0.3, 0.5, 0.7, 0.9}) {
      double made =
          MayoLewis.drift(truth, new FeedComposition(f), new Conversion(0.4)).cumulative().value();
      points.add(new CompositionPoint(f, made, 0.4));
    }
    ReactivityFit.Fitted fitted = ReactivityFit.fit(points, ERRORS);
    assertThat(fitted.ratios().r1()).isCloseTo(0.4, within(1e-5));
    assertThat(fitted.ratios().r2()).isCloseTo(1.8, within(1e-5));
  }

  @Test
  void theJointRegionReachesFurtherThanTheSingleIntervals() throws IOException {
    ReactivityFit.Fitted fitted =
        ReactivityFit.fit(published("styrene_mma_instantaneous_composition.csv"), ERRORS);
    double widest = fitted.region().stream().mapToDouble(ReactivityRatios::r1).max().orElseThrow();
    assertThat(widest).isGreaterThan(fitted.interval1().high());
  }

  private static List<CompositionPoint> published(String file) throws IOException {
    Path path =
        Path.of(System.getProperty("weir.home", "."))
            .resolve("../shared/data/papers")
            .resolve(file);
    assumeTrue(Files.isRegularFile(path), () -> path + " is not there");
    return CompositionFile.read(file, Files.readString(path)).points();
  }
}
