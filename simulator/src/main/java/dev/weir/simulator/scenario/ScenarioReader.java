package dev.weir.simulator.scenario;

import dev.weir.device.DeviceName;
import dev.weir.device.line.LineName;
import dev.weir.flow.FeedName;
import dev.weir.units.Dimension;
import dev.weir.units.FlowRate;
import dev.weir.units.Fraction;
import dev.weir.units.Pressure;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.TimeSpan;
import dev.weir.yaml.YamlMap;
import dev.weir.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Reads scenario files.
 *
 * <pre>
 * scenario: the styrene pump stalls
 * seed: 7
 * troubles:
 *   - at: 12 min
 *     spread: 3 min       # begins up to so much later, by the seed
 *     lasts: 5 min        # without it, for ever
 *     trouble: pump-stall
 *     feed: styrene
 * </pre>
 */
public final class ScenarioReader {
  private static final int HIGHEST_SEED = Integer.MAX_VALUE;
  private static final int MOST_TROUBLES = 1000;

  private ScenarioReader() {}

  /** The words by which files name troubles. */
  enum Kind {
    PUMP_STALL,
    FEED_EMPTY,
    CLOG,
    LEAK,
    BUBBLE,
    EMERGENCY_STOP,
    HEATER_WELDED,
    RUNAWAY,
    SENSOR_LOW,
    DEVICE_MUTE,
    DEVICE_RESET,
    DEVICE_GARBLE,
    ANALYSER_LATE,
    ANALYSER_SILENT,
    LINE_CUT
  }

  /**
   * Reads a scenario from a file.
   *
   * @throws dev.weir.yaml.YamlException when it is not a scenario; one line for each fault
   */
  public static Scenario read(Path file) {
    return read(YamlReader.read(file));
  }

  /** Reads a scenario from the root of a document. */
  static Scenario read(YamlMap root) {
    String name = root.text("scenario");
    long seed = root.has("seed") ? root.integer("seed", 0, HIGHEST_SEED) : 0L;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<YamlMap> items = root.maps("troubles");
    root.refuseUnknownKeys();
    if (items.size() > MOST_TROUBLES) {
      throw root.wrong(
          "troubles", "must be at most %d, were %d".formatted(MOST_TROUBLES, items.size()));
    }
    List<Scenario.Scheduled> troubles = new ArrayList<>();
    for (YamlMap item : items) {
      troubles.add(scheduled(item, random));
    }
    return new Scenario(name, seed, troubles);
  }

  private static Scenario.Scheduled scheduled(YamlMap item, RandomGenerator random) {
    double at = item.quantity("at", Dimension.TIME_SPAN).canonicalValue();
    double spread =
        item.optionalParsed("spread", TimeSpan::parse).map(TimeSpan::seconds).orElse(0.0)
            * random.nextDouble();
    Optional<TimeSpan> lasts = item.optionalParsed("lasts", TimeSpan::parse);
    Trouble trouble = trouble(item, item.word("trouble", Kind.class));
    item.refuseUnknownKeys();
    return new Scenario.Scheduled(new TimeSpan(at + spread), lasts, trouble);
  }

  private static Trouble trouble(YamlMap item, Kind kind) {
    return switch (kind) {
      case PUMP_STALL -> new Trouble.PumpStall(item.parsed("feed", FeedName::new));
      case FEED_EMPTY -> new Trouble.FeedEmpty(item.parsed("feed", FeedName::new));
      case CLOG ->
          new Trouble.Clog(
              item.parsed("drop", Pressure::parse),
              positive(item, "flow", item.parsed("flow", FlowRate::parse)),
              positive(item, "over"));
      case LEAK ->
          new Trouble.Leak(
              item.parsed("flow", FlowRate::parse), positivePressure(item, "pressure"));
      case BUBBLE -> new Trouble.Bubble(item.number("factor", 1.0, 1000.0));
      case EMERGENCY_STOP -> new Trouble.EmergencyStop();
      case HEATER_WELDED -> new Trouble.HeaterWelded();
      case RUNAWAY ->
          new Trouble.Runaway(
              item.parsed("rise", TemperatureDifference::parse), positive(item, "over"));
      case SENSOR_LOW -> new Trouble.SensorLow(item.parsed("error", TemperatureDifference::parse));
      case DEVICE_MUTE -> new Trouble.DeviceMute(item.parsed("device", DeviceName::new));
      case DEVICE_RESET -> new Trouble.DeviceReset(item.parsed("device", DeviceName::new));
      case DEVICE_GARBLE ->
          new Trouble.DeviceGarble(
              item.parsed("device", DeviceName::new), item.parsed("share", Fraction::parse));
      case ANALYSER_LATE -> new Trouble.AnalyserLate(item.parsed("delay", TimeSpan::parse));
      case ANALYSER_SILENT -> new Trouble.AnalyserSilent();
      case LINE_CUT -> new Trouble.LineCut(item.parsed("line", LineName::new));
    };
  }

  private static TimeSpan positive(YamlMap item, String key) {
    TimeSpan span = item.parsed(key, TimeSpan::parse);
    if (span.seconds() <= 0.0) {
      throw item.wrong(key, "must be above 0 s, was " + span);
    }
    return span;
  }

  private static FlowRate positive(YamlMap item, String key, FlowRate flow) {
    if (flow.microlitresPerMinute() <= 0.0) {
      throw item.wrong(key, "must be above 0 µL/min, was " + flow);
    }
    return flow;
  }

  private static Pressure positivePressure(YamlMap item, String key) {
    Pressure pressure = item.parsed(key, Pressure::parse);
    if (pressure.bars() <= 0.0) {
      throw item.wrong(key, "must be above 0 bar, was " + pressure);
    }
    return pressure;
  }
}
