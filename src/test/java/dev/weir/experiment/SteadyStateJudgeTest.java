package dev.weir.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.Tag;
import dev.weir.flow.FeedName;
import dev.weir.reactor.ProcessValues;
import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

final class SteadyStateJudgeTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final RunSettings SETTINGS =
      new RunSettings(
          0.98,
          new TimeSpan(60.0),
          1.0,
          0.05,
          0.3,
          0.02,
          0.1,
          TimeSpan.ofMinutes(60.0),
          TimeSpan.ofMinutes(60.0),
          new TimeSpan(60.0),
          TimeSpan.ofMinutes(30.0));

  /** The washout is complete after 100 s. */
  private static double step(double seconds) {
    return seconds >= 100.0 ? 1.0 : 0.5;
  }

  private final SteadyStateJudge judge =
      new SteadyStateJudge(SETTINGS, new Temperature(80.0), SteadyStateJudgeTest::step, START);

  @Test
  void steadyValuesBeforeTheWashoutProveNothing() {
    watch(0, 90, 80.0, 0.0);
    assertThat(judge.verdict(START.plusSeconds(90)).proven()).isFalse();
    assertThat(judge.verdict(START.plusSeconds(90)).reason()).contains("washout 0.5000 below 0.98");
  }

  @Test
  void washoutAndSteadyValuesTogetherAreProof() {
    watch(0, 120, 80.0, 0.0);
    SteadyState verdict = judge.verdict(START.plusSeconds(120));
    assertThat(verdict.reason()).isEqualTo("washed out; temperature and pressure steady");
    assertThat(verdict.proven()).isTrue();
  }

  @Test
  void aDriftingTemperatureIsNotSteady() {
    watch(0, 120, 79.9, 0.1 / 60.0);
    SteadyState verdict = judge.verdict(START.plusSeconds(120));
    assertThat(verdict.proven()).isFalse();
    assertThat(verdict.reason()).contains("temperature slope 0.1000 beyond 0.05 K/min");
  }

  @Test
  void aSteadyTemperatureFarFromItsSetpointIsNotTheRightOne() {
    watch(0, 120, 82.0, 0.0);
    assertThat(judge.verdict(START.plusSeconds(120)).reason())
        .contains("temperature offset 2.0000 above 1 K");
  }

  @Test
  void aDisturbanceStartsTheWashoutAndTheWindowAnew() {
    watch(0, 120, 80.0, 0.0);
    judge.disturbed(START.plusSeconds(120));
    assertThat(judge.isWashedOut(START.plusSeconds(150))).isFalse();
    watch(120, 300, 80.0, 0.0);
    assertThat(judge.verdict(START.plusSeconds(300)).proven()).isTrue();
  }

  @Test
  void aGapInTheReadingsEmptiesTheWindow() {
    watch(0, 115, 80.0, 0.0);
    judge.observe(
        new Values(Optional.empty(), Optional.of(new Pressure(5.0))), START.plusSeconds(116));
    assertThat(judge.verdict(START.plusSeconds(120)).reason()).contains("not full");
  }

  private void watch(int from, int to, double celsius, double slopePerSecond) {
    for (int second = from; second <= to; second++) {
      judge.observe(
          new Values(
              Optional.of(new Temperature(celsius + slopePerSecond * second)),
              Optional.of(new Pressure(5.0))),
          START.plusSeconds(second));
    }
  }

  private record Values(Optional<Temperature> reactorTemperature, Optional<Pressure> pressure)
      implements ProcessValues {
    @Override
    public Optional<FlowRate> flow(FeedName feed) {
      return Optional.empty();
    }

    @Override
    public SortedMap<Tag, Observed> all() {
      return Collections.emptySortedMap();
    }
  }
}
