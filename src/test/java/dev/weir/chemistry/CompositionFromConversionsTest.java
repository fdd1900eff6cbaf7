package dev.weir.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.CompositionFromConversions.Conversions;
import dev.weir.chemistry.CompositionFromConversions.Known;
import dev.weir.chemistry.CompositionFromConversions.Result;
import dev.weir.chemistry.CompositionFromConversions.Undefined;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CompositionFromConversionsTest {
  private static final FeedComposition FEED = new FeedComposition(0.6);

  private static Known known(FeedComposition feed, Conversions measured) {
    return (Known) CompositionFromConversions.of(feed, measured);
  }

  @Test
  void equalConversionsKeepTheFeedComposition() {
    Known known = known(FEED, Conversions.independent(0.3, 0.0, 0.3, 0.0));
    assertThat(known.composition()).isEqualTo(0.6, within(1e-15));
    assertThat(known.conversion()).isEqualTo(0.3, within(1e-15));
    assertThat(known.compositionDeviation()).isZero();
  }

  @Test
  void errorsFollowTheDerivedFormula() {
    double x1 = 0.4;
    double x2 = 0.6;
    Known known = known(FEED, Conversions.independent(x1, 0.01, x2, 0.02));
    double composition = 0.24 / (0.24 + 0.24);
    double relative = Math.hypot(0.01 / x1, 0.02 / x2);
    assertThat(known.composition()).isEqualTo(composition, within(1e-14));
    assertThat(known.compositionDeviation())
        .isEqualTo(composition * (1.0 - composition) * relative, within(1e-14));
    assertThat(known.conversionDeviation())
        .isEqualTo(Math.hypot(0.6 * 0.01, 0.4 * 0.02), within(1e-14));
  }

  @Test
  void aSharedErrorCancelsInTheComposition() {
    Known known = known(FEED, new Conversions(0.4, 0.02, 0.6, 0.03, 1.0));
    assertThat(known.compositionDeviation()).isEqualTo(0.0, within(1e-12));
    assertThat(known.conversionDeviation()).isEqualTo(0.6 * 0.02 + 0.4 * 0.03, within(1e-14));
  }

  @Test
  void withoutConversionTheCompositionIsUndefinedAndSaysWhy() {
    Result result =
        CompositionFromConversions.of(FEED, Conversions.independent(0.0, 0.0, 0.0, 0.0));
    assertThat(result).isInstanceOf(Undefined.class);
    assertThat(((Undefined) result).reason()).contains("0.0 mol/mol").contains("1.0E-6 mol/mol");
    assertThat(result.conversion()).isZero();
  }

  @Test
  void aConversionThatDrownsInItsErrorGivesNoComposition() {
    Result drowned =
        CompositionFromConversions.of(FEED, Conversions.independent(0.01, 0.02, 0.012, 0.02));
    assertThat(drowned).isInstanceOf(Undefined.class);
    assertThat(drowned.conversion()).isEqualTo(0.0108, within(1e-12));
    Result negative =
        CompositionFromConversions.of(FEED, Conversions.independent(-0.1, 0.0, 0.05, 0.0));
    assertThat(negative).isInstanceOf(Undefined.class);
  }

  @Test
  void oneMonomerThatDidNotReactIsNoObstacle() {
    Known known = known(FEED, Conversions.independent(0.0, 0.01, 0.5, 0.01));
    assertThat(known.composition()).isZero();
    assertThat(known.compositionDeviation()).isEqualTo(0.6 * 0.01 / 0.2, within(1e-12));
  }

  @Test
  void thePropagatedErrorsAreThoseOfManyNoisyMeasurements() {
    long seed = 7L;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Known known = known(FEED, Conversions.independent(0.5, 0.01, 0.3, 0.015));
    int count = 20_000;
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < count; i++) {
      double x1 = 0.5 + 0.01 * random.nextGaussian();
      double x2 = 0.3 + 0.015 * random.nextGaussian();
      double f = known(FEED, Conversions.independent(x1, 0.0, x2, 0.0)).composition();
      sum += f;
      squares += f * f;
    }
    double mean = sum / count;
    double deviation = Math.sqrt(squares / count - mean * mean);
    assertThat(known.compositionDeviation() / deviation).isEqualTo(1.0, within(0.03));
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() {
    assertThatThrownBy(() -> Conversions.independent(Double.NaN, 0.0, 0.1, 0.0))
        .hasMessageContaining("mol/mol");
    assertThatThrownBy(() -> Conversions.independent(0.1, -1.0, 0.1, 0.0))
        .hasMessageContaining("mol/mol");
    assertThatThrownBy(() -> new Conversions(0.1, 0.0, 0.1, 0.0, 1.5))
        .hasMessageContaining("-1 to 1");
  }
}
