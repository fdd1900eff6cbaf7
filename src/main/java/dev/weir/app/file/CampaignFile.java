package dev.weir.app.file;

import dev.weir.app.terminal.Hashes;
import dev.weir.campaign.CampaignDescription;
import dev.weir.chemistry.CopolymerComposition;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.RunSettings;
import dev.weir.flow.Ramp;
import dev.weir.optimize.Objective;
import dev.weir.optimize.SearchSpace;
import dev.weir.optimize.copolymer.CopolymerSystem;
import dev.weir.optimize.stop.StopTerm;
import dev.weir.units.Concentration;
import dev.weir.units.Decimal;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import dev.weir.yaml.YamlMap;
import dev.weir.yaml.YamlReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A campaign file as read.
 *
 * @param file where it was read from
 * @param hash SHA-256 of its bytes, in hex
 * @param description the campaign
 */
public record CampaignFile(Path file, String hash, CampaignDescription description) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final int MAX_RUNS = 10_000;

  /** Bounds of the shortest duration of a ramp, in residence times. */
  private static final double LEAST_RESIDENCE_TIMES = 0.1;

  private static final double MOST_RESIDENCE_TIMES = 20.0;

  /** Proposals in a row that must promise less than a run is worth. */
  private static final int IN_A_ROW = 2;

  /** Accepted runs before a campaign may be called hopeless. */
  private static final int RUNS_TO_BE_HOPELESS = 8;

  /**
   * Reads a campaign file.
   *
   * @throws dev.weir.yaml.YamlException when anything in it is wrong
   */
  public static CampaignFile read(Path file) {
    YamlMap root = YamlReader.read(file);
    String name = root.parsed("name", CampaignFile::name);
    SpeciesName monomer1 = root.parsed("monomer_1", SpeciesName::new);
    SpeciesName monomer2 = root.parsed("monomer_2", SpeciesName::new);
    if (monomer1.equals(monomer2)) {
      throw root.wrong("monomer_2", "is the same as monomer_1, " + monomer1);
    }
    SpeciesName initiator = root.parsed("initiator", SpeciesName::new);
    SearchSpace space = space(root.map("search"));
    Objective objective = objective(root.map("objective"));
    int budget = root.integer("budget_runs", 1, MAX_RUNS);
    int initial = root.integer("initial_design_runs", 1, budget);
    CampaignDescription.Method method =
        root.has("method")
            ? root.word("method", CampaignDescription.Method.class)
            : standardMethod(new CopolymerSystem(monomer1, monomer2, initiator));
    Stop stop = stop(root.map("stop"), budgetTime(root), budget);
    RunSettings run = run(root.map("run"));
    CampaignDescription.Start start = root.word("start", CampaignDescription.Start.class);
    CampaignDescription.AfterRestart after =
        root.word("after_restart", CampaignDescription.AfterRestart.class);
    Optional<CampaignDescription.RampWish> ramp = root.optionalMap("ramp").map(CampaignFile::ramp);
    root.refuseUnknownKeys();
    return new CampaignFile(
        file,
        Hashes.sha256(file),
        new CampaignDescription(
            name,
            monomer1,
            monomer2,
            initiator,
            space,
            objective,
            budget,
            initial,
            method,
            stop.confirmations(),
            stop.terms(),
            run,
            start,
            after,
            ramp));
  }

  private static CampaignDescription.RampWish ramp(YamlMap map) {
    int aliquots = map.integer("aliquots", 1, Ramp.MOST_ALIQUOTS);
    double shortest = map.parsed("residence_times", CampaignFile::residenceTimes);
    map.refuseUnknownKeys();
    return new CampaignDescription.RampWish(aliquots, shortest);
  }

  private static double residenceTimes(String text) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a number, as in 1.5".formatted(text), e);
    }
    if (!(number >= LEAST_RESIDENCE_TIMES && number <= MOST_RESIDENCE_TIMES)) {
      throw new IllegalArgumentException(
          "must be from %s to %s residence times, was %s"
              .formatted(
                  Decimal.shortest(LEAST_RESIDENCE_TIMES),
                  Decimal.shortest(MOST_RESIDENCE_TIMES),
                  text));
    }
    return number;
  }

  /** The kinetics is used unasked only where the catalogue has the constants. */
  private static CampaignDescription.Method standardMethod(CopolymerSystem system) {
    return system.isInCatalogue()
        ? CampaignDescription.Method.GREY_BOX
        : CampaignDescription.Method.GAUSSIAN_PROCESS;
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a campaign name is lower-case letters, digits and dashes, starting with a letter, was '%s'"
              .formatted(text));
    }
    return text;
  }

  private static SearchSpace space(YamlMap map) {
    List<SearchSpace.Variable> variables = new ArrayList<>();
    for (SearchSpace.Quantity quantity : SearchSpace.Quantity.values()) {
      if (map.isMap(quantity.word())) {
        variables.add(variable(map.map(quantity.word()), quantity, dimension(quantity)));
      }
    }
    Conditions first =
        new Conditions(
            new FeedComposition(first(map, SearchSpace.Quantity.FEED_COMPOSITION)),
            new TimeSpan(first(map, SearchSpace.Quantity.RESIDENCE_TIME)),
            new Temperature(first(map, SearchSpace.Quantity.TEMPERATURE)),
            new Concentration(first(map, SearchSpace.Quantity.TOTAL_MONOMER)),
            new Concentration(first(map, SearchSpace.Quantity.INITIATOR)));
    map.refuseUnknownKeys();
    if (variables.isEmpty()) {
      throw map.wrong(
          "nothing varies: give at least one of these as {low: ..., high: ..., step: ...}");
    }
    return new SearchSpace(variables, first);
  }

  /** Returns the value that stays, or the lower end of what varies. */
  private static double first(YamlMap map, SearchSpace.Quantity quantity) {
    Dimension dimension = dimension(quantity);
    return map.isMap(quantity.word())
        ? map.map(quantity.word()).quantity("low", dimension).canonicalValue()
        : map.quantity(quantity.word(), dimension).canonicalValue();
  }

  private static Dimension dimension(SearchSpace.Quantity quantity) {
    return switch (quantity) {
      case FEED_COMPOSITION -> Dimension.FRACTION;
      case RESIDENCE_TIME -> Dimension.TIME_SPAN;
      case TEMPERATURE -> Dimension.TEMPERATURE;
      case INITIATOR, TOTAL_MONOMER -> Dimension.CONCENTRATION;
    };
  }

  private static SearchSpace.Variable variable(
      YamlMap map, SearchSpace.Quantity quantity, Dimension dimension) {
    Quantity low = map.quantity("low", dimension);
    Quantity high = map.quantity("high", dimension);
    if (low.canonicalValue() >= high.canonicalValue()) {
      throw map.wrong("low", "%s must be below high %s".formatted(low.print(), high.print()));
    }
    Dimension stepDimension =
        dimension == Dimension.TEMPERATURE ? Dimension.TEMPERATURE_DIFFERENCE : dimension;
    double step =
        map.optionalParsed("step", stepDimension::parse).map(Quantity::canonicalValue).orElse(0.0);
    map.refuseUnknownKeys();
    try {
      return new SearchSpace.Variable(quantity, low.canonicalValue(), high.canonicalValue(), step);
    } catch (IllegalArgumentException e) {
      throw map.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Objective objective(YamlMap map) {
    double target = map.quantity("copolymer_composition", Dimension.FRACTION).canonicalValue();
    double tolerance = map.quantity("tolerance", Dimension.FRACTION).canonicalValue();
    double floor = map.quantity("conversion_floor", Dimension.FRACTION).canonicalValue();
    map.refuseUnknownKeys();
    try {
      return new Objective(new CopolymerComposition(target), tolerance, floor);
    } catch (IllegalArgumentException e) {
      throw map.wrong(String.valueOf(e.getMessage()));
    }
  }

  /**
   * When a campaign ends, beside the budget of runs.
   *
   * @param confirmations repeats of a point that reached the objective
   * @param terms in the order in which they are asked
   */
  private record Stop(int confirmations, List<StopTerm> terms) {}

  private static Stop stop(YamlMap map, Optional<Duration> time, int budget) {
    StopWhen when = map.word("when", StopWhen.class);
    int confirmations = map.has("confirmations") ? map.integer("confirmations", 0, budget) : 0;
    List<StopTerm> terms = new ArrayList<>();
    if (when == StopWhen.REACHED) {
      terms.add(new StopTerm.Confirmed(confirmations));
    }
    if (map.has("confidence")) {
      terms.add(new StopTerm.Surely(fraction(map, "confidence")));
    }
    time.ifPresent(most -> terms.add(new StopTerm.TimeUsed(most)));
    if (map.has("worth_of_a_run")) {
      terms.add(new StopTerm.Worth(fraction(map, "worth_of_a_run"), IN_A_ROW));
    }
    if (map.has("hopeless_below")) {
      terms.add(new StopTerm.Hopeless(fraction(map, "hopeless_below"), RUNS_TO_BE_HOPELESS));
    }
    map.optionalMap("stalled").ifPresent(stalled -> terms.add(stalled(stalled)));
    map.refuseUnknownKeys();
    return new Stop(confirmations, terms);
  }

  private static StopTerm stalled(YamlMap map) {
    int runs = map.integer("runs", 1, MAX_RUNS);
    double gain = map.quantity("gain", Dimension.FRACTION).canonicalValue();
    map.refuseUnknownKeys();
    try {
      return new StopTerm.Stalled(runs, gain);
    } catch (IllegalArgumentException e) {
      throw map.wrong("gain", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Duration> budgetTime(YamlMap root) {
    if (!root.has("budget_time")) {
      return Optional.empty();
    }
    Duration time = ((TimeSpan) root.quantity("budget_time", Dimension.TIME_SPAN)).toDuration();
    if (!time.isPositive()) {
      throw root.wrong("budget_time", "must be above 0 s");
    }
    return Optional.of(time);
  }

  /** A fraction above 0 and below 1. */
  private static double fraction(YamlMap map, String key) {
    double value = map.quantity(key, Dimension.FRACTION).canonicalValue();
    if (!(value > 0.0 && value < 1.0)) {
      throw map.wrong(key, "must be between 0 and 1 mol/mol, was " + value);
    }
    return value;
  }

  /** What ends a campaign before an operator does. */
  private enum StopWhen {
    /** The objective is reached and confirmed, or the budget is used up. */
    REACHED,
    /** The budget is used up. */
    BUDGET
  }

  private static RunSettings run(YamlMap map) {
    double washout = map.quantity("washout", Dimension.FRACTION).canonicalValue();
    TimeSpan window = (TimeSpan) map.quantity("window", Dimension.TIME_SPAN);
    double band =
        map.quantity("temperature_band", Dimension.TEMPERATURE_DIFFERENCE).canonicalValue();
    double slope = perMinute(map, "temperature_slope", "K/min");
    double deviation =
        map.quantity("temperature_deviation", Dimension.TEMPERATURE_DIFFERENCE).canonicalValue();
    double pressureSlope = perMinute(map, "pressure_slope", "bar/min");
    double pressureDeviation =
        map.quantity("pressure_deviation", Dimension.PRESSURE).canonicalValue();
    TimeSpan heating = (TimeSpan) map.quantity("heating_timeout", Dimension.TIME_SPAN);
    TimeSpan approach = (TimeSpan) map.quantity("approach_timeout", Dimension.TIME_SPAN);
    TimeSpan sampling = (TimeSpan) map.quantity("sampling", Dimension.TIME_SPAN);
    TimeSpan analysis = (TimeSpan) map.quantity("analysis_timeout", Dimension.TIME_SPAN);
    map.refuseUnknownKeys();
    try {
      return new RunSettings(
          washout,
          window,
          band,
          slope,
          deviation,
          pressureSlope,
          pressureDeviation,
          heating,
          approach,
          sampling,
          analysis);
    } catch (IllegalArgumentException e) {
      throw map.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static double perMinute(YamlMap map, String key, String unit) {
    return map.parsed(
        key,
        text -> {
          if (!text.endsWith(" " + unit)) {
            throw new IllegalArgumentException(
                "'%s' must be written like '0.1 %s'".formatted(text, unit));
          }
          return Double.parseDouble(text.substring(0, text.length() - unit.length()).strip());
        });
  }
}
