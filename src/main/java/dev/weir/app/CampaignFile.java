package dev.weir.app;

import dev.weir.campaign.CampaignDescription;
import dev.weir.chemistry.CopolymerComposition;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.RunSettings;
import dev.weir.optimize.Objective;
import dev.weir.optimize.SearchSpace;
import dev.weir.units.Concentration;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import dev.weir.yaml.YamlMap;
import dev.weir.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
  private static final Map<SearchSpace.Quantity, Dimension> DIMENSIONS =
      new EnumMap<>(
          Map.of(
              SearchSpace.Quantity.FEED_COMPOSITION, Dimension.FRACTION,
              SearchSpace.Quantity.RESIDENCE_TIME, Dimension.TIME_SPAN,
              SearchSpace.Quantity.TEMPERATURE, Dimension.TEMPERATURE,
              SearchSpace.Quantity.INITIATOR, Dimension.CONCENTRATION,
              SearchSpace.Quantity.TOTAL_MONOMER, Dimension.CONCENTRATION));

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
    CampaignDescription.Method method = root.word("method", CampaignDescription.Method.class);
    int stopAfter = root.integer("stop_after_reached_runs", 0, budget);
    RunSettings run = run(root.map("run"));
    CampaignDescription.Start start = root.word("start", CampaignDescription.Start.class);
    CampaignDescription.AfterRestart after =
        root.word("after_restart", CampaignDescription.AfterRestart.class);
    root.refuseUnknownKeys();
    return new CampaignFile(
        file,
        Hashes.sha256(file),
        new CampaignDescription(
            name, monomer1, monomer2, initiator, space, objective, budget, initial, method, stopAfter,
            run, start, after));
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
    Map<SearchSpace.Quantity, Double> values = new EnumMap<>(SearchSpace.Quantity.class);
    for (SearchSpace.Quantity quantity : SearchSpace.Quantity.values()) {
      Dimension dimension = DIMENSIONS.get(quantity);
      if (map.isMap(quantity.word())) {
        SearchSpace.Variable variable = variable(map.map(quantity.word()), quantity, dimension);
        variables.add(variable);
        values.put(quantity, variable.low());
      } else {
        values.put(quantity, map.quantity(quantity.word(), dimension).canonicalValue());
      }
    }
    map.refuseUnknownKeys();
    if (variables.isEmpty()) {
      throw map.wrong("nothing varies: give at least one of these as {low: ..., high: ..., step: ...}");
    }
    return new SearchSpace(
        variables,
        new Conditions(
            new FeedComposition(values.get(SearchSpace.Quantity.FEED_COMPOSITION)),
            new TimeSpan(values.get(SearchSpace.Quantity.RESIDENCE_TIME)),
            new Temperature(values.get(SearchSpace.Quantity.TEMPERATURE)),
            new Concentration(values.get(SearchSpace.Quantity.TOTAL_MONOMER)),
            new Concentration(values.get(SearchSpace.Quantity.INITIATOR))));
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

  private static RunSettings run(YamlMap map) {
    double washout = map.quantity("washout", Dimension.FRACTION).canonicalValue();
    TimeSpan window = (TimeSpan) map.quantity("window", Dimension.TIME_SPAN);
    double band = map.quantity("temperature_band", Dimension.TEMPERATURE_DIFFERENCE).canonicalValue();
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
          washout, window, band, slope, deviation, pressureSlope, pressureDeviation, heating, approach,
          sampling, analysis);
    } catch (IllegalArgumentException e) {
      throw map.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static double perMinute(YamlMap map, String key, String unit) {
    return map.parsed(
        key,
        text -> {
          if (!text.endsWith(" " + unit)) {
            throw new IllegalArgumentException("'%s' must be written like '0.1 %s'".formatted(text, unit));
          }
          return Double.parseDouble(text.substring(0, text.length() - unit.length()).strip());
        });
  }
}
